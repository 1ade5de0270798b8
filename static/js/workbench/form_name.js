/** What the normal forms are called. @module */

import { say } from "../say.js";

/** @type {Record<string, string>} */
const NAMES = {
  "1NF": say("first normal form"),
  "2NF": say("second normal form"),
  "3NF": say("third normal form"),
  BCNF: say("Boyce-Codd normal form"),
};

/**
 * A form in words; "3NF" is the third normal form.
 * @param {string} form
 */
export const formName = form => NAMES[form] ?? say("no normal form");
