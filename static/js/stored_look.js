/**
 * How a person likes diagrams to be drawn, as the browser remembers it: notation and
 * density for all diagrams, how much is shown for each of them.
 * @module
 */

import { say } from "./say.js";
import { PLAIN_LOOK } from "./model/look.js";
import { store, stored } from "./stored.js";

/** @typedef {import("./model/look.js").Look} Look */

/** What there is to choose from, with the words for it. */
export const LOOKS = /** @type {const} */ ({
  notation: { crowsfoot: say("Crow's foot"), idef1x: "IDEF1X", chen: "Chen" },
  display: { full: say("All columns"), keys: say("Keys only"), names: say("Names only") },
  density: { comfortable: say("Comfortable"), compact: say("Compact") },
});

/**
 * @param {keyof Look} part
 * @param {string} diagram
 */
const keyOf = (part, diagram) => (part === "display" ? `display:${diagram}` : part);

/**
 * @param {string} diagram
 * @returns {Look}
 */
export function storedLook(diagram) {
  /** @type {Record<string, string>} */
  const look = { ...PLAIN_LOOK };
  for (const part of /** @type {const} */ (["notation", "display", "density"])) {
    const value = stored(keyOf(part, diagram));
    if (value in LOOKS[part]) look[part] = value;
  }
  return /** @type {Look} */ (/** @type {unknown} */ (look));
}

/**
 * @param {string} diagram
 * @param {Partial<Look>} look
 */
export function storeLook(diagram, look) {
  for (const [part, value] of Object.entries(look)) store(keyOf(/** @type {keyof Look} */ (part), diagram), value);
}
