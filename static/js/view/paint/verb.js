/** The diamond of a Chen drawing, with what the relationship says. @module */

import { verbSpot } from "../mark_spot.js";
import { MARK } from "../mark_spot.js";
import { paintMark } from "./glyph.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("../scene.js").Line} Line */
/** @typedef {import("../../state/findings.js").Severity} Severity */

/** How far inside the second border of an identifying relationship is. */
const INSIDE = 4;

/**
 * @param {Pen} pen
 * @param {Line} line
 * @param {boolean} lit
 * @param {boolean} dim
 * @param {Severity | undefined} severity
 */
export function paintVerb(pen, line, lit, dim, severity) {
  const { c, theme } = pen;
  const spot = verbSpot(line, pen.text, theme.sans);
  if (!spot) return;
  const { x, y, w, h, text } = spot;
  pen.world();
  const trace = (/** @type {number} */ inside) => {
    const dx = (inside * w) / h;
    c.beginPath();
    c.moveTo(x + dx, y + h / 2);
    c.lineTo(x + w / 2, y + inside);
    c.lineTo(x + w - dx, y + h / 2);
    c.lineTo(x + w / 2, y + h - inside);
    c.closePath();
  };
  trace(0);
  c.fillStyle = theme.color.card;
  c.fill();
  c.strokeStyle = theme.color[lit ? "accent" : dim ? "hairline-card" : "hairline-strong"];
  c.lineWidth = Math.max(lit ? theme.outline : 1, 1 / pen.k);
  c.stroke();
  if (line.identifying) {
    trace(INSIDE);
    c.lineWidth = Math.max(1, 1 / pen.k);
    c.stroke();
  }
  c.font = `500 12px ${theme.sans}`;
  c.textAlign = "center";
  c.textBaseline = "alphabetic";
  c.fillStyle = theme.color[lit ? "accent-ink" : dim ? "ink-3" : "ink-2"];
  c.fillText(text, x + w / 2, y + h / 2 + 4.3);
  c.textAlign = "left";
  if (severity) paintMark(c, theme, severity, { x: x + w / 2 - MARK / 2, y: y - MARK / 2, w: MARK });
}
