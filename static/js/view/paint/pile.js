/** Cards that lie on each other are painted in their order. @module */

import { meets } from "../../model/geometry.js";

/** @typedef {import("./card.js").Card} Card */

/** More cards than this are so small that nobody sees which is on top. */
const TOO_MANY = 500;

/**
 * Parts cards into those that stand free and those that lie on another, in order.
 * @param {Card[]} cards
 * @returns {[Card[], Card[]]}
 */
export function pile(cards) {
  if (cards.length < 2 || cards.length > TOO_MANY) return [cards, []];
  const byX = [...cards].sort((a, b) => a.box.x - b.box.x);
  /** @type {Set<Card>} */
  const piled = new Set();
  for (let i = 0; i < byX.length; i++) {
    const a = /** @type {Card} */ (byX[i]);
    for (let j = i + 1; j < byX.length; j++) {
      const b = /** @type {Card} */ (byX[j]);
      if (b.box.x > a.box.x + a.box.w) break;
      if (!meets(a.box, b.box)) continue;
      piled.add(a);
      piled.add(b);
    }
  }
  if (piled.size === 0) return [cards, []];
  const order = (/** @type {Card} */ c) => c.table.object.order;
  return [cards.filter(c => !piled.has(c)), [...piled].sort((a, b) => (order(a) < order(b) ? -1 : 1))];
}
