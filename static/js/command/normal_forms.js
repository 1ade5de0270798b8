/** Opens the workbench on the normal forms of the selected table. @module */

import { say } from "../say.js";

/** @typedef {import("../app.js").App} App */

/** @param {App} app */
function subject(app) {
  const tables = new Set([...app.selection.ids].map(id => app.store.diagram.tableOf(id)));
  const [table] = tables;
  return tables.size === 1 && table && table.props.kind !== "view" ? table : undefined;
}

/** @type {import("./command.js").Command} */
export const normalForms = {
  id: "normal-forms",
  label: say("Normal forms of the table…"),
  group: "Diagram",
  on: ["table"],
  icon: "check",
  enabled: app => subject(app) !== undefined,
  run(app) {
    const table = subject(app);
    if (table) location.assign(`${app.root}/workbench/${table.id}`);
  },
};
