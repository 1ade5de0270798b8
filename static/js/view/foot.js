/**
 * The ends of lines: crow's feet, bars and rings. Measures in world px from the card's
 * edge along the line; diagram/layout/foot.go and the SVG renderer draw the same.
 * @module
 */

/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../types.js").Cardinality} Cardinality */

const HALF = 6;
const APEX = 12;
const RING = 4;

/**
 * Where a line begins behind its end, so that nothing shines through a ring.
 * @param {Cardinality} card
 */
export function lineStart(card) {
  return card === "zero_one" ? 19 : card === "zero_many" ? 20 : 0;
}

/**
 * Adds an end to the current path.
 * @param {Pick<CanvasRenderingContext2D, "moveTo" | "lineTo" | "arc">} c
 * @param {Point} at on the edge of the card
 * @param {number} dx direction away from the card, a unit vector
 * @param {number} dy
 * @param {Cardinality} card
 */
export function traceFoot(c, at, dx, dy, card) {
  switch (card) {
    case "one":
      bar(c, at, dx, dy, 8);
      bar(c, at, dx, dy, 13);
      break;
    case "zero_one":
      bar(c, at, dx, dy, 7);
      c.moveTo(at.x, at.y);
      c.lineTo(at.x + dx * 11, at.y + dy * 11);
      ring(c, at, dx, dy, 15);
      break;
    case "many":
      foot(c, at, dx, dy);
      break;
    case "one_many":
      foot(c, at, dx, dy);
      bar(c, at, dx, dy, 16);
      break;
    case "zero_many":
      foot(c, at, dx, dy);
      c.moveTo(at.x, at.y);
      c.lineTo(at.x + dx * APEX, at.y + dy * APEX);
      ring(c, at, dx, dy, APEX + RING);
      break;
    case "unknown":
      break;
  }
}

/**
 * @param {Pick<CanvasRenderingContext2D, "moveTo" | "lineTo">} c
 * @param {Point} at
 * @param {number} dx
 * @param {number} dy
 * @param {number} d
 */
function bar(c, at, dx, dy, d) {
  const x = at.x + dx * d;
  const y = at.y + dy * d;
  c.moveTo(x + dy * HALF, y - dx * HALF);
  c.lineTo(x - dy * HALF, y + dx * HALF);
}

/**
 * @param {Pick<CanvasRenderingContext2D, "moveTo" | "lineTo">} c
 * @param {Point} at
 * @param {number} dx
 * @param {number} dy
 */
function foot(c, at, dx, dy) {
  c.moveTo(at.x + dy * HALF, at.y - dx * HALF);
  c.lineTo(at.x + dx * APEX, at.y + dy * APEX);
  c.lineTo(at.x - dy * HALF, at.y + dx * HALF);
}

/**
 * @param {Pick<CanvasRenderingContext2D, "moveTo" | "arc">} c
 * @param {Point} at
 * @param {number} dx
 * @param {number} dy
 * @param {number} d
 */
function ring(c, at, dx, dy, d) {
  const x = at.x + dx * d;
  const y = at.y + dy * d;
  c.moveTo(x + RING, y);
  c.arc(x, y, RING, 0, 2 * Math.PI);
}
