/**
 * Texts that are longer than the server keeps: they are cut, so that nobody loses an edit
 * to a name that was pasted by mistake.
 * @module
 */

import { LONGEST, MAX_OP } from "./schema.js";

/** @typedef {import("../types.js").Op} Op */

/** The most bytes of a text in JSON; what is left of MAX_OP is for the rest of an operation. */
const MOST_BYTES = MAX_OP - 2048;

const encoder = new TextEncoder();

/** @param {string} text */
const bytes = text => encoder.encode(JSON.stringify(text)).length;

/**
 * A text of no more characters than the limit, and bytes than an operation may have.
 * @param {string} text
 * @param {number} most characters
 */
export function cutText(text, most) {
  if (text.length <= most && text.length * 6 <= MOST_BYTES) return text; // 6 bytes at the most: \u0001
  const runes = [...text];
  let kept = runes.length > most ? runes.slice(0, most).join("") : text;
  for (let size = bytes(kept); size > MOST_BYTES; size = bytes(kept)) {
    most = Math.floor((Math.min(most, runes.length) * MOST_BYTES) / size);
    kept = runes.slice(0, most).join("");
  }
  return kept;
}

/**
 * The operations with texts that fit, and the longest that a text may be that was cut, in
 * characters; 0 when none was.
 * @param {readonly Op[]} ops
 * @returns {{ops: Op[], cut: number}}
 */
export function fitting(ops) {
  let cut = 0;
  const fit = (/** @type {string} */ prop, /** @type {unknown} */ value) => {
    const most = LONGEST[prop];
    if (typeof value !== "string" || most === undefined) return value;
    const kept = cutText(value, most);
    if (kept !== value) cut = Math.max(cut, [...kept].length);
    return kept;
  };
  const fitted = ops.map(o => {
    if (o.op === "set") return { ...o, value: fit(o.prop, o.value) };
    if (o.op !== "put" || !o.props) return o;
    return { ...o, props: Object.fromEntries(Object.entries(o.props).map(([k, v]) => [k, fit(k, v)])) };
  });
  return cut === 0 ? { ops: [...ops], cut } : { ops: /** @type {Op[]} */ (fitted), cut };
}
