/**
 * The words of the app in the language of the page. English is in the code and is the
 * key; other languages are catalogues in static/text, and a page that is not in English
 * loads its own before any module (see web/say). Without one, as in tests, all is English.
 *
 * Write say("Undo"), or say`Delete ${name}` for a sentence with values: its key is
 * "Delete {0}", and a translation may turn the order of values. A sentence that counts is
 * written twice, for one and for many; a noun alone is counted(n, "table") of
 * model/noun.js. The text must stand there as it is, for a test collects all of them.
 * @module
 */

/** A translation: of a noun, the one and the many. @typedef {string | readonly [string, string]} Translation */
/** @typedef {{language: string, texts: Record<string, Translation>}} Catalogue */

/** @type {Catalogue} */
const { language: LANGUAGE, texts: TEXTS } = /** @type {any} */ (globalThis).crowsfootTexts ?? {
  language: "en",
  texts: {},
};

/** The language of the page, as Intl takes it. */
export const language = LANGUAGE;

/**
 * A text in the language of the page.
 * @param {string | TemplateStringsArray} text
 * @param {...unknown} values
 * @returns {string}
 */
export function say(text, ...values) {
  const key = typeof text === "string" ? text : text.reduce((all, part, i) => `${all}{${i - 1}}${part}`);
  const found = TEXTS[key] ?? key;
  const words = typeof found === "string" ? found : found[0];
  return values.length === 0 ? words : words.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));
}

/** Writers of numbers by digits behind the point; making one takes its time. @type {Map<number, Intl.NumberFormat>} */
const WRITERS = new Map();

/**
 * A number as the language writes it: 12,000.5 or 12.000,5.
 * @param {number} n
 * @param {number} [digits] behind the point
 */
export function number(n, digits = 0) {
  let writer = WRITERS.get(digits);
  if (!writer) {
    writer = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    WRITERS.set(digits, writer);
  }
  return writer.format(n);
}

/**
 * The one and the many of a noun, if the language of the page has them.
 * @param {string} noun
 * @returns {readonly [string, string] | undefined}
 */
export function forms(noun) {
  const found = TEXTS[noun];
  return typeof found === "string" ? undefined : found;
}

/** English texts by their translations. @type {Map<string, string>} */
const ENGLISH = new Map(Object.entries(TEXTS).map(([key, t]) => [typeof t === "string" ? t : t[0], key]));

/**
 * What a text without values is in English, so that people find things by either name.
 * Parts before and behind a colon are looked up apart.
 * @param {string} text
 */
export function inEnglish(text) {
  return (
    ENGLISH.get(text) ??
    text
      .split(": ")
      .map(part => ENGLISH.get(part) ?? part)
      .join(": ")
  );
}
