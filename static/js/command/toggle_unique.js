/** Makes the selected columns unique together, or not. @module */

import { say } from "../say.js";
import { toggleUnique } from "./batch/column.js";

/** @type {import("./command.js").Command} */
export const toggleUniqueCommand = {
  id: "toggle-unique",
  label: say("Unique on or off"),
  group: "Column",
  on: ["column"],
  icon: "unique",
  shortcuts: ["Alt+U"],
  enabled: app => app.selection.of(app.store.diagram, "column").length > 0,
  run(app) {
    const act = toggleUnique(app.store.diagram, app.selection.of(app.store.diagram, "column"));
    if (act) app.submit(act.label, act.ops);
  },
};
