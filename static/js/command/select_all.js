/** Selects all tables, notes and frames. @module */

import { say } from "../say.js";

/** @type {import("./command.js").Command} */
export const selectAll = {
  id: "select-all",
  label: say("Select all"),
  group: "Edit",
  on: ["empty"],
  shortcuts: ["Ctrl+A"],
  run(app) {
    const d = app.store.diagram;
    app.selection.set([...d.all("table"), ...d.all("note"), ...d.all("frame")].map(o => o.id));
  },
};
