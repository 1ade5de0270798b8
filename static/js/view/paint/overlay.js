/**
 * What is painted above all: labels of lines, what a tool shows while it works, and the
 * ring around what has the keyboard focus.
 * @module
 */

import { CARD_RADIUS } from "../../model/schema.js";
import { traceFoot } from "../foot.js";
import { LABEL_WIDTH, lineMark, MARK, pillWidth } from "../mark_spot.js";
import { paintMark } from "./glyph.js";
import { labelSpot, traceWay } from "./line.js";
import { ROWS } from "./pen.js";
import { paintVerb } from "./verb.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../model/geometry.js").Point} Point */
/** @typedef {import("../../model/geometry.js").Rect} Rect */
/** @typedef {import("../../state/findings.js").Severity} Severity */
/** @typedef {import("./pen.js").Pen} Pen */

/**
 * What a tool shows while it works, in world units.
 * @typedef {object} Overlay
 * @property {Rect} [marquee]
 * @property {Rect} [ghost] a box that will be made
 * @property {{way: Point[], child: boolean, settled: boolean}} [link] a line being drawn; child: its start is the child
 * @property {{table: ID, column: ID} | null} [target] where the line would be dropped
 * @property {{text: string, at: Point, bad: boolean}} [label] beside the pointer
 * @property {{x0: number, y0: number, x1: number, y1: number}[]} [guides]
 */

/**
 * Labels and marks of lines; from afar marks only.
 * @param {Pen} pen
 * @param {readonly import("../scene.js").Line[]} lines
 * @param {{lit: ReadonlySet<ID>, dim: boolean, worst: (id: ID) => Severity | undefined}} look
 */
export function paintLabels(pen, lines, look) {
  for (const line of lines) {
    const severity = look.worst(line.id);
    if (pen.notation === "chen" && pen.level === ROWS && !line.stub && !line.inheritance) {
      const lit = look.lit.has(line.id);
      paintVerb(pen, line, lit, look.dim && !lit, severity);
      continue;
    }
    const text = line.label;
    if (!severity && (text === "" || pen.level < ROWS)) continue;
    const spot = labelSpot(line);
    if (!spot) continue;
    const lit = look.lit.has(line.id);
    if (text === "" || pen.level < ROWS) {
      paintSpot(pen, /** @type {Severity} */ (severity), line, spot);
      continue;
    }
    pill(pen, spot, line, lit, look.dim && !lit, severity);
  }
}

/**
 * A mark on a line, on a small disc so that the line doesn't run through it.
 * @param {Pen} pen
 * @param {Severity} severity
 * @param {import("../scene.js").Line} line
 * @param {Point} at
 */
function paintSpot(pen, severity, line, at) {
  const { c, theme } = pen;
  const mark = lineMark(line, pen.text, theme.sans, pen.k) ?? { ...at, w: MARK };
  pen.world();
  c.beginPath();
  c.arc(at.x, at.y, mark.w * 0.7, 0, 2 * Math.PI);
  c.fillStyle = theme.color.canvas;
  c.fill();
  paintMark(c, theme, severity, mark);
}

/**
 * @param {Pen} pen
 * @param {Point} at its middle
 * @param {import("../scene.js").Line} of
 * @param {boolean} lit
 * @param {boolean} dim
 * @param {Severity | undefined} severity
 */
function pill(pen, at, of, lit, dim, severity) {
  const { c, theme } = pen;
  const font = `500 12px ${theme.sans}`;
  const text = pen.text.fit(of.label, font, LABEL_WIDTH);
  const mark = severity ? 20 : 0;
  const w = pillWidth(of.label, pen.text, theme.sans, severity !== undefined);
  const box = { x: at.x - w / 2, y: at.y - 11, w, h: 22 };
  pen.device();
  const x = pen.X(box.x);
  const y = pen.Y(box.y);
  const line = pen.px(1);
  c.beginPath();
  c.roundRect(x + line / 2, y + line / 2, pen.X(box.x + w) - x - line, pen.Y(box.y + 22) - y - line, 11 * pen.s);
  c.fillStyle = theme.color.card;
  c.fill();
  c.strokeStyle = lit ? theme.color["accent-line"] : dim ? theme.color.hairline : theme.color["hairline-card"];
  c.lineWidth = line;
  c.stroke();
  pen.world();
  if (severity) {
    c.globalAlpha = dim ? 0.6 : 1;
    paintMark(c, theme, severity, { x: box.x + 7, y: at.y - MARK / 2, w: MARK });
    c.globalAlpha = 1;
  }
  c.font = font;
  c.textAlign = "left";
  c.textBaseline = "alphabetic";
  c.fillStyle = lit ? theme.color["accent-ink"] : dim ? theme.color["ink-3"] : theme.color["ink-2"];
  c.fillText(text, box.x + 9 + mark, at.y + 4.3);
}

/**
 * @param {Pen} pen
 * @param {Overlay} o
 */
export function paintOverlay(pen, o) {
  const { c, theme } = pen;
  for (const g of o.guides ?? []) {
    pen.device();
    c.fillStyle = theme.color.accent;
    const one = pen.px(1);
    c.fillRect(
      pen.X(g.x0),
      pen.Y(g.y0),
      Math.max(one, pen.X(g.x1) - pen.X(g.x0)),
      Math.max(one, pen.Y(g.y1) - pen.Y(g.y0)),
    );
  }
  if (o.marquee) box(pen, o.marquee, 0, 0.08);
  if (o.ghost) box(pen, o.ghost, CARD_RADIUS, 0.1);
  if (o.link) link(pen, o.link);
  if (o.label) sentence(pen, o.label);
}

/**
 * @param {Pen} pen
 * @param {Rect} b
 * @param {number} radius
 * @param {number} alpha
 */
function box(pen, b, radius, alpha) {
  const { c, theme } = pen;
  pen.device();
  const x = pen.X(b.x);
  const y = pen.Y(b.y);
  const one = pen.px(1);
  c.beginPath();
  c.roundRect(x + one / 2, y + one / 2, pen.X(b.x + b.w) - x - one, pen.Y(b.y + b.h) - y - one, radius * pen.s);
  c.fillStyle = theme.color.accent;
  c.globalAlpha = alpha;
  c.fill();
  c.globalAlpha = 1;
  c.strokeStyle = theme.color.accent;
  c.lineWidth = one;
  c.stroke();
}

/**
 * @param {Pen} pen
 * @param {{way: Point[], child: boolean, settled: boolean}} l
 */
function link(pen, l) {
  const { c, theme } = pen;
  pen.world();
  c.strokeStyle = theme.color.accent;
  c.lineWidth = Math.max(theme.lit, 1.2 / pen.k);
  c.lineCap = "round";
  c.lineJoin = "round";
  c.beginPath();
  traceWay(c, l.way, 0, 0);
  if (!l.settled) c.setLineDash([6, 5]);
  c.stroke();
  c.setLineDash([]);
  const first = l.way[0];
  const second = l.way[1];
  const last = l.way.at(-1);
  const before = l.way.at(-2);
  if (!first || !second || !last || !before) return;
  c.beginPath();
  const start = Math.sign(second.x - first.x) || 1;
  const feet = pen.notation === "crowsfoot";
  if (feet) traceFoot(c, first, start, 0, l.child ? "zero_many" : "one");
  if (feet && l.settled) traceFoot(c, last, Math.sign(before.x - last.x) || 1, 0, l.child ? "one" : "zero_many");
  c.stroke();
  if (l.settled) return;
  c.beginPath();
  c.arc(last.x, last.y, 4 / Math.min(pen.k, 1), 0, 2 * Math.PI);
  c.fillStyle = theme.color.accent;
  c.fill();
}

/** Longer sentences are broken into lines, CSS px. */
const SENTENCE_WIDTH = 360;
const SENTENCE_LINES = 8;

/**
 * The sentence beside the pointer, always of the same size on the screen.
 * @param {Pen} pen
 * @param {{text: string, at: Point, bad: boolean}} label
 */
function sentence(pen, label) {
  const { c, theme, dpr } = pen;
  pen.device();
  const size = 12 * dpr;
  const font = `500 12px ${theme.sans}`;
  const lines = pen.text.wrap(label.text, font, SENTENCE_WIDTH, SENTENCE_LINES);
  const w = (Math.max(...lines.map(l => pen.text.width(l, font))) + 20) * dpr;
  const h = (8 + 16 * lines.length) * dpr;
  const x = Math.max(6 * dpr, Math.min(pen.X(label.at.x) + 14 * dpr, c.canvas.width - w - 6 * dpr));
  const y = Math.max(6 * dpr, Math.min(pen.Y(label.at.y) + 18 * dpr, c.canvas.height - h - 6 * dpr));
  c.beginPath();
  c.roundRect(x, y, w, h, 12 * dpr);
  c.fillStyle = theme.color.card;
  c.fill();
  c.strokeStyle = label.bad ? theme.color["hairline-strong"] : theme.color["accent-line"];
  c.lineWidth = pen.px(1);
  c.stroke();
  c.font = `500 ${size}px ${theme.sans}`;
  c.textAlign = "left";
  c.textBaseline = "alphabetic";
  c.fillStyle = label.bad ? theme.color["ink-3"] : theme.color["accent-ink"];
  for (const [i, line] of lines.entries()) c.fillText(line, x + 10 * dpr, y + (16.2 + 16 * i) * dpr);
}

/**
 * The ring around what has the keyboard focus.
 * @param {Pen} pen
 * @param {Rect} b
 */
export function paintFocus(pen, b) {
  const { c, theme } = pen;
  pen.device();
  const gap = pen.px(4);
  const x = pen.X(b.x) - gap;
  const y = pen.Y(b.y) - gap;
  c.beginPath();
  c.roundRect(x, y, pen.X(b.x + b.w) - x + gap, pen.Y(b.y + b.h) - y + gap, CARD_RADIUS * pen.s + gap);
  c.strokeStyle = theme.color.accent;
  c.lineWidth = pen.px(2);
  c.stroke();
}
