/** Opens an empty line in the selected table, below the selected column if there is one. @module */

import { say } from "../say.js";

/** @type {import("./command.js").Command} */
export const addColumn = {
  id: "add-column",
  label: say("Add column"),
  group: "Column",
  on: ["table", "column"],
  icon: "column",
  shortcuts: ["Ctrl+Enter"],
  enabled: (app, args) => typeof args.table === "string" || app.selection.tables(app.store.diagram).length === 1,
  run(app, args) {
    const d = app.store.diagram;
    const table = typeof args.table === "string" ? args.table : (app.selection.tables(d)[0]?.id ?? "");
    const column = app.selection.of(d, "column").at(-1);
    app.view.editNewColumn(table, d.column(column ?? "")?.table.id === table ? column : undefined);
  },
};
