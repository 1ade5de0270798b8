/** Takes the person's last act back. @module */

/** @type {import("./command.js").Command} */
export const undo = {
  id: "undo",
  label: "Undo",
  group: "Edit",
  icon: "undo",
  shortcuts: ["Ctrl+Z"],
  run: app => app.undo(),
};
