/** Chooses the language of the pages. @module */

import { LANGUAGES, setLanguage } from "../language.js";
import { say } from "../say.js";

/** @type {readonly import("./command.js").Command[]} */
export const languageCommands = Object.entries(LANGUAGES).map(([code, name]) => ({
  id: `language-${code}`,
  label: `${say("Language")}: ${name}`,
  group: "View",
  icon: "look",
  run: () => setLanguage(code),
}));
