/**
 * Cards at far zooms: the name on the module's tint, then a block.
 * @module
 */

import { borders, spines, traceBox } from "./card_body.js";
import { FAR_SIZES } from "./card_text.js";
import { MARKS } from "../../state/findings.js";
import { cardMark, MARKS_FROM } from "../mark_spot.js";
import { paintMark, traceMark } from "./glyph.js";
import { BLOCKS, NAMES } from "./pen.js";

/** @typedef {import("./card_text.js").CardTexts} CardTexts */
/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("./card.js").CardLook} CardLook */

/**
 * Far zooms: the name on the module's tint, then a block.
 * @param {Pen} pen
 * @param {CardTexts} texts
 * @param {readonly Card[]} cards
 * @param {CardLook} look
 * @param {{dim: boolean, lifted: boolean, selected: boolean}} group
 */
export function paintFar(pen, texts, cards, look, group) {
  const { c, theme } = pen;
  /** @type {Map<string, Card[]>} */
  const byColor = new Map();
  for (const card of cards) {
    const list = byColor.get(card.table.color);
    if (list) list.push(card);
    else byColor.set(card.table.color, [card]);
  }
  c.globalAlpha = group.dim ? 0.5 : 1;
  for (const [color, list] of byColor) {
    const m = theme.module[color] ?? theme.module[""];
    c.fillStyle = m?.tint ?? theme.color.card;
    if (pen.level === BLOCKS) {
      // Whole pixels, one by one: browsers fill them without smoothing, which a path costs.
      for (const { box: b } of list) {
        const x = pen.X(b.x);
        const y = pen.Y(b.y);
        c.fillRect(x, y, pen.X(b.x + b.w) - x, pen.Y(b.y + b.h) - y);
      }
      continue;
    }
    c.beginPath();
    for (const card of list) traceBox(pen, card, 0);
    c.fill();
  }
  c.globalAlpha = 1;
  // So far away only what is marked has a border.
  const plain = (/** @type {Card} */ k) =>
    !look.related.has(k.table.id) && !look.marks.has(k.table.id) && look.hover !== k.table.id;
  const bordered = pen.level === BLOCKS && !group.selected && !group.lifted ? cards.filter(k => !plain(k)) : cards;
  borders(pen, bordered, look, group);
  if (pen.level === BLOCKS) {
    const w = Math.max(1, Math.round(8 * pen.s));
    c.globalAlpha = group.dim ? 0.42 : 1;
    for (const [color, list] of byColor) {
      c.fillStyle = theme.module[color]?.strip ?? theme.color["ink-off"];
      for (const { box: b } of list) c.fillRect(pen.X(b.x), pen.Y(b.y), w, pen.Y(b.y + b.h) - pen.Y(b.y));
    }
    c.globalAlpha = 1;
    if (pen.k >= MARKS_FROM) blockMarks(pen, cards, look);
    return;
  }
  spines(pen, cards, group.dim ? 0.42 : 1);
  const u = pen.letters();
  c.globalAlpha = group.dim ? theme.dim : 1;
  c.textBaseline = "alphabetic";
  c.textAlign = "left";
  for (const size of FAR_SIZES) {
    c.font = `600 ${size}px ${theme.sans}`;
    for (const [color, list] of byColor) {
      c.fillStyle = color === "" ? theme.color.ink : (theme.module[color]?.ink ?? theme.color.ink);
      for (const card of list) {
        const t = texts.far(card.table);
        if (t.size === size)
          c.fillText(
            t.text,
            (card.box.x + 16) * u,
            (card.box.y + Math.min(card.box.h / 2 + size * 0.35, 26 + size)) * u,
          );
      }
    }
  }
  pen.world();
  if (pen.level === NAMES) {
    for (const card of cards) {
      const worst = look.worst(card.table.id);
      // On the corner, where no name is.
      if (worst) paintMark(c, theme, worst, cardMark(card.box, pen.k));
    }
  }
  c.globalAlpha = 1;
}

/**
 * Marks of blocks: shape and colour, each kind filled at once. Hints are left to nearer
 * zooms.
 * @param {Pen} pen in device pixels
 * @param {readonly Card[]} cards
 * @param {CardLook} look
 */
function blockMarks(pen, cards, look) {
  const { c, theme } = pen;
  /** @type {Partial<Record<import("../../state/findings.js").Severity, Card[]>>} */
  const groups = {};
  for (const card of cards) {
    const worst = look.worst(card.table.id);
    if (!worst || worst === "hint") continue;
    const list = groups[worst];
    if (list) list.push(card);
    else groups[worst] = [card];
  }
  for (const severity of MARKS.toReversed()) {
    const list = groups[severity];
    if (!list) continue;
    c.beginPath();
    for (const { box } of list) {
      const m = cardMark(box, pen.k);
      traceMark(c, severity, pen.X(m.x), pen.Y(m.y), m.w * pen.s);
    }
    c.fillStyle = theme.color[`sev-${severity}`];
    c.strokeStyle = theme.color.canvas;
    c.lineWidth = pen.px(1);
    c.fill();
    // While the zoom changes nobody sees the thin border of so small a mark.
    if (!pen.zooming) c.stroke();
  }
}
