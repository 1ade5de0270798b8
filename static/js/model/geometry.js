/**
 * Boxes and lines in world units: CSS pixels at 100 %, y down. The measures of cards are
 * those of the server (diagram/geometry.go).
 * @module
 */

import { CARD_WIDTH, GRID_SIZE, HEADER_HEIGHT, ROW_HEIGHT } from "./schema.js";

/** @typedef {{x: number, y: number}} Point */
/** @typedef {{x: number, y: number, w: number, h: number}} Rect */

/**
 * The box of a table's card.
 * @param {Readonly<import("../types.js").TableProps>} props
 * @param {number} rows
 * @returns {Rect}
 */
export function cardBox(props, rows) {
  return { x: props.pos.x, y: props.pos.y, w: props.width || CARD_WIDTH, h: HEADER_HEIGHT + ROW_HEIGHT * rows };
}

/**
 * The middle of row i (from 0), below the top of its card.
 * @param {number} i
 */
export function rowMiddle(i) {
  return HEADER_HEIGHT + ROW_HEIGHT * (i + 0.5);
}

/**
 * Whether the boxes share area or a border.
 * @param {Rect} a
 * @param {Rect} b
 */
export function meets(a, b) {
  return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;
}

/**
 * @param {Rect} r
 * @param {Point} p
 */
export function contains(r, p) {
  return p.x >= r.x && p.x <= r.x + r.w && p.y >= r.y && p.y <= r.y + r.h;
}

/**
 * Whether a box lies wholly within another.
 * @param {Rect} outer
 * @param {Rect} inner
 */
export function holds(outer, inner) {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.w <= outer.x + outer.w &&
    inner.y + inner.h <= outer.y + outer.h
  );
}

/**
 * The smallest box around all of these, or null when there are none.
 * @param {Iterable<Rect>} list
 * @returns {Rect | null}
 */
export function around(list) {
  let x0 = Infinity;
  let y0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  for (const r of list) {
    x0 = Math.min(x0, r.x);
    y0 = Math.min(y0, r.y);
    x1 = Math.max(x1, r.x + r.w);
    y1 = Math.max(y1, r.y + r.h);
  }
  return x0 === Infinity ? null : { x: x0, y: y0, w: x1 - x0, h: y1 - y0 };
}

/**
 * @param {Rect} r
 * @param {number} by
 * @returns {Rect}
 */
export function grow(r, by) {
  return { x: r.x - by, y: r.y - by, w: r.w + 2 * by, h: r.h + 2 * by };
}

/**
 * The box between two corners.
 * @param {Point} a
 * @param {Point} b
 * @returns {Rect}
 */
export function between(a, b) {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}

/**
 * The nearest multiple of the grid.
 * @param {number} v
 */
export function snap(v) {
  return Math.round(v / GRID_SIZE) * GRID_SIZE;
}

/**
 * The least distance of a point from a polyline, and the piece (from 0) that is nearest.
 * @param {readonly Point[]} line
 * @param {Point} p
 */
export function distanceTo(line, p) {
  let best = Infinity;
  let piece = -1;
  for (let i = 0; i + 1 < line.length; i++) {
    const a = /** @type {Point} */ (line[i]);
    const b = /** @type {Point} */ (line[i + 1]);
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const len = dx * dx + dy * dy;
    const t = len === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / len));
    const d = Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
    if (d < best) {
      best = d;
      piece = i;
    }
  }
  return { distance: best, piece };
}

/**
 * A place for a box near p on the grid that touches none of the others; rings of 20 px
 * are searched outwards. After 40 rings the first place is taken.
 * @param {Rect} box
 * @param {readonly Rect[]} others
 * @param {number} gap kept free around the box
 * @returns {Point}
 */
export function freePlace(box, others, gap) {
  const near = others.filter(o => meets(grow(box, gap + 41 * GRID_SIZE), o));
  const isFree = (/** @type {number} */ x, /** @type {number} */ y) => {
    const want = grow({ ...box, x, y }, gap);
    return !near.some(o => meets(want, o));
  };
  for (let ring = 0; ring <= 40; ring++) {
    const r = ring * GRID_SIZE;
    for (let t = -ring; t <= ring; t++) {
      const s = t * GRID_SIZE;
      for (const [dx, dy] of /** @type {[number, number][]} */ ([
        [s, r],
        [r, s],
        [s, -r],
        [-r, s],
      ])) {
        if (isFree(box.x + dx, box.y + dy)) return { x: box.x + dx, y: box.y + dy };
      }
    }
  }
  return { x: box.x, y: box.y };
}
