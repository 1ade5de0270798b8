/**
 * What is written and drawn in cards: glyphs, names, types, marks of findings and signs of
 * a preview. All in world units.
 * @module
 */

import { eachRow } from "./card_body.js";
import { cardMark, hidesGlyph, MARK, rowMarkX } from "../mark_spot.js";
import { TYPE_RIGHT } from "./card_text.js";
import { paintMark, traceForeignKey, traceKey, traceUnique } from "./glyph.js";

/** @typedef {import("./card_text.js").CardTexts} CardTexts */
/** @typedef {import("../../model/diagram.js").Column} Column */
/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("./card.js").CardLook} CardLook */

/** Where the name of a card begins. */
const TITLE_X = 14;

const SIGN = { add: "+", del: "−", chg: "~", guess: "?" };

/**
 * @param {Pen} pen
 * @param {CardTexts} texts
 * @param {Card} card
 * @param {Column} column
 * @param {number} i
 */
const markX = (pen, texts, card, column, i) => rowMarkX(pen.text, texts, card.table, card.box.w, column, i);

/**
 * @param {Pen} pen
 * @param {CardTexts} texts
 * @param {readonly Card[]} cards
 * @param {CardLook} look
 */
export function glyphs(pen, texts, cards, look) {
  const { c, theme } = pen;
  c.lineCap = "round";
  c.lineJoin = "round";
  c.lineWidth = 1.32;
  const ink = theme.color.ink;
  const grey = theme.color["ink-3"];
  const lit = theme.color["accent-ink"];
  // IDEF1X says it in letters, and Chen underlines keys.
  for (const [style, isLit, strong] of pen.notation !== "crowsfoot"
    ? []
    : /** @type {[string, boolean, boolean][]} */ ([
        [ink, false, true],
        [grey, false, false],
        [lit, true, true],
      ])) {
    if (isLit && look.columns.size === 0) continue;
    c.strokeStyle = style;
    c.beginPath();
    for (const card of cards) {
      const x = card.box.x;
      eachRow(pen, card, (col, y, i) => {
        if (look.columns.has(col.id) !== isLit) return;
        if (look.worst(col.id) && hidesGlyph(markX(pen, texts, card, col, i), texts)) return;
        const g = y + pen.row / 2 - 7;
        if (col.pk && strong) traceKey(c, x + 14, g, 14);
        if (strong && !isLit) return;
        if (!col.pk && col.fk) traceForeignKey(c, x + 14, g, 14);
        else if (!col.pk && col.unique) traceUnique(c, x + 14, g, 14);
        if (col.pk && col.fk) traceForeignKey(c, x + (texts.of(card.table).rows[i]?.end ?? 0) + 5, g + 1, 12);
      });
    }
    c.stroke();
  }
  c.fillStyle = grey;
  c.beginPath();
  for (const card of cards) {
    const x = card.box.x + card.box.w - 11.5;
    eachRow(pen, card, (col, y) => {
      if (!col.notNull) return;
      c.moveTo(x + 2.5, y + pen.row / 2);
      c.arc(x, y + pen.row / 2, 2.5, 0, 2 * Math.PI);
    });
  }
  c.fill();
  c.strokeStyle = grey;
  c.lineWidth = 1.2;
  c.beginPath();
  for (const card of cards) {
    const x = card.box.x + card.box.w - 11.5;
    eachRow(pen, card, (col, y) => {
      if (col.notNull) return;
      c.moveTo(x + 1.9, y + pen.row / 2);
      c.arc(x, y + pen.row / 2, 1.9, 0, 2 * Math.PI);
    });
  }
  c.stroke();
}

/**
 * @param {Pen} pen
 * @param {CardTexts} texts
 * @param {readonly Card[]} cards
 * @param {CardLook} look
 */
export function writings(pen, texts, cards, look) {
  const { c, theme } = pen;
  const u = pen.letters();
  c.textBaseline = "alphabetic";
  c.textAlign = "left";
  c.fillStyle = theme.color.ink;
  c.font = texts.fonts.title;
  for (const card of cards) {
    const { title } = texts.of(card.table);
    const y = card.box.y + card.shape.head + pen.header / 2 + 5;
    if (pen.notation !== "chen") c.fillText(title, (card.box.x + TITLE_X) * u, y * u);
    else c.fillText(title, (card.box.x + (card.box.w - pen.text.width(title, texts.fonts.title)) / 2) * u, y * u);
  }
  for (const key of [false, true]) {
    c.font = key ? texts.fonts.key : texts.fonts.name;
    for (const lit of look.columns.size > 0 ? [false, true] : [false]) {
      c.fillStyle = lit ? theme.color["accent-ink"] : theme.color.ink;
      for (const card of cards) {
        const rows = texts.of(card.table).rows;
        eachRow(pen, card, (col, y, i) => {
          if (col.pk !== key || look.columns.has(col.id) !== lit || look.marks.has(col.id)) return;
          c.fillText(rows[i]?.name ?? "", (card.box.x + texts.nameX) * u, (y + pen.row / 2 + 4.5) * u);
        });
      }
    }
  }
  c.font = texts.fonts.type;
  c.textAlign = "right";
  /** @type {Map<string, [string, number, number][]>} */
  const byFamily = new Map();
  for (const card of cards) {
    const rows = texts.of(card.table).rows;
    const x = card.box.x + card.box.w - TYPE_RIGHT;
    eachRow(pen, card, (_, y, i) => {
      const row = rows[i];
      if (!row?.type) return;
      const list = byFamily.get(row.family);
      if (list) list.push([row.type, x, y + pen.row / 2 + 4]);
      else byFamily.set(row.family, [[row.type, x, y + pen.row / 2 + 4]]);
    });
  }
  for (const [family, list] of byFamily) {
    c.fillStyle = theme.type[family] ?? theme.color["ink-3"];
    for (const [text, x, y] of list) c.fillText(text, x * u, y * u);
  }
  c.textAlign = "left";
  pen.world();
}

/**
 * Findings and the signs of a preview.
 * @param {Pen} pen
 * @param {CardTexts} texts
 * @param {readonly Card[]} cards
 * @param {CardLook} look
 */
export function marks(pen, texts, cards, look) {
  const { c, theme } = pen;
  for (const card of cards) {
    const worst = look.worst(card.table.id);
    const b = card.box;
    if (worst) paintMark(c, theme, worst, cardMark(b, pen.k, card.shape.head, pen.header));
    const rows = texts.of(card.table).rows;
    eachRow(pen, card, (col, y, i) => {
      const severity = look.worst(col.id);
      if (severity) {
        paintMark(c, theme, severity, {
          x: b.x + markX(pen, texts, card, col, i),
          y: y + (pen.row - MARK) / 2,
          w: MARK,
        });
      }
      const mark = look.marks.get(col.id);
      if (!mark) return;
      c.font = `600 13px ${theme.mono}`;
      c.fillStyle = theme.color[mark];
      c.fillText(SIGN[mark], b.x - 13, y + pen.row / 2 + 4.5);
      c.font = col.pk ? texts.fonts.key : texts.fonts.name;
      c.fillText(rows[i]?.name ?? "", b.x + texts.nameX, y + pen.row / 2 + 4.5);
      if (mark !== "del") return;
      c.strokeStyle = theme.color.del;
      c.lineWidth = 1.5;
      c.beginPath();
      c.moveTo(b.x + texts.nameX, y + pen.row / 2);
      c.lineTo(b.x + (rows[i]?.end ?? texts.nameX), y + pen.row / 2);
      c.stroke();
    });
    const mark = look.marks.get(card.table.id);
    if (mark && mark !== "chg") {
      c.font = `600 15px ${theme.mono}`;
      c.fillStyle = theme.color[mark];
      c.fillText(SIGN[mark], b.x - 14, b.y + card.shape.head + pen.header / 2 + 6);
    }
  }
}
