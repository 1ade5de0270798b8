/**
 * The ends of lines in IDEF1X and Chen drawings; those of crow's feet are in view/foot.js.
 * diagram/render/line_end.go draws the same. World units, measured from the card's edge.
 * @module
 */

import { isMany } from "../../model/relationship.js";

/** @typedef {import("../../types.js").Cardinality} Cardinality */
/** @typedef {import("../../model/geometry.js").Point} Point */
/** @typedef {import("../scene.js").Line} Line */
/** @typedef {import("./pen.js").Pen} Pen */

const DOT = 5;
const DIAMOND = 6;
/** Where a letter stands: along the line, and beside it. */
const LETTER = 9;
const BESIDE = 6;

/**
 * An end of a line: where, in which direction the line leaves, and how many there are.
 * @typedef {{at: Point, dx: number, dy: number, card: Cardinality, index: number}} End
 */

/**
 * @param {Line} line
 * @returns {End[]}
 */
function endsOf(line) {
  const ways = line.legs ? line.ways : [line.ways[0] ?? [], (line.ways[0] ?? []).toReversed()];
  return ways.flatMap((way, index) => {
    const [at, next] = way;
    if (!at || !next || (line.inheritance && index === 1)) return [];
    const len = Math.hypot(next.x - at.x, next.y - at.y) || 1;
    const card = line.ends[index]?.card ?? "unknown";
    return [{ at, dx: (next.x - at.x) / len, dy: (next.y - at.y) / len, card, index }];
  });
}

/** What IDEF1X writes beside a dot. @type {Partial<Record<Cardinality, string>>} */
const IDEF1X_LETTER = { one_many: "P", zero_one: "Z", one: "1" };

/**
 * Dots at children, with P for one or more, Z for at most one and 1 for exactly one; a
 * diamond at a parent that need not be there.
 * @param {Pen} pen
 * @param {readonly Line[]} lines
 * @param {string} color
 */
export function paintDots(pen, lines, color) {
  const { c, theme } = pen;
  const all = lines.filter(l => !l.inheritance).flatMap(endsOf);
  const isDot = (/** @type {End} */ e) => e.index === 0 || isMany(e.card) || e.card === "unknown";
  c.fillStyle = color;
  c.beginPath();
  for (const e of all.filter(isDot)) {
    const x = e.at.x + e.dx * DOT;
    const y = e.at.y + e.dy * DOT;
    c.moveTo(x + DOT, y);
    c.arc(x, y, DOT, 0, 2 * Math.PI);
  }
  c.fill();
  c.fillStyle = theme.color.canvas;
  c.beginPath();
  for (const e of all) {
    if (isDot(e) || e.card !== "zero_one") continue;
    const x = e.at.x + e.dx * DIAMOND;
    c.moveTo(x - DIAMOND, e.at.y);
    c.lineTo(x, e.at.y - DIAMOND);
    c.lineTo(x + DIAMOND, e.at.y);
    c.lineTo(x, e.at.y + DIAMOND);
    c.closePath();
  }
  c.fill();
  c.stroke();
  letters(
    pen,
    all.filter(isDot).map(e => [e, IDEF1X_LETTER[e.card] ?? ""]),
    color,
  );
}

/**
 * 1 for at most one, N for many, and M for the second many of a line.
 * @param {Pen} pen
 * @param {readonly Line[]} lines
 * @param {string} color
 */
export function paintCounts(pen, lines, color) {
  const all = lines
    .filter(l => !l.inheritance)
    .flatMap(line => {
      let many = 0;
      return endsOf(line).map(
        /** @returns {[End, string]} */ e => [
          e,
          e.card === "unknown" ? "" : isMany(e.card) ? (["N", "M", "P"][many++] ?? "N") : "1",
        ],
      );
    });
  letters(pen, all, color);
}

/**
 * @param {Pen} pen
 * @param {readonly [End, string][]} list
 * @param {string} color
 */
function letters(pen, list, color) {
  const { c, theme } = pen;
  c.font = `600 12px ${theme.sans}`;
  c.textAlign = "center";
  c.textBaseline = "alphabetic";
  // Letters need more contrast than lines do.
  c.fillStyle = color === theme.color.line ? theme.color["ink-2"] : color;
  // Lines to one end share its letter.
  /** @type {Set<string>} */
  const done = new Set();
  for (const [e, text] of list) {
    const x = e.at.x + e.dx * LETTER;
    const y = e.at.y - BESIDE;
    const key = `${text} ${x} ${y}`;
    if (text === "" || done.has(key)) continue;
    done.add(key);
    c.fillText(text, x, y);
  }
  c.textAlign = "left";
}
