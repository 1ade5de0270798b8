/**
 * Final routes are made for the plain look. In another one rows stand elsewhere: the ends
 * of a route go to where they are, and the first and last piece with them. What is in
 * between stays, as cards only get smaller. FitWay in diagram/look.go does the same.
 * @module
 */

/** @typedef {import("../model/geometry.js").Point} Point */

/**
 * A way whose ends are at these heights; null when it does not leave a card sideways.
 * @param {readonly Point[]} way
 * @param {number} first
 * @param {number | null} last null: the end is no card and stays
 * @returns {readonly Point[] | null}
 */
export function fitWay(way, first, last) {
  const n = way.length;
  const [a, b, y, z] = [way[0], way[1], way[n - 2], way[n - 1]];
  if (!a || !b || !y || !z || a.y !== b.y || (last !== null && y.y !== z.y)) return null;
  const end = last ?? z.y;
  if (n === 2) {
    if (Math.abs(first - end) < 0.5)
      return [
        { x: a.x, y: end },
        { x: z.x, y: end },
      ];
    const middle = (a.x + z.x) / 2;
    return [
      { x: a.x, y: first },
      { x: middle, y: first },
      { x: middle, y: end },
      { x: z.x, y: end },
    ];
  }
  const out = [...way];
  out[0] = { x: a.x, y: first };
  out[1] = { x: b.x, y: first };
  if (last !== null) {
    out[n - 2] = { x: y.x, y: last };
    out[n - 1] = { x: z.x, y: last };
  }
  return out;
}

/**
 * A stub, which is level, at this height.
 * @param {readonly Point[]} way
 * @param {number} y
 * @returns {readonly Point[]}
 */
export const fitStub = (way, y) => way.map(p => ({ x: p.x, y }));
