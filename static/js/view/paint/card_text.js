/**
 * The texts of a card, cut to fit, computed once for each state of a table.
 * @module
 */

import { familyOf } from "../../model/type_family.js";

/** @typedef {import("../../model/diagram.js").Table} Table */
/** @typedef {import("../theme.js").Theme} Theme */

/** Where the name of a row begins: after its glyph, or where there are none. */
const NAME_X = 36;
const BARE_X = 14;
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
 * @param {import("../../model/look.js").Density} density
 */
export function cardFonts(theme, density) {
  const [title, name, type] = density === "compact" ? [13, 12, 11] : [14, 13, 11.5];
  return {
    title: `600 ${title}px ${theme.sans}`,
    name: `450 ${name}px ${theme.sans}`,
    key: `600 ${name}px ${theme.sans}`,
    type: `400 ${type}px ${theme.mono}`,
  };
}

/** Font sizes of far zooms; few, so that the font changes seldom. */
export const FAR_SIZES = [40, 34, 28, 22];

export class CardTexts {
  /**
   * @param {import("../text_fit.js").TextFit} text
   * @param {Theme} theme
   * @param {import("../../model/look.js").Look} look
   */
  constructor(text, theme, look) {
    this.text = text;
    this.theme = theme;
    this.notation = look.notation;
    this.fonts = cardFonts(theme, look.density);
    this.nameX = look.notation === "crowsfoot" ? NAME_X : BARE_X;
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
      const crowsfoot = this.notation === "crowsfoot";
      const second = crowsfoot && c.pk && c.fk ? 17 : 0;
      const tail = this.notation === "idef1x" ? kindOf(c) : "";
      const beside = second + this.text.width(tail, font);
      const room = w - this.nameX - TYPE_RIGHT - GAP - beside;
      const wanted = this.text.width(c.name, font);
      const typeWidth = this.text.width(c.type, this.fonts.type);
      // The name has the right of way; the type keeps the rest, if a few letters fit there.
      const forType = Math.min(typeWidth, Math.max(room - wanted, Math.min(LEAST_TYPE, room / 3)));
      const name = (wanted <= room - forType ? c.name : this.text.fit(c.name, font, room - forType)) + tail;
      const type = typeWidth <= forType ? c.type : this.text.fit(c.type, this.fonts.type, forType);
      return { name, end: this.nameX + this.text.width(name, font), type, family: familyOf(c.type) };
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

/**
 * What IDEF1X writes behind the name of a foreign or an alternate key.
 * @param {import("../../model/diagram.js").Column} c
 */
function kindOf(c) {
  return `${c.fk ? " (FK)" : ""}${c.unique && !c.pk ? " (AK)" : ""}`;
}
