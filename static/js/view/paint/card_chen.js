/**
 * What a Chen drawing has beside rectangles: ovals for attributes with the key underlined,
 * a second border around entities that depend on others, a diamond in those that join
 * them. All in world units.
 * @module
 */

import { rowRect } from "../../model/look.js";
import { MARK, OVAL_MARK } from "../mark_spot.js";
import { paintMark } from "./glyph.js";
import { eachRow, fillOf } from "./card_body.js";

/** @typedef {import("../../model/diagram.js").Column} Column */
/** @typedef {import("../../model/geometry.js").Rect} Rect */
/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("./card.js").CardLook} CardLook */
/** @typedef {import("./card_text.js").CardTexts} CardTexts */

/** Distance of the second border. */
const INSIDE = 3.5;

/**
 * A line that is never thinner than a pixel.
 * @param {Pen} pen
 */
const thin = pen => Math.max(1, 1 / pen.k);

/**
 * The second border, and the diamond.
 * @param {Pen} pen
 * @param {readonly Card[]} cards
 */
export function paintEntities(pen, cards) {
  const { c, theme } = pen;
  c.strokeStyle = theme.color["hairline-strong"];
  c.lineWidth = thin(pen);
  c.beginPath();
  for (const { frame: f, shape } of cards) {
    const middle = f.y + pen.header / 2;
    if (shape.joins) {
      c.moveTo(f.x + 4, middle);
      c.lineTo(f.x + f.w / 2, f.y);
      c.lineTo(f.x + f.w, middle);
      c.lineTo(f.x + f.w / 2, f.y + pen.header);
      c.closePath();
    } else if (shape.dependent) {
      c.rect(f.x + 4 + INSIDE, f.y + INSIDE, f.w - 4 - 2 * INSIDE, f.h - 2 * INSIDE);
    }
  }
  c.stroke();
}

/**
 * @param {Pen} pen
 * @param {Card} card
 * @param {(column: Column, oval: Rect) => void} fn
 */
function eachOval(pen, card, fn) {
  const { shape, box } = card;
  if (!shape.ovals) return;
  for (const [k, i] of (shape.order ?? []).entries()) {
    const r = rowRect(pen, shape, k, box.w);
    const column = card.table.columns[i];
    if (column) fn(column, { x: box.x + r.x, y: box.y + r.y, w: r.w, h: r.h });
  }
}

/**
 * Ovals with their names, and lines under keys in lists.
 * @param {Pen} pen
 * @param {CardTexts} texts
 * @param {readonly Card[]} cards
 * @param {CardLook} look
 */
export function paintAttributes(pen, texts, cards, look) {
  const { c, theme } = pen;
  c.strokeStyle = theme.color["hairline-strong"];
  c.lineWidth = thin(pen);
  c.beginPath();
  for (const card of cards) {
    const middle = card.box.x + card.box.w / 2;
    let top = card.frame.y;
    let bottom = card.frame.y + card.frame.h;
    eachOval(pen, card, (_, o) => {
      const y = o.y + o.h / 2;
      c.moveTo(o.x < middle ? o.x + o.w : o.x, y);
      c.lineTo(middle, y);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    });
    for (const [a, b] of [
      [top, card.frame.y],
      [card.frame.y + card.frame.h, bottom],
    ]) {
      if (a === undefined || b === undefined || b <= a) continue;
      c.moveTo(middle, a);
      c.lineTo(middle, b);
    }
  }
  c.stroke();
  c.textBaseline = "alphabetic";
  for (const card of cards) eachOval(pen, card, (column, o) => oval(pen, texts, column, o, look));
  c.strokeStyle = theme.color.ink;
  c.lineWidth = thin(pen);
  c.beginPath();
  for (const card of cards) {
    const { rows } = texts.of(card.table);
    eachRow(pen, card, (column, y, i) => {
      if (!column.pk) return;
      c.moveTo(card.box.x + texts.nameX, y + pen.row / 2 + 7);
      c.lineTo(card.box.x + (rows[i]?.end ?? texts.nameX), y + pen.row / 2 + 7);
    });
  }
  c.stroke();
}

/**
 * @param {Pen} pen
 * @param {CardTexts} texts
 * @param {Column} column
 * @param {Rect} o
 * @param {CardLook} look
 */
function oval(pen, texts, column, o, look) {
  const { c, theme } = pen;
  const severity = look.worst(column.id);
  const mark = look.marks.get(column.id);
  const chosen = look.selectedColumns.has(column.id) || look.target?.column === column.id;
  const lit = look.columns.has(column.id);
  c.beginPath();
  c.ellipse(o.x + o.w / 2, o.y + o.h / 2, o.w / 2, o.h / 2, 0, 0, 2 * Math.PI);
  c.fillStyle = fillOf(theme, look, column, false) || theme.color.card;
  c.fill();
  c.strokeStyle = theme.color[mark ?? (chosen ? "accent" : "hairline-strong")];
  c.lineWidth = chosen || mark ? 2 : thin(pen);
  c.stroke();
  const font = column.pk ? texts.fonts.key : texts.fonts.name;
  const room = o.w - 18 - (severity ? MARK : 0);
  const text = pen.text.fit(column.name, font, room);
  const w = pen.text.width(text, font);
  const x = o.x + (o.w - w + (severity ? MARK : 0)) / 2;
  const y = o.y + o.h / 2 + 4.5;
  c.font = font;
  c.textAlign = "left";
  c.fillStyle = theme.color[mark ?? (lit ? "accent-ink" : "ink")];
  c.fillText(text, x, y);
  if (column.pk) c.fillRect(x, y + 2, w, 1);
  if (mark === "del") c.fillRect(x, y - 4.5, w, 1.5);
  if (severity) paintMark(c, theme, severity, { x: o.x + OVAL_MARK, y: o.y + (o.h - MARK) / 2, w: MARK });
}
