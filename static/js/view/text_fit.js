/**
 * Texts that fit: widths are measured once, and what is too long ends in "…".
 * @module
 */

export class TextFit {
  /** @param {(text: string, font: string) => number} measure in px */
  constructor(measure) {
    this.measure = measure;
  }

  /** @type {Map<string, Map<string, number>>} */
  #widths = new Map();
  /** What is left of texts that are too long. @type {Map<string, string>} */
  #fits = new Map();

  /** Forgets all, when fonts have arrived. */
  clear() {
    this.#widths.clear();
    this.#fits.clear();
  }

  /**
   * @param {string} text
   * @param {string} font
   */
  width(text, font) {
    let widths = this.#widths.get(font);
    if (!widths) {
      widths = new Map();
      this.#widths.set(font, widths);
    }
    let w = widths.get(text);
    if (w === undefined) {
      if (widths.size > 50_000) widths.clear();
      w = this.measure(text, font);
      widths.set(text, w);
    }
    return w;
  }

  /**
   * @param {string} text
   * @param {string} font
   * @param {number} max
   */
  fit(text, font, max) {
    if (this.width(text, font) <= max) return text;
    const key = `${font} ${max} ${text}`;
    let short = this.#fits.get(key);
    if (short === undefined) {
      if (this.#fits.size > 50_000) this.#fits.clear();
      short = this.#cut(text, font, max);
      this.#fits.set(key, short);
    }
    return short;
  }

  /**
   * @param {string} text
   * @param {string} font
   * @param {number} max
   */
  #cut(text, font, max) {
    let lo = 0;
    let hi = text.length;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if (this.measure(`${text.slice(0, mid)}…`, font) <= max) lo = mid;
      else hi = mid - 1;
    }
    return lo === 0 ? "" : `${text.slice(0, lo).trimEnd()}…`;
  }

  /**
   * Lines of a text in a width; at most max lines, the last one ends in "…".
   * @param {string} text
   * @param {string} font
   * @param {number} width
   * @param {number} max
   */
  wrap(text, font, width, max) {
    /** @type {string[]} */
    const out = [];
    for (const paragraph of text.split("\n")) {
      let line = "";
      for (const word of paragraph.split(" ")) {
        const longer = line === "" ? word : `${line} ${word}`;
        if (line === "" || this.width(longer, font) <= width) line = longer;
        else {
          out.push(this.fit(line, font, width));
          line = word;
        }
        if (out.length > max) break;
      }
      out.push(this.fit(line, font, width));
      if (out.length > max) break;
    }
    if (out.length > max) {
      out.length = Math.max(max, 0);
      if (out.length > 0) out[out.length - 1] = this.fit(`${out.at(-1)} …`, font, width);
    }
    return out;
  }
}
