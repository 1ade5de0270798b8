/**
 * Cards: attribute by attribute over all of a group, so that colours and fonts change a
 * few times a frame and not a few times a card. Start at paintCards.
 * @module
 */

import { borders, cardShadow, fillBodies, fillRows, liftShadow, rowsInView, spines } from "./card_body.js";
import { glyphs, marks, writings } from "./card_content.js";
import { paintFar } from "./card_far.js";
import { CARD_RADIUS } from "../../model/schema.js";
import { paintAttributes, paintEntities } from "./card_chen.js";
import { keyLines } from "./card_idef1x.js";
import { BLOCKS, ROWS } from "./pen.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../model/geometry.js").Rect} Rect */
/** @typedef {import("../../model/diagram.js").Table} Table */
/** @typedef {import("../../model/look.js").Shape} Shape */
/** @typedef {import("../../state/findings.js").Severity} Severity */
/** @typedef {import("./card_text.js").CardTexts} CardTexts */
/** @typedef {import("./pen.js").Pen} Pen */

/** @typedef {"add" | "del" | "chg" | "guess"} Mark what a preview does to a thing, or that it was guessed */

/**
 * A card to be painted.
 * @typedef {object} Card
 * @property {Table} table
 * @property {Rect} box as shown, world units
 * @property {Shape} shape
 * @property {Rect} frame the part of the box with a border
 * @property {number} radius of its corners
 * @property {{from: number, to: number}} rows the first row in view and the one behind the last
 * @property {number} draft index of an empty row that is being typed, or -1
 */

/**
 * What is to be seen of a table beside its content.
 * @typedef {object} CardLook
 * @property {ID} hover table under the pointer
 * @property {ID} hoverColumn
 * @property {ReadonlySet<ID>} related
 * @property {ReadonlySet<ID>} columns lit
 * @property {ReadonlySet<ID>} selectedColumns
 * @property {ReadonlyMap<ID, Mark>} marks
 * @property {(id: ID) => Severity | undefined} worst
 * @property {{table: ID, column: ID} | null} target where a line would be dropped
 */

const NO_ROWS = { from: 0, to: 0 };

/**
 * A card as it is painted at a level of detail: from afar all of it is one box.
 * @param {Pen} pen
 * @param {Table} table
 * @param {Rect} box
 * @param {Shape} shape
 * @param {number} draft
 * @returns {Card}
 */
export function makeCard(pen, table, box, shape, draft) {
  // Entities that depend on others have round corners in IDEF1X; in a Chen drawing round is for attributes.
  const square = pen.notation === "chen" || (pen.notation === "idef1x" && !shape.dependent);
  const radius = square ? 0 : pen.notation === "idef1x" ? 2 * CARD_RADIUS : CARD_RADIUS;
  const whole = pen.level < ROWS || (shape.top === 0 && !shape.ovals);
  const frame = whole ? box : { x: box.x, y: box.y + shape.top, w: box.w, h: shape.bottom - shape.top };
  return { table, box, shape, frame, radius, draft, rows: pen.level < ROWS ? NO_ROWS : rowsInView(pen, box, shape) };
}

/**
 * Paints a group of cards.
 * @param {Pen} pen
 * @param {CardTexts} texts
 * @param {readonly Card[]} cards
 * @param {CardLook} look
 * @param {{dim: boolean, lifted: boolean, selected: boolean}} group
 */
export function paintCards(pen, texts, cards, look, group) {
  if (cards.length === 0) return;
  const { c, theme } = pen;
  pen.device();
  c.globalAlpha = 1;
  if (group.lifted || group.selected) liftShadow(pen, cards, group.selected);
  else if (theme.shadows && pen.level > BLOCKS && !group.dim) cardShadow(pen, cards);
  if (pen.level < ROWS) {
    paintFar(pen, texts, cards, look, group);
    return;
  }
  fillBodies(pen, cards);
  fillRows(pen, cards, look, group);
  borders(pen, cards, look, group);
  spines(pen, cards, group.dim ? 0.42 : 1);
  pen.world();
  c.globalAlpha = group.dim ? theme.dim : 1;
  if (pen.notation === "idef1x") keyLines(pen, cards);
  if (pen.notation === "chen") {
    paintEntities(pen, cards);
    paintAttributes(pen, texts, cards, look);
  }
  glyphs(pen, texts, cards, look);
  writings(pen, texts, cards, look);
  marks(pen, texts, cards, look);
  c.globalAlpha = 1;
}
