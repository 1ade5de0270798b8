/**
 * Few boxes in the place of many: what is to be painted anew is painted box by box, and a
 * box costs something by itself. Start at cover.
 * @module
 */

/** @typedef {import("../model/geometry.js").Rect} Rect */

/** More boxes than this are joined, whatever lies between them. */
const MOST = 16;

/**
 * Boxes that hold all of these. Two become one when that adds less area than a box costs.
 * Every box is looked at against at most 16 others.
 * @param {Iterable<Rect>} boxes
 * @param {number} cost in the area of the boxes
 * @returns {Rect[]}
 */
export function cover(boxes, cost) {
  /** @type {Rect[]} */
  const out = [];
  for (let box of boxes) {
    for (;;) {
      const { i, growth } = nearest(out, box);
      if (i < 0 || (growth > cost && out.length < MOST)) break;
      // What has grown may reach the next one.
      box = joined(/** @type {Rect} */ (out[i]), box);
      out.splice(i, 1);
    }
    out.push(box);
  }
  return out;
}

/**
 * The box that grows least when it takes in another, -1 when there is none.
 * @param {readonly Rect[]} boxes
 * @param {Rect} box
 */
function nearest(boxes, box) {
  let best = -1;
  let least = Infinity;
  for (const [i, b] of boxes.entries()) {
    const both = joined(b, box);
    const growth = both.w * both.h - b.w * b.h - box.w * box.h;
    if (growth >= least) continue;
    best = i;
    least = growth;
  }
  return { i: best, growth: least };
}

/**
 * The box around two; asked very often while something is dragged.
 * @param {Rect} a
 * @param {Rect} b
 * @returns {Rect}
 */
function joined(a, b) {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y };
}
