/** Does again what was taken back. @module */

/** @type {import("./command.js").Command} */
export const redo = {
  id: "redo",
  label: "Redo",
  group: "Edit",
  icon: "redo",
  shortcuts: ["Ctrl+Shift+Z", "Ctrl+Y"],
  run: app => app.redo(),
};
