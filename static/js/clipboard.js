/**
 * What is copied. The clipboard holds text that people can read and other programs can
 * take; all that the text doesn't say is kept by the browser beside it, so that it comes
 * along into another diagram, also in another tab.
 * @module
 */

import { linesText } from "./command/batch/lines.js";
import { copyText } from "./command/batch/table.js";
import { store, stored } from "./stored.js";

/** @typedef {import("./model/diagram.js").Diagram} Diagram */
/** @typedef {import("./types.js").ID} ID */

const KEY = "copied";

/**
 * The text for the clipboard, or "" when nothing can be copied.
 * @param {Diagram} diagram
 * @param {Iterable<ID>} ids
 */
export function copied(diagram, ids) {
  const list = [...ids];
  const whole = copyText(diagram, list);
  // A frame says nothing by itself.
  const text = linesText(diagram, list) || whole;
  if (text !== "") store(KEY, JSON.stringify({ text, whole }));
  return text;
}

/**
 * All that was copied, when the text is what copied() made of it last; else the text.
 * @param {string} text
 * @returns {string}
 */
export function pasted(text) {
  try {
    const last = JSON.parse(stored(KEY));
    return last.text === text.replaceAll("\r\n", "\n") && last.whole ? String(last.whole) : text;
  } catch {
    return text; // Nothing was copied here.
  }
}
