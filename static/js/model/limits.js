/**
 * Texts that are longer than the server keeps: they are cut, so that nobody loses an edit
 * to a name that was pasted by mistake.
 * @module
 */

import { MAX_NAME, MAX_TEXT } from "./schema.js";

/** @typedef {import("../types.js").Op} Op */

/** Properties that are names; other texts may be long. */
const NAMES = new Set(["name", "title", "verb", "inverse", "method", "collation"]);

/**
 * The operations with texts that fit, and the longest that a text may be that was cut, in
 * characters; 0 when none was.
 * @param {readonly Op[]} ops
 * @returns {{ops: Op[], cut: number}}
 */
export function fitting(ops) {
  let cut = 0;
  const fit = (/** @type {string} */ prop, /** @type {unknown} */ value) => {
    const most = NAMES.has(prop) ? MAX_NAME : MAX_TEXT;
    if (typeof value !== "string" || value.length <= most) return value;
    const runes = [...value];
    if (runes.length <= most) return value;
    cut = Math.max(cut, most);
    return runes.slice(0, most).join("");
  };
  const fitted = ops.map(o => {
    if (o.op === "set") return { ...o, value: fit(o.prop, o.value) };
    if (o.op !== "put" || !o.props) return o;
    return { ...o, props: Object.fromEntries(Object.entries(o.props).map(([k, v]) => [k, fit(k, v)])) };
  });
  return cut === 0 ? { ops: [...ops], cut } : { ops: /** @type {Op[]} */ (fitted), cut };
}
