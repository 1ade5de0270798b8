/**
 * How the diagram is drawn: notation, how much of each table, density, theme. It changes
 * nothing of the diagram; each person has a look of their own.
 * @module
 */

import { say } from "../say.js";
import { LOOKS } from "../stored_look.js";
import { setTheme, THEMES } from "../theme_button.js";

/** @typedef {import("./command.js").Command} Command */
/** @typedef {keyof typeof LOOKS} Part */

const WORDS = { notation: say("Notation"), display: say("Show"), density: say("Density") };

/** @type {Command[]} */
const parts = /** @type {Part[]} */ (Object.keys(LOOKS)).flatMap(part =>
  Object.entries(LOOKS[part]).map(([value, label]) => ({
    id: `${part}-${value}`,
    label: `${WORDS[part]}: ${label}`,
    group: "View",
    icon: "look",
    checked: (/** @type {import("../app.js").App} */ app) => app.view.look[part] === value,
    run(app) {
      app.view.setLook({ [part]: value });
      app.announce(`${WORDS[part]}: ${label}.`);
    },
  })),
);

/** @type {Command[]} */
const themes = Object.entries(THEMES).map(([value, label]) => ({
  id: `theme-${value}`,
  label: `${say("Theme")}: ${label}`,
  group: "View",
  icon: "lamp",
  checked: () => document.documentElement.dataset.theme === value,
  run: () => setTheme(value),
}));

/** @type {readonly Command[]} */
export const lookCommands = [...parts, ...themes];
