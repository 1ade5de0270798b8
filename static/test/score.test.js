import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { scoreOf } from "../js/model/score.js";

/** @type {{tables: number, error: number, warning: number, info: number, score: number}[]} */
const cases = JSON.parse(readFileSync(new URL("../../testdata/score.json", import.meta.url), "utf8"));

test("the score is the server's", () => {
  assert.ok(cases.length > 0);
  for (const c of cases) assert.equal(scoreOf(c.tables, c), c.score, JSON.stringify(c));
});
