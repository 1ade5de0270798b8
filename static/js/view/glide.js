/**
 * The way from a line's preview to the final one: after a drop the line glides there
 * instead of jumping. No DOM.
 * @module
 */

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {readonly (readonly Point[])[]} Ways */

/** How long it takes, ms. */
export const GLIDE = 120;

/** With more lines than this they just change. */
export const MOST_GLIDING = 400;

/**
 * The ways between two others, corner by corner; those that do not match are the later ones.
 * @param {Ways} from
 * @param {Ways} to
 * @param {number} t 0 is from, 1 is to
 * @returns {Ways}
 */
export function between(from, to, t) {
  if (t >= 1 || from.length !== to.length) return to;
  return to.map((way, i) => {
    const n = Math.max(way.length, from[i]?.length ?? 0);
    const a = padded(from[i] ?? way, n);
    const b = padded(way, n);
    return b.map((p, k) => {
      const o = a[k] ?? p;
      return { x: o.x + (p.x - o.x) * t, y: o.y + (p.y - o.y) * t };
    });
  });
}

/**
 * A polyline with n points: the corner in the middle stands for those that it lacks.
 * @param {readonly Point[]} way
 * @param {number} n
 */
function padded(way, n) {
  const out = [...way];
  const middle = out[Math.floor(out.length / 2)];
  while (middle && out.length < n) out.splice(Math.floor(out.length / 2), 0, middle);
  return out;
}
