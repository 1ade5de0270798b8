/** Opens the list of tables, columns, findings and commands. @module */

import { say } from "../say.js";
import { openPalette } from "../view/palette.js";

/** @type {import("./command.js").Command} */
export const palette = {
  id: "palette",
  label: say("Find anything"),
  group: "View",
  icon: "search",
  shortcuts: ["Ctrl+K", "Ctrl+P"],
  hidden: true,
  run: app => openPalette(app),
};
