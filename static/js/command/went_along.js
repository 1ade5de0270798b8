/** The sentence on what else an act took away. @module */

import { say } from "../say.js";

/** So many things are named. */
const NAMED = 3;

/**
 * @param {string} done what was done
 * @param {readonly string[]} also what went with it
 */
export function wentAlong(done, also) {
  const names = also.slice(0, NAMED).join(", ");
  const list = also.length > NAMED ? say`${names} and ${also.length - NAMED} more` : names;
  return say`${done}. With it went: ${list}.`;
}
