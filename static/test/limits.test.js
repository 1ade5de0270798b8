import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting } from "../js/model/limits.js";
import { MAX_NAME, MAX_OP, MAX_TEXT } from "../js/model/schema.js";

test("names and texts that are too long are cut, and nothing else changes", () => {
  /** @type {import("../js/types.js").Op[]} */
  const ops = [
    { op: "put", kind: "column", id: "c", parent: "t", order: "A", props: { name: "n".repeat(300), comment: "fine" } },
    { op: "set", id: "t", prop: "name", value: "🐦".repeat(MAX_NAME) },
    { op: "set", id: "t", prop: "comment", value: "c".repeat(MAX_TEXT + 1) },
    { op: "set", id: "c", prop: "type", value: "t".repeat(5000) },
    { op: "set", id: "t", prop: "pos", value: { x: 1, y: 2 } },
    { op: "delete", id: "x" },
  ];
  const { ops: fit, cut } = fitting(ops);
  assert.ok(cut > 60_000, "the longest of them");
  assert.deepEqual(fit[0], { ...ops[0], props: { name: "n".repeat(MAX_NAME), comment: "fine" } });
  assert.deepEqual(fit[1], ops[1], "characters are counted, not halves of them");
  assert.ok(JSON.stringify(fit[2]).length <= MAX_OP);
  assert.equal(/** @type {any} */ (fit[3]).value.length, 4096, "the limit of the server");
  assert.deepEqual(fit.slice(4), ops.slice(4));
  assert.equal(fitting(ops.slice(4)).cut, 0);
});

test("a text of many bytes fits into an operation", () => {
  for (const text of ["ü".repeat(50_000), "\u0001".repeat(30_000), "🐦".repeat(20_000), "x".repeat(200_000)]) {
    const { ops, cut } = fitting([{ op: "set", id: "t", prop: "comment", value: text }]);
    const size = new TextEncoder().encode(JSON.stringify(ops[0])).length;
    assert.ok(size <= MAX_OP && size > MAX_OP * 0.9, `${size} bytes`);
    assert.equal([.../** @type {any} */ (ops[0]).value].length, cut);
    assert.ok(text.startsWith(/** @type {any} */ (ops[0]).value));
  }
});
