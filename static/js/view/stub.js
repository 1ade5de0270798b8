/**
 * Labels of stubs: a reference to a table that very many refer to is a short piece at each
 * end, with the table's name at the one and the number of references at the other. A click
 * on a label draws the lines. World units.
 * @module
 */

import { counted } from "../model/noun.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../model/geometry.js").Rect} Rect */
/** @typedef {import("./scene.js").Line} Line */
/** @typedef {import("../model/diagram.js").Diagram} Diagram */

/** Room for a label: the usual channel less the stub. */
export const STUB_ROOM = 88;
const HEIGHT = 16;

/**
 * The room of the label at an end of a stub.
 * @param {Line} line
 * @param {number} end
 * @returns {(Rect & {right: boolean}) | null} right: the text begins at the left
 */
export function stubBox(line, end) {
  const way = line.stub ? line.ways[end] : undefined;
  const from = way?.[0];
  const to = way?.at(-1);
  if (!from || !to) return null;
  const right = to.x >= from.x;
  return { x: right ? to.x : to.x - STUB_ROOM, y: to.y - HEIGHT / 2, w: STUB_ROOM, h: HEIGHT, right };
}

/**
 * What the label at an end says.
 * @param {Diagram} diagram
 * @param {Line} line
 * @param {number} end
 */
export function stubText(diagram, line, end) {
  const hub = line.ends[1]?.table ?? "";
  if (end === 0) return diagram.table(hub)?.name ?? "";
  const n = referencesTo(diagram, hub).length;
  return counted(n, "reference");
}

/**
 * The relationships of other tables that refer to a table.
 * @param {Diagram} diagram
 * @param {ID} table
 * @returns {ID[]}
 */
export function referencesTo(diagram, table) {
  return [...diagram.relationshipsOf(table)].filter(id => {
    const r = diagram.object(id, "relationship")?.props;
    const two = r?.ends.length === 2 && (r.directed || r.pairs.length > 0);
    return two && r.ends[1]?.table === table && r.ends[0]?.table !== table;
  });
}
