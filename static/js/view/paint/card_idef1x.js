/** What IDEF1X draws in boxes beside rows: the line below the key. @module */

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./card.js").Card} Card */

/**
 * @param {Pen} pen in world units
 * @param {readonly Card[]} cards
 */
export function keyLines(pen, cards) {
  const { c, theme } = pen;
  c.fillStyle = theme.color["hairline-strong"];
  for (const { box: b, shape } of cards) {
    // The key area is there even when the table has no key.
    if (shape.count === 0 || shape.keys === shape.count) continue;
    const y = b.y + pen.header + pen.row * shape.keys;
    c.fillRect(b.x, y - 0.5, b.w, Math.max(1, 1 / pen.k));
  }
}
