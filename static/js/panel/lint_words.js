/**
 * Words of one's own that the linter reads names with, for the settings.
 * @module
 */

import { say } from "../say.js";
import { el } from "../element.js";

/** @typedef {import("../types.js").Dictionaries} Dictionaries */

/** @type {readonly [Exclude<keyof Dictionaries, "abbreviations">, string, string, string][]} */
const LISTS = [
  ["roles", say("Roles"), say("Words before the name of a table in a reference"), "creator, approver"],
  ["external", say("Other systems"), say("Words of columns that hold IDs of other systems"), "stripe, sap"],
  ["snapshots", say("Snapshots"), say("Words of tables and columns that freeze a moment on purpose"), "invoice, quote"],
  ["affixes", say("Affixes"), say("Beginnings and ends of table names that mean nothing"), "tbl_, _tab"],
];

/** A word as the server takes it. */
const WORD = /^[\p{Ll}\p{Lo}\p{N}_][\p{Ll}\p{Lo}\p{M}\p{N}_ -]*$/u;

/**
 * Fields for all dictionaries.
 * @param {Dictionaries} own
 * @param {(value: Dictionaries | undefined) => void} save undefined when no word is left
 */
export function wordFields(own, save) {
  const keep = (/** @type {Partial<Dictionaries>} */ change) => {
    const all = /** @type {Dictionaries} */ (
      Object.fromEntries(
        Object.entries({ ...own, ...change }).filter(([, v]) =>
          Array.isArray(v) ? v.length > 0 : v && Object.keys(v).length > 0,
        ),
      )
    );
    save(Object.keys(all).length > 0 ? all : undefined);
  };
  const abbreviations = Object.entries(own.abbreviations ?? {})
    .map(([a, b]) => `${a} = ${b}`)
    .join(", ");
  return el(
    "div",
    { class: "words" },
    LISTS.map(([key, title, what, hint]) =>
      field(key, title, what, hint, (own[key] ?? []).join(", "), words => {
        if (words.every(w => WORD.test(w))) keep({ [key]: words });
        return words.find(w => !WORD.test(w));
      }),
    ),
    field(
      "abbreviations",
      say("Abbreviations"),
      say("Short words with what they stand for"),
      "cust = customer, qty = quantity",
      abbreviations,
      list => {
        const pairs = list.map(x => x.split("=").map(w => w.trim()));
        const bad = pairs.findIndex(p => p.length !== 2 || !p.every(w => WORD.test(w)));
        if (bad >= 0) return list[bad];
        keep({ abbreviations: Object.fromEntries(pairs) });
        return undefined;
      },
    ),
  );
}

/**
 * A list of words, kept when it changes.
 * @param {string} key
 * @param {string} title
 * @param {string} what
 * @param {string} hint
 * @param {string} value
 * @param {(words: string[]) => string | undefined} keep answers the first word that can't be taken
 */
function field(key, title, what, hint, value, keep) {
  const input = el("input", {
    class: "field",
    value,
    placeholder: hint,
    autocomplete: "off",
    spellcheck: "false",
    "data-key": `words-${key}`,
    "aria-describedby": `words-${key}`,
    onchange: () => {
      const bad = keep([
        ...new Set(
          input.value
            .toLowerCase()
            .split(",")
            .map(w => w.trim())
            .filter(Boolean),
        ),
      ]);
      input.setCustomValidity(bad === undefined ? "" : say`“${bad}” is no word here.`);
      input.reportValidity();
    },
  });
  return el("label", null, el("b", null, title), input, el("small", { id: `words-${key}` }, what));
}
