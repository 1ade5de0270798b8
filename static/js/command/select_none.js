/** Lets go of the selection. @module */

import { say } from "../say.js";

/** @type {import("./command.js").Command} */
export const selectNone = {
  id: "select-none",
  label: say("Select nothing"),
  group: "Edit",
  shortcuts: ["Escape"],
  hidden: true,
  enabled: app => app.selection.size > 0,
  run(app) {
    // From a column to its table, then to nothing.
    const column = app.store.diagram.column(app.selection.single);
    app.selection.set(column ? [column.table.id] : []);
  },
};
