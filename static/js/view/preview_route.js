/**
 * The cheap way of a line while its table is dragged, or before the server has sent the
 * final one: three pieces, no obstacles. It is never saved, exported or scored.
 * @module
 */

/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../model/geometry.js").Rect} Rect */

/** Least distance of the first corner from a card: the longest end is 20, its corner 8. */
export const FIRST_CORNER = 28;

/**
 * @param {Rect} a box of the first card
 * @param {number} ya height of the line there
 * @param {Rect} b box of the second card
 * @param {number} yb
 * @returns {Point[]}
 */
export function previewRoute(a, ya, b, yb) {
  const ar = a.x + a.w;
  const br = b.x + b.w;
  if (ar + 2 * FIRST_CORNER <= b.x) return bend(ar, ya, (ar + b.x) / 2, yb, b.x);
  if (br + 2 * FIRST_CORNER <= a.x) return bend(a.x, ya, (a.x + br) / 2, yb, br);
  // One above the other, or the same card: leave and come back on the nearer side.
  const right = a === b || Math.abs(ar - br) <= Math.abs(a.x - b.x);
  return right
    ? bend(ar, ya, Math.max(ar, br) + FIRST_CORNER, yb, br)
    : bend(a.x, ya, Math.min(a.x, b.x) - FIRST_CORNER, yb, b.x);
}

/**
 * The way from a card to a free point, as when a line is being drawn.
 * @param {Rect} a
 * @param {number} ya
 * @param {Point} p
 * @returns {Point[]}
 */
export function routeToPoint(a, ya, p) {
  const right = p.x >= a.x + a.w / 2;
  const x = right ? a.x + a.w : a.x;
  const out = right ? Math.max(x + FIRST_CORNER, (x + p.x) / 2) : Math.min(x - FIRST_CORNER, (x + p.x) / 2);
  return bend(x, ya, out, p.y, p.x);
}

/**
 * @param {number} xa
 * @param {number} ya
 * @param {number} mx
 * @param {number} yb
 * @param {number} xb
 * @returns {Point[]}
 */
function bend(xa, ya, mx, yb, xb) {
  if (Math.abs(ya - yb) < 0.5)
    return [
      { x: xa, y: ya },
      { x: xb, y: yb },
    ];
  return [
    { x: xa, y: ya },
    { x: mx, y: ya },
    { x: mx, y: yb },
    { x: xb, y: yb },
  ];
}
