/** Takes the person's last act back. @module */

import { say } from "../say.js";

/** @type {import("./command.js").Command} */
export const undo = {
  id: "undo",
  label: say("Undo"),
  group: "Edit",
  icon: "undo",
  shortcuts: ["Ctrl+Z"],
  run: app => app.undo(),
};
