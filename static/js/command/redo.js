/** Does again what was taken back. @module */

import { say } from "../say.js";

/** @type {import("./command.js").Command} */
export const redo = {
  id: "redo",
  label: say("Redo"),
  group: "Edit",
  icon: "redo",
  shortcuts: ["Ctrl+Shift+Z", "Ctrl+Y"],
  run: app => app.redo(),
};
