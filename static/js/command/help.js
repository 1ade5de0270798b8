/** Shows all shortcuts. @module */

import { openHelp } from "../view/help.js";

/** @type {import("./command.js").Command} */
export const help = {
  id: "help",
  label: "Show all shortcuts",
  group: "View",
  icon: "help",
  shortcuts: ["?", "F1"],
  run: app => openHelp(app),
};
