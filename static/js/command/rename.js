/** Types the name of what is selected: a table, a column as its line, a note, a frame. @module */

import { say } from "../say.js";

/** @type {import("./command.js").Command} */
export const rename = {
  id: "rename",
  label: say("Rename"),
  group: "Edit",
  on: ["table", "column", "note", "frame"],
  icon: "edit",
  shortcuts: ["F2", "Enter"],
  enabled: (app, args) =>
    typeof args.id === "string" ||
    ["table", "column", "note", "frame"].includes(app.store.diagram.kind(app.selection.single)),
  run: (app, args) => app.view.editName(typeof args.id === "string" ? args.id : app.selection.single),
};
