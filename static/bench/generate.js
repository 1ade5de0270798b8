/**
 * Generated diagrams for measuring: a grid of tables with columns, 1.5 relationships per
 * table, most of them to neighbours. The same input gives the same diagram.
 * @module
 */

import { orderAt } from "../js/model/order.js";
import { MODULE_COLORS } from "../js/model/schema.js";

/** @typedef {import("../js/types.js").WireObject} WireObject */

const TYPES = ["int", "varchar(255)", "timestamptz", "text", "decimal(10,2)", "boolean", "uuid", "jsonb"];

/**
 * @param {number} tables
 * @param {number} [columns] per table
 * @returns {WireObject[]}
 */
export function generate(tables, columns = 10) {
  const across = Math.ceil(Math.sqrt(tables * 1.6));
  const chance = random(7);
  /** @type {WireObject[]} */
  const objects = [{ id: "diagram", kind: "diagram", props: { name: `${tables} tables` } }];
  for (const [i, color] of MODULE_COLORS.entries())
    objects.push({ id: `m${i}`, kind: "module", order: orderAt(i), props: { name: color, color } });
  for (let i = 0; i < tables; i++) {
    const pos = { x: (i % across) * 320, y: Math.floor(i / across) * (100 + 28 * columns) };
    const module = `m${Math.floor(i / across / 4) % MODULE_COLORS.length}`;
    objects.push({ id: `t${i}`, kind: "table", order: orderAt(i), props: { name: `table_${i}`, pos, module } });
    for (let j = 0; j < columns; j++) {
      const props = {
        name: j === 0 ? "id" : `column_${j}`,
        type: TYPES[(i + j) % TYPES.length],
        not_null: j % 3 === 0,
      };
      objects.push({ id: `t${i}c${j}`, kind: "column", parent: `t${i}`, order: orderAt(j), props });
    }
    objects.push({
      id: `t${i}k`,
      kind: "key",
      parent: `t${i}`,
      order: orderAt(0),
      props: { primary: true, columns: [`t${i}c0`] },
    });
  }
  for (let e = 0; e < tables * 1.5; e++) {
    const child = Math.floor(chance() * tables);
    const step = [1, -1, across, -across, across + 1][Math.floor(chance() * 5)] ?? 1;
    const parent = chance() < 0.85 ? Math.max(0, Math.min(tables - 1, child + step)) : Math.floor(chance() * tables);
    const column = 1 + Math.floor(chance() * (columns - 1));
    objects.push({
      id: `r${e}`,
      kind: "relationship",
      order: orderAt(e),
      props: {
        ends: [
          { table: `t${child}`, card: "zero_many" },
          { table: `t${parent}`, card: "one" },
        ],
        pairs: [{ from: `t${child}c${column}`, to: `t${parent}c0` }],
        directed: true,
      },
    });
  }
  return objects;
}

/**
 * A small generator of numbers in [0, 1).
 * @param {number} seed
 */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
