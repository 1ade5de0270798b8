/**
 * The texts of a card, cut to fit, computed once for each state of a table.
 * @module
 */

import { familyOf } from "../../model/type_family.js";

/** @typedef {import("../../model/diagram.js").Table} Table */
/** @typedef {import("../theme.js").Theme} Theme */

export const NAME_X = 36;
/** From the right border to the end of the type: padding 9, dot 5, gap 8. */
export const TYPE_RIGHT = 22;
const GAP = 10;
/** What a type is left of a long name: two or three letters and the dots. */
const LEAST_TYPE = 30;

/**
 * @typedef {object} RowText
 * @property {string} name
 * @property {number} end x where the name ends
 * @property {string} type
 * @property {string} family
 */

/**
 * @typedef {object} CardText
 * @property {string} title
 * @property {readonly RowText[]} rows
 */

/** @typedef {{text: string, size: number}} FarText the title for zooms that show no rows */

/**
 * The fonts of cards.
 * @param {Theme} theme
 */
export function cardFonts(theme) {
  return {
    title: `600 14px ${theme.sans}`,
    name: `450 13px ${theme.sans}`,
    key: `600 13px ${theme.sans}`,
    type: `400 11.5px ${theme.mono}`,
  };
}

/** Font sizes of far zooms; few, so that the font changes seldom. */
export const FAR_SIZES = [40, 34, 28, 22];

export class CardTexts {
  /**
   * @param {import("../text_fit.js").TextFit} text
   * @param {Theme} theme
   */
  constructor(text, theme) {
    this.text = text;
    this.theme = theme;
    this.fonts = cardFonts(theme);
  }

  /** @type {WeakMap<Table, CardText>} */
  #made = new WeakMap();
  /** Apart from the rest: far zooms show very many cards, and only their titles. @type {Map<string, FarText>} */
  #far = new Map();

  /** @param {Table} table */
  of(table) {
    let t = this.#made.get(table);
    if (!t) {
      t = this.#make(table);
      this.#made.set(table, t);
    }
    return t;
  }

  /**
   * @param {Table} table
   * @returns {CardText}
   */
  #make(table) {
    const w = table.box.w;
    const rows = table.columns.map(c => {
      const font = c.pk ? this.fonts.key : this.fonts.name;
      const second = c.pk && c.fk ? 17 : 0;
      const room = w - NAME_X - TYPE_RIGHT - GAP - second;
      const wanted = this.text.width(c.name, font);
      const typeWidth = this.text.width(c.type, this.fonts.type);
      // The name has the right of way; the type keeps the rest, if a few letters fit there.
      const forType = Math.min(typeWidth, Math.max(room - wanted, Math.min(LEAST_TYPE, room / 3)));
      const name = wanted <= room - forType ? c.name : this.text.fit(c.name, font, room - forType);
      const type = typeWidth <= forType ? c.type : this.text.fit(c.type, this.fonts.type, forType);
      return { name, end: NAME_X + this.text.width(name, font), type, family: familyOf(c.type) };
    });
    const title = this.text.fit(table.name, this.fonts.title, w - 14 - 34);
    return { title, rows };
  }

  /**
   * @param {Table} table
   * @returns {FarText}
   */
  far(table) {
    const room = table.box.w - 28;
    const key = `${room} ${table.name}`;
    let t = this.#far.get(key);
    if (!t) {
      // Widths grow with the size: one measure tells them all.
      const font = (/** @type {number} */ size) => `600 ${size}px ${this.theme.sans}`;
      const width = this.text.width(table.name, font(10)) / 10;
      const size = FAR_SIZES.find(s => s * width <= room);
      const least = FAR_SIZES.at(-1) ?? 22;
      t = size
        ? { text: table.name, size }
        : { text: this.text.fit(table.name, font(10), (room * 10) / least), size: least };
      this.#far.set(key, t);
    }
    return t;
  }
}
