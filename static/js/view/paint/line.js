/**
 * Lines with their ends: all of one look in one path and one stroke.
 * @module
 */

import { contains } from "../../model/geometry.js";
import { lineStart, traceFoot } from "../foot.js";
import { paintCounts, paintDots } from "./line_end.js";
import { BLOCKS, ROWS } from "./pen.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Cardinality} Cardinality */
/** @typedef {import("../../model/geometry.js").Point} Point */
/** @typedef {import("../../model/geometry.js").Rect} Rect */
/** @typedef {import("../scene.js").Line} Line */
/** @typedef {import("./pen.js").Pen} Pen */

const CORNER = 8;
const BROKEN = [7, 5];
const ENDS = { idef1x: paintDots, chen: paintCounts };
const HALO = 6;

/**
 * @param {Pen} pen
 * @param {readonly Line[]} lines
 * @param {{color: string, width: number, dash?: readonly number[]}} look width in world px
 */
export function strokeLines(pen, lines, look) {
  if (lines.length === 0) return;
  const { c } = pen;
  pen.world();
  c.lineCap = pen.level > BLOCKS ? "round" : "butt";
  c.lineJoin = pen.level > BLOCKS ? "round" : "bevel";
  c.lineWidth = Math.max(look.width, 1 / pen.k);
  c.strokeStyle = look.color;
  c.beginPath();
  // In IDEF1X a line is whole when the child is known by its parent.
  const [whole, broken] = pen.notation === "idef1x" && !look.dash ? parted(lines) : [lines, []];
  for (const line of whole) traceLine(pen, line);
  if (look.dash) c.setLineDash([...look.dash]);
  c.stroke();
  if (broken.length > 0) {
    c.setLineDash(BROKEN);
    c.lineCap = "butt";
    c.beginPath();
    for (const line of broken) traceLine(pen, line);
    c.stroke();
  }
  c.setLineDash([]);
  if (pen.notation !== "crowsfoot") {
    if (pen.level === ROWS) ENDS[pen.notation](pen, lines, look.color);
  } else if (pen.level > BLOCKS) {
    c.beginPath();
    for (const line of lines) traceEnds(pen, line);
    c.stroke();
  }
  if (pen.level === ROWS)
    for (const line of lines) if (line.inheritance || (line.legs && !line.stub)) paintCentre(pen, line, look.color);
}

/**
 * Lines of children that their parent identifies, and the others.
 * @param {readonly Line[]} lines
 * @returns {[Line[], Line[]]}
 */
function parted(lines) {
  return [lines.filter(l => l.identifying || l.inheritance), lines.filter(l => !l.identifying && !l.inheritance)];
}

/**
 * @param {Pen} pen
 * @param {Line} line
 */
function traceLine(pen, line) {
  if (pen.level !== ROWS) {
    for (const way of line.ways) traceCorners(pen.c, way);
    return;
  }
  for (const [i, way] of line.ways.entries()) {
    const first = line.ends[line.legs ? i : 0]?.card ?? "unknown";
    const last = line.legs ? "unknown" : line.inheritance ? "unknown" : (line.ends[1]?.card ?? "unknown");
    const cut = pen.notation === "crowsfoot" ? lineStart : () => 0;
    traceWay(pen.c, way, cut(first), cut(last));
  }
}

/**
 * Adds a polyline to the path as it is: what far zooms show of thousands.
 * @param {CanvasRenderingContext2D} c
 * @param {readonly Point[]} way
 */
function traceCorners(c, way) {
  for (let i = 0; i < way.length; i++) {
    const p = /** @type {Point} */ (way[i]);
    if (i === 0) c.moveTo(p.x, p.y);
    else c.lineTo(p.x, p.y);
  }
}

/**
 * Adds a polyline with rounded corners to the path.
 * @param {CanvasRenderingContext2D} c
 * @param {readonly Point[]} way
 * @param {number} cutStart left free at the start, world px
 * @param {number} cutEnd
 */
export function traceWay(c, way, cutStart, cutEnd) {
  const n = way.length;
  if (n < 2) return;
  const at = (/** @type {number} */ i) => /** @type {Point} */ (way[i]);
  const a = cutStart > 0 ? toward(at(0), at(1), cutStart) : at(0);
  const z = cutEnd > 0 ? toward(at(n - 1), at(n - 2), cutEnd) : at(n - 1);
  c.moveTo(a.x, a.y);
  for (let i = 1; i < n - 1; i++) {
    const b = at(i);
    const p = i === 1 ? a : at(i - 1);
    const q = i === n - 2 ? z : at(i + 1);
    const r = Math.min(
      CORNER,
      Math.hypot(b.x - p.x, b.y - p.y) / (i === 1 ? 1 : 2),
      Math.hypot(q.x - b.x, q.y - b.y) / (i === n - 2 ? 1 : 2),
    );
    c.arcTo(b.x, b.y, q.x, q.y, r);
  }
  c.lineTo(z.x, z.y);
}

/**
 * The point at a distance from a towards b.
 * @param {Point} a
 * @param {Point} b
 * @param {number} d
 */
function toward(a, b, d) {
  const len = Math.hypot(b.x - a.x, b.y - a.y);
  if (len === 0) return a;
  const t = Math.min(d, len) / len;
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/**
 * @param {Pen} pen
 * @param {Line} line
 */
function traceEnds(pen, line) {
  if (line.legs) {
    for (const [i, way] of line.ways.entries()) end(pen, way[0], way[1], line.ends[i]?.card);
    return;
  }
  const way = line.ways[0] ?? [];
  end(pen, way[0], way[1], line.ends[0]?.card);
  if (!line.inheritance) end(pen, way.at(-1), way.at(-2), line.ends[1]?.card);
}

/**
 * @param {Pen} pen
 * @param {Point | undefined} at
 * @param {Point | undefined} next
 * @param {Cardinality | undefined} card
 */
function end(pen, at, next, card) {
  if (!at || !next || !card) return;
  const len = Math.hypot(next.x - at.x, next.y - at.y) || 1;
  traceFoot(pen.c, at, (next.x - at.x) / len, (next.y - at.y) / len, card);
}

/**
 * The triangle of a subtype at its parent, or the diamond where several lines meet.
 * @param {Pen} pen
 * @param {Line} line
 * @param {string} color
 */
function paintCentre(pen, line, color) {
  const { c, theme } = pen;
  const way = line.ways[0];
  const last = way?.at(-1);
  const before = way?.at(-2);
  if (!last || !before) return;
  c.beginPath();
  if (line.inheritance) {
    const len = Math.hypot(before.x - last.x, before.y - last.y) || 1;
    const dx = (before.x - last.x) / len;
    const dy = (before.y - last.y) / len;
    c.moveTo(last.x, last.y);
    c.lineTo(last.x + dx * 13 - dy * 7, last.y + dy * 13 + dx * 7);
    c.lineTo(last.x + dx * 13 + dy * 7, last.y + dy * 13 - dx * 7);
  } else {
    c.moveTo(last.x, last.y - 12);
    c.lineTo(last.x + 18, last.y);
    c.lineTo(last.x, last.y + 12);
    c.lineTo(last.x - 18, last.y);
  }
  c.closePath();
  c.fillStyle = line.inheritance ? theme.color.canvas : theme.color.card;
  c.fill();
  c.strokeStyle = color;
  c.stroke();
}

/**
 * Crossings: the upper line gets a gap in the colour of the ground on both sides.
 * @param {Pen} pen
 * @param {readonly Line[]} lines
 * @param {Rect} view crossings elsewhere are left out
 * @param {(p: Point) => string} ground colour of the canvas or frame at a point
 * @param {string} color
 * @param {number} width
 */
export function paintCrossings(pen, lines, view, ground, color, width) {
  const { c } = pen;
  /** @type {Map<string, [Point, Point][]>} */
  const pieces = new Map();
  for (const line of lines) {
    for (const p of line.over) {
      const piece = contains(view, p) && pieceAt(line, p);
      if (!piece) continue;
      const g = ground(p);
      const list = pieces.get(g);
      if (list) list.push(piece);
      else pieces.set(g, [piece]);
    }
  }
  if (pieces.size === 0) return;
  pen.world();
  c.lineCap = "butt";
  c.lineWidth = HALO;
  for (const [g, list] of pieces) {
    c.strokeStyle = g;
    tracePieces(c, list);
    c.stroke();
  }
  c.strokeStyle = color;
  c.lineWidth = Math.max(width, 1 / pen.k);
  tracePieces(c, [...pieces.values()].flat());
  c.stroke();
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {readonly [Point, Point][]} list
 */
function tracePieces(c, list) {
  c.beginPath();
  for (const [a, b] of list) {
    c.moveTo(a.x, a.y);
    c.lineTo(b.x, b.y);
  }
}

/**
 * Five px of the line to both sides of a point on it.
 * @param {Line} line
 * @param {Point} p
 * @returns {[Point, Point] | undefined}
 */
function pieceAt(line, p) {
  for (const way of line.ways) {
    for (let i = 0; i + 1 < way.length; i++) {
      const a = /** @type {Point} */ (way[i]);
      const b = /** @type {Point} */ (way[i + 1]);
      const flat = Math.abs(a.y - b.y) < 0.01;
      const [u, v, w, off] = flat ? [a.x, b.x, p.x, Math.abs(p.y - a.y)] : [a.y, b.y, p.y, Math.abs(p.x - a.x)];
      if (off > 0.6 || w < Math.min(u, v) || w > Math.max(u, v)) continue;
      const lo = Math.max(w - 5, Math.min(u, v));
      const hi = Math.min(w + 5, Math.max(u, v));
      return flat
        ? [
            { x: lo, y: a.y },
            { x: hi, y: a.y },
          ]
        : [
            { x: a.x, y: lo },
            { x: a.x, y: hi },
          ];
    }
  }
  return undefined;
}

/**
 * Where the label of a line stands: the middle of its longest level piece.
 * @param {Line} line
 * @returns {Point | null}
 */
export function labelSpot(line) {
  if (line.legs && !line.stub) {
    const p = line.ways[0]?.at(-1);
    return p ? { x: p.x, y: p.y + 26 } : null;
  }
  let best = 0;
  let spot = null;
  for (const way of line.ways) {
    for (let i = 0; i + 1 < way.length; i++) {
      const a = /** @type {Point} */ (way[i]);
      const b = /** @type {Point} */ (way[i + 1]);
      const len = Math.abs(b.x - a.x) + Math.abs(b.y - a.y) * 0.6;
      if (len <= best) continue;
      best = len;
      spot = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    }
  }
  return spot;
}
