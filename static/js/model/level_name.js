/** What the levels of findings are called. @module */

import { say } from "../say.js";

/** Levels with the words for them, the loudest first. @type {Record<string, string>} */
export const LEVELS = {
  error: say("error"),
  warning: say("warning"),
  info: say("info"),
  hint: say("hint"),
  off: say("off"),
};
