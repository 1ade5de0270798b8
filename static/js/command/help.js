/** Shows all shortcuts. @module */

import { say } from "../say.js";
import { openHelp } from "../view/help.js";

/** @type {import("./command.js").Command} */
export const help = {
  id: "help",
  label: say("Show all shortcuts"),
  group: "View",
  icon: "help",
  shortcuts: ["?", "F1"],
  run: app => openHelp(app),
};
