import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { endOf, rowRect, shapeOf } from "../js/model/look.js";
import { HEADER_HEIGHT, ROW_HEIGHT } from "../js/model/schema.js";
import { fitWay } from "../js/view/fit_route.js";

/**
 * @typedef {object} ShapeCase
 * @property {string[]} columns p primary, f foreign, u unique
 * @property {number} parents
 * @property {import("../js/model/look.js").Look} look
 * @property {object} want
 */

/** @type {{shapes: ShapeCase[], ways: {way: number[][], first: number, last: number | null, want: number[][] | null}[]}} */
const cases = JSON.parse(readFileSync(new URL("../../testdata/look.json", import.meta.url), "utf8"));

/** @param {ShapeCase} c */
function answer({ columns, parents, look }) {
  const kinds = columns.map(c => ({ pk: c.includes("p"), fk: c.includes("f"), unique: c.includes("u") }));
  const s = shapeOf(look, kinds, parents);
  const { height, top, bottom, head, keys, ovals, dependent, joins } = s;
  const rows = [...Array(s.count).keys()].map(k => {
    const { x, y, w, h } = rowRect(look, s, k, 220);
    return [x, y, w, h];
  });
  const ends = [-1, ...rows.keys()].map(k =>
    /** @type {const} */ (["one", "zero_many", "unknown"]).map(card => endOf(look, s, k, card)),
  );
  const order = s.order ?? columns.map((_, i) => i);
  return { height, top, bottom, head, order, keys, ovals, dependent, joins, rows, ends };
}

test("the shape of a card is the server's", () => {
  assert.ok(cases.shapes.length > 0);
  for (const c of cases.shapes) assert.deepEqual(answer(c), c.want, JSON.stringify([c.look, c.columns]));
});

test("no card is larger than the plain one, which has its place", () => {
  for (const c of cases.shapes) {
    // A lone oval stands a little below its entity.
    const slack = c.look.notation === "chen" ? 8 : 0;
    const { height } = answer(c);
    assert.ok(height <= HEADER_HEIGHT + ROW_HEIGHT * c.columns.length + slack, JSON.stringify([c.look, c.columns]));
  }
});

test("a way is fitted as the server does it", () => {
  assert.ok(cases.ways.length > 0);
  for (const c of cases.ways) {
    const way = fitWay(
      c.way.map(([x = 0, y = 0]) => ({ x, y })),
      c.first,
      c.last,
    );
    assert.deepEqual(way?.map(p => [p.x, p.y]) ?? null, c.want);
  }
});
