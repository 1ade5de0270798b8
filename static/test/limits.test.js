import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting } from "../js/model/limits.js";
import { MAX_NAME, MAX_TEXT } from "../js/model/schema.js";

test("names and texts that are too long are cut, and nothing else changes", () => {
  /** @type {import("../js/types.js").Op[]} */
  const ops = [
    { op: "put", kind: "column", id: "c", parent: "t", order: "A", props: { name: "n".repeat(300), comment: "fine" } },
    { op: "set", id: "t", prop: "name", value: "🐦".repeat(MAX_NAME) },
    { op: "set", id: "t", prop: "comment", value: "c".repeat(MAX_TEXT + 1) },
    { op: "set", id: "t", prop: "pos", value: { x: 1, y: 2 } },
    { op: "delete", id: "x" },
  ];
  const { ops: fit, cut } = fitting(ops);
  assert.equal(cut, MAX_TEXT);
  assert.deepEqual(fit[0], { ...ops[0], props: { name: "n".repeat(MAX_NAME), comment: "fine" } });
  assert.deepEqual(fit[1], ops[1], "characters are counted, not halves of them");
  assert.equal(/** @type {any} */ (fit[2]).value.length, MAX_TEXT);
  assert.deepEqual(fit.slice(3), ops.slice(3));
  assert.equal(fitting(ops.slice(3)).cut, 0);
});
