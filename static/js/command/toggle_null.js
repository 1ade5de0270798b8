/** Lets the selected columns hold NULL, or forbids it. @module */

import { say } from "../say.js";
import { toggleNull } from "./batch/column.js";

/** @type {import("./command.js").Command} */
export const toggleNullCommand = {
  id: "toggle-null",
  label: say("NULL allowed or not"),
  group: "Column",
  on: ["column"],
  shortcuts: ["Alt+N"],
  enabled: app => app.selection.of(app.store.diagram, "column").length > 0,
  run(app) {
    const act = toggleNull(app.store.diagram, app.selection.of(app.store.diagram, "column"));
    if (act) app.submit(act.label, act.ops);
    else app.announce(say("Columns of the primary key are never null."));
  },
};
