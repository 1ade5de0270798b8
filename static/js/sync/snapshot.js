/**
 * Reads the diagram from the server while it comes: GET <diagram>/snapshot is one line of
 * JSON that says what will come, and then lists of objects, those of the cards first. Each
 * list is taken in as a task of its own, so that the page stays awake. The lines are those
 * of diagram/room/parts.go. Start at readSnapshot.
 * @module
 */

import { breath } from "../breath.js";
import { readLines } from "../request.js";

/** @typedef {import("../types.js").WireObject} WireObject */

/**
 * @typedef {object} SnapshotHead
 * @property {number} head number of the last batch that is in it
 * @property {string} epoch
 * @property {number} cards so many lists hold all that makes the cards
 * @property {number} parts so many lists are to come
 * @property {import("../model/geometry.js").Rect | null} bounds around all that is seen
 */

/**
 * Answers with whether all of it came.
 * @param {string} url
 * @param {{begin: (head: SnapshotHead) => void, take: (objects: WireObject[], n: number) => void}} reader n counts the lists from 1
 */
export async function readSnapshot(url, { begin, take }) {
  /** @type {SnapshotHead | null} */
  let head = null;
  let n = 0;
  try {
    const answer = await fetch(url);
    if (!answer.ok || !answer.body) return false;
    for await (const line of readLines(answer.body)) {
      if (head) take(JSON.parse(line), ++n);
      else {
        head = /** @type {SnapshotHead} */ (JSON.parse(line));
        begin(head);
      }
      await breath();
    }
  } catch (e) {
    console.info("The diagram did not come as a stream:", e);
  }
  return head !== null && n === head.parts;
}
