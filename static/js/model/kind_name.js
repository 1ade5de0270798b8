/** What the kinds of objects are called. @module */

import { say } from "../say.js";

/** @type {Record<string, string>} */
const NAMES = {
  table: say("table"),
  column: say("column"),
  key: say("key"),
  index: say("index"),
  check: say("check"),
  dependency: say("dependency"),
  relationship: say("relationship"),
  module: say("module"),
  schema: say("schema"),
  domain: say("type"),
  note: say("note"),
  frame: say("frame"),
};

/**
 * A kind as a word for people.
 * @param {string} kind
 */
export const kindName = kind => NAMES[kind] ?? kind;
