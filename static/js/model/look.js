/**
 * How a diagram is drawn: in which notation, how much of each table, how tightly. What
 * follows for the shape of a card is worked out here and in diagram/look.go alike;
 * testdata/look.json holds both to one answer. No card is larger than in the plain look,
 * which places and lines are made for. No DOM; start at shapeOf.
 * @module
 */

import { COMPACT_HEADER, COMPACT_ROW, ENDS_APART, HEADER_HEIGHT, MOST_OVALS, OVAL_GAP, ROW_HEIGHT } from "./schema.js";
import { isMany } from "./relationship.js";

/** @typedef {"crowsfoot" | "idef1x" | "chen"} Notation */
/** @typedef {"full" | "keys" | "names"} Display */
/** @typedef {"comfortable" | "compact"} Density */
/** @typedef {import("./geometry.js").Rect} Rect */

/**
 * @typedef {object} Look
 * @property {Notation} notation
 * @property {Display} display
 * @property {Density} density
 */

/**
 * What a shape depends on of a column.
 * @typedef {{readonly pk: boolean, readonly fk: boolean, readonly unique: boolean}} Kind
 */

/**
 * The shape of a card, from its top left corner. Rows are numbered as they are shown.
 * @typedef {object} Shape
 * @property {number} height of all of it
 * @property {number} top of the frame
 * @property {number} bottom of the frame
 * @property {number} head where the name stands: the top of a strip as high as a header
 * @property {readonly number[] | null} order the columns shown; null: all, as they stand
 * @property {number} count of rows shown
 * @property {number} keys how many of them are of the primary key; when they are in order, the first ones
 * @property {boolean} ovals whether they are ovals around the frame
 * @property {boolean} dependent whether the table's key holds the key of another
 * @property {boolean} joins whether it is made of the keys of others
 */

/** @type {Look} */
export const PLAIN_LOOK = { notation: "crowsfoot", display: "full", density: "comfortable" };

/** @param {Density} density */
export const headerOf = density => (density === "compact" ? COMPACT_HEADER : HEADER_HEIGHT);

/** @param {Density} density */
export const rowOf = density => (density === "compact" ? COMPACT_ROW : ROW_HEIGHT);

/**
 * @param {Look} look
 * @param {readonly Kind[]} columns
 * @param {number} parents how many foreign keys lie within the primary key
 * @returns {Shape}
 */
export function shapeOf(look, columns, parents) {
  const header = headerOf(look.density);
  const row = rowOf(look.density);
  // One pass and no lists: a large diagram has this done for each table as it opens.
  let inKey = 0;
  let dependent = false;
  let joins = parents > 1;
  for (const c of columns) {
    if (!c.pk) continue;
    inKey++;
    dependent ||= c.fk;
    joins &&= c.fk;
  }
  const order = orderOf(look, columns);
  const count = order ? order.length : columns.length;
  const keys = order ? order.filter(i => columns[i]?.pk).length : inKey;
  if (look.notation === "chen" && count > 0 && count <= MOST_OVALS) {
    const lines = Math.ceil(count / 2);
    const above = Math.floor(lines / 2);
    const top = above > 0 ? above * row + OVAL_GAP : 0;
    const height = top + header + OVAL_GAP + (lines - above) * row;
    return { height, top, bottom: top + header, head: top, order, count, keys, ovals: true, dependent, joins };
  }
  // The name of an IDEF1X entity stands above its box.
  const top = look.notation === "idef1x" && count > 0 ? header : 0;
  const height = header + row * count;
  return { height, top, bottom: height, head: 0, order, count, keys, ovals: false, dependent, joins };
}

/**
 * The columns shown, or null for all as they stand.
 * @param {Look} look
 * @param {readonly Kind[]} columns
 * @returns {number[] | null}
 */
function orderOf(look, columns) {
  if (look.notation === "crowsfoot" && look.display === "full") return null;
  const all = columns.map((_, i) => i);
  if (look.display === "names") return [];
  const at = (/** @type {number} */ i) => /** @type {Kind} */ (columns[i]);
  let shown = look.display === "keys" ? all.filter(i => at(i).pk || at(i).fk || at(i).unique) : all;
  if (look.notation === "crowsfoot") return shown;
  // In a Chen drawing lines say what foreign keys hold.
  if (look.notation === "chen") shown = shown.filter(i => !at(i).fk);
  return [...shown.filter(i => at(i).pk), ...shown.filter(i => !at(i).pk)];
}

/**
 * The place of row number k (from 0) of a card of this width, from its top left corner.
 * @param {Pick<Look, "density">} look
 * @param {Shape} shape
 * @param {number} k
 * @param {number} width
 * @returns {Rect}
 */
export function rowRect(look, shape, k, width) {
  const header = headerOf(look.density);
  const row = rowOf(look.density);
  if (!shape.ovals) return { x: 0, y: header + row * k, w: width, h: row };
  const line = Math.floor(k / 2);
  const above = Math.floor(Math.ceil(shape.count / 2) / 2);
  const y = line < above ? line * row : shape.bottom + OVAL_GAP + (line - above) * row;
  const w = (width - OVAL_GAP) / 2;
  const alone = k === shape.count - 1 && k % 2 === 0;
  return { x: alone ? (width - w) / 2 : k % 2 === 0 ? 0 : width - w, y: y + 2, w, h: row - 4 };
}

/**
 * How far below the top of a card a line ends.
 * @param {Look} look
 * @param {Shape} shape
 * @param {number} k the row it belongs to, or -1 when that is not shown
 * @param {import("../types.js").Cardinality} card
 */
export function endOf(look, shape, k, card) {
  const header = headerOf(look.density);
  const row = rowOf(look.density);
  if (k >= 0 && look.notation !== "chen") return header + row * (k + 0.5);
  const middle = shape.top + (look.notation === "idef1x" && shape.count > 0 ? row : header) / 2;
  return middle + (isMany(card) ? ENDS_APART : card === "unknown" ? 0 : -ENDS_APART);
}
