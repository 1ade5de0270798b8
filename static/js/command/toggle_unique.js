/** Makes the selected column unique, or not. @module */

import { toggleUnique } from "./batch/column.js";

/** @type {import("./command.js").Command} */
export const toggleUniqueCommand = {
  id: "toggle-unique",
  label: "Unique on or off",
  group: "Column",
  icon: "unique",
  shortcuts: ["Alt+U"],
  enabled: app => app.store.diagram.kind(app.selection.single) === "column",
  run(app) {
    const act = toggleUnique(app.store.diagram, app.selection.single);
    if (act) app.submit(act.label, act.ops);
  },
};
