/** What the families of rules are called. @module */

import { say } from "../say.js";

/** @type {Record<string, string>} */
const NAMES = {
  "Keys and references": say("Keys and references"),
  "Many-to-many": say("Many-to-many"),
  Normalization: say("Normalization"),
  Naming: say("Naming"),
  Types: say("Types"),
  Indexes: say("Indexes"),
  Structure: say("Structure"),
  Documentation: say("Documentation"),
  Portability: say("Portability"),
  Ignores: say("Ignores"),
};

/**
 * A family in the language of the page; the server's lists say it in English.
 * @param {string} family
 */
export const familyName = family => NAMES[family] ?? family;
