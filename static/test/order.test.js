import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { orderAt, orderBetween, ordersBetween, validOrder } from "../js/model/order.js";

const fixture = JSON.parse(readFileSync(new URL("../../testdata/order.json", import.meta.url), "utf8"));

test("order keys are those of the server", () => {
  for (const [i, key] of fixture.at) assert.equal(orderAt(i), key);
  for (const [a, b, key] of fixture.between) assert.equal(orderBetween(a, b), key, `between "${a}" and "${b}"`);
});

test("keys put in between stay in order and valid", () => {
  let keys = [orderAt(0)];
  for (let i = 0; i < 300; i++) {
    const at = (i * 7919) % (keys.length + 1);
    const key = orderBetween(keys[at - 1] ?? "", keys[at] ?? "");
    assert.ok(validOrder(key), key);
    keys.splice(at, 0, key);
  }
  assert.deepEqual(keys, [...keys].sort());
  assert.equal(new Set(keys).size, keys.length);
  keys = ordersBetween("A00V", "A01V", 40);
  assert.deepEqual(keys, [...keys].sort());
  assert.ok(keys.every(k => k > "A00V" && k < "A01V"));
});

test("what is no order key is refused", () => {
  for (const bad of ["", "V0", "a b", "é", 7, undefined, "V".repeat(513)]) assert.equal(validOrder(bad), false);
});
