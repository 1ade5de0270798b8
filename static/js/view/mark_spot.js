/**
 * Where the marks of findings stand: on a card's head, in a row, on a line, or at a far zoom
 * on the card's corner. Painters and the hit test both ask here. World units.
 * @module
 */

import { HEADER_HEIGHT } from "../model/schema.js";
import { TYPE_RIGHT } from "./paint/card_text.js";
import { labelSpot } from "./paint/line.js";
import { levelAt, NAMES, ROWS } from "./paint/pen.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../model/geometry.js").Rect} Rect */
/** @typedef {import("../model/diagram.js").Column} Column */
/** @typedef {import("./paint/card_text.js").CardTexts} CardTexts */
/** @typedef {import("./text_fit.js").TextFit} TextFit */

/** Size of a mark in a row or on a line. */
export const MARK = 14;
/** How far inside of an oval its mark begins. */
export const OVAL_MARK = 7;
/** Of the one on a head. */
const HEAD_MARK = 13;
/** Of the one on the corner of a card that shows its name only. */
const NAME_MARK = 32;
/** Of the one on a block, CSS px, and most of the card's width that it takes. */
const BLOCK_MARK = 9;
const BLOCK_PART = 0.45;
/** Below this zoom blocks are too small for marks. */
export const MARKS_FROM = 0.04;
/** How far beside a mark it is still hit, CSS px. */
const REACH = 5;

/**
 * The mark of a card at a zoom.
 * @param {Rect} b
 * @param {number} k
 * @param {number} [head] where the header is, below the card's top
 * @param {number} [height] of the header
 * @returns {Rect}
 */
export function cardMark(b, k, head = 0, height = HEADER_HEIGHT) {
  const level = levelAt(k);
  if (level === ROWS) {
    return { x: b.x + b.w - 10 - HEAD_MARK, y: b.y + head + (height - HEAD_MARK) / 2, w: HEAD_MARK, h: HEAD_MARK };
  }
  if (level === NAMES) return { x: b.x + b.w - 20, y: b.y - 14, w: NAME_MARK, h: NAME_MARK };
  const size = Math.min(BLOCK_MARK / k, b.w * BLOCK_PART);
  return { x: b.x + b.w - size * 0.7, y: b.y - size * 0.3, w: size, h: size };
}

/**
 * Where the mark of a row begins, from the card's left border: in the place of the glyph;
 * when that is taken before the type, if there is room.
 * @param {TextFit} text
 * @param {CardTexts} texts
 * @param {import("../model/diagram.js").Table} table
 * @param {number} width of the card
 * @param {Column} column
 * @param {number} i
 */
export function rowMarkX(text, texts, table, width, column, i) {
  const slot = 14;
  if (texts.notation === "crowsfoot" && !column.pk && !column.fk && !column.unique) return slot;
  const row = texts.of(table).rows[i];
  const x = width - TYPE_RIGHT - text.width(row?.type ?? "", texts.fonts.type) - 19;
  const end = (row?.end ?? 0) + (column.pk && column.fk ? 19 : 3);
  if (texts.notation !== "crowsfoot") return x;
  return x < end ? slot : x;
}

/**
 * Whether the mark of a row takes the place of its glyph.
 * @param {number} x
 * @param {CardTexts} texts
 */
export const hidesGlyph = (x, texts) => x < texts.nameX;

/**
 * The mark of a line: on its longest run, before the label when it has one. From afar there
 * are no labels.
 * @param {import("./scene.js").Line} line
 * @param {TextFit} text
 * @param {string} sans
 * @param {number} k
 * @returns {Rect | null}
 */
export function lineMark(line, text, sans, k) {
  const spot = labelSpot(line);
  if (!spot) return null;
  if (levelAt(k) !== ROWS) return { x: spot.x - NAME_MARK / 2, y: spot.y - NAME_MARK / 2, w: NAME_MARK, h: NAME_MARK };
  const left = line.label === "" ? MARK / 2 : pillWidth(line.label, text, sans, true) / 2 - 7;
  return { x: spot.x - left, y: spot.y - MARK / 2, w: MARK, h: MARK };
}

/** Most that a verb in a diamond is wide, and the height of diamonds. */
const VERB_WIDTH = 110;
const VERB_HEIGHT = 32;
/** Room for the letters at both ends of a piece that a diamond stands on. */
const LETTERS = 36;

/**
 * The diamond of a line in a Chen drawing, with its verb: on the longest piece that has
 * room for it.
 * @param {import("./scene.js").Line} line
 * @param {TextFit} text
 * @param {string} sans
 * @returns {(Rect & {text: string}) | null}
 */
export function verbSpot(line, text, sans) {
  const font = `500 12px ${sans}`;
  const verb = text.fit(line.label || "has", font, VERB_WIDTH);
  const wide = text.width(verb, font) * 1.3 + 22;
  const roomy = line.legs ? line.ways[0]?.at(-1) : roomiest(line.ways[0] ?? [], wide + LETTERS, VERB_HEIGHT);
  // Between two cards that stand close the diamond is a small one.
  const w = roomy ? wide : text.width(verb, font) * 1.1 + 12;
  const h = roomy ? VERB_HEIGHT : VERB_HEIGHT - 4;
  const spot = roomy ?? labelSpot(line);
  if (!spot) return null;
  // A line to the table that it comes from goes round the diamond.
  const loop = !line.legs && line.ends[0]?.table === line.ends[1]?.table ? w / 2 : 0;
  return { x: spot.x - w / 2 + loop, y: spot.y - h / 2, w, h, text: verb };
}

/**
 * The middle of the longest piece of a way that is this long, if level or upright.
 * @param {readonly Point[]} way
 * @param {number} level
 * @param {number} upright
 * @returns {Point | null}
 */
function roomiest(way, level, upright) {
  let best = 0;
  let spot = null;
  for (let i = 0; i + 1 < way.length; i++) {
    const [a, b] = /** @type {[Point, Point]} */ ([way[i], way[i + 1]]);
    const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
    if (length <= best || length < (a.y === b.y ? level : upright)) continue;
    best = length;
    spot = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  }
  return spot;
}

/** Most that a label of a line is wide. */
export const LABEL_WIDTH = 220;

/**
 * @param {string} label
 * @param {TextFit} text
 * @param {string} sans
 * @param {boolean} marked
 */
export function pillWidth(label, text, sans, marked) {
  const font = `500 12px ${sans}`;
  return text.width(text.fit(label, font, LABEL_WIDTH), font) + 18 + (marked ? 20 : 0);
}

/**
 * The marked thing under a point: the ID of a column, table or relationship, or "".
 * @param {import("./canvas.js").Canvas} canvas
 * @param {Point} p
 * @param {(id: ID) => unknown} worst whether a thing has a mark
 * @returns {ID}
 */
export function markAt(canvas, p, worst) {
  const { scene, camera, texts, text, pen } = canvas;
  const { k } = camera;
  const level = levelAt(k);
  if (k < MARKS_FROM) return "";
  const reach = REACH / k;
  const around = level === ROWS ? reach : (level === NAMES ? NAME_MARK : BLOCK_MARK / k) + reach;
  const hit = (/** @type {Rect | null} */ r) =>
    r !== null && p.x >= r.x - reach && p.x <= r.x + r.w + reach && p.y >= r.y - reach && p.y <= r.y + r.h + reach;
  for (const id of scene.cards.query({ x: p.x - around, y: p.y - around, w: 2 * around, h: 2 * around }).reverse()) {
    const box = scene.cards.boxes.get(id);
    const table = scene.diagram.table(id);
    if (!box || !table) continue;
    const shape = scene.shape(table);
    if (worst(id) && hit(cardMark(box, k, shape.head, scene.header))) return id;
    if (level !== ROWS) continue;
    const i = scene.columnAt(table, p);
    const column = table.columns[i];
    const row = column && scene.rowIn(table, i);
    if (!row || !worst(column.id)) continue;
    const x = box.x + (shape.ovals ? row.x + OVAL_MARK : rowMarkX(text, texts, table, box.w, column, i));
    if (p.x >= x - 3 && p.x <= x + MARK + 3) return column.id;
  }
  if (level !== ROWS && level !== NAMES) return "";
  // The mark stands before a label, which may reach far beyond its line.
  const far = LABEL_WIDTH / 2 + 20 + reach;
  for (const id of scene.lineBoxes.query({ x: p.x - far, y: p.y - reach, w: 2 * far, h: 2 * reach })) {
    const line = scene.line(id);
    if (line && worst(id) && hit(lineMark(line, text, pen.theme.sans, k))) return id;
  }
  return "";
}
