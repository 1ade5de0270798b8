/** Puts the selected columns into the primary key, or takes them out. @module */

import { say } from "../say.js";
import { toggleKey } from "./batch/column.js";

/** @type {import("./command.js").Command} */
export const toggleKeyCommand = {
  id: "toggle-key",
  label: say("Primary key on or off"),
  group: "Column",
  on: ["column"],
  icon: "key",
  shortcuts: ["Alt+K"],
  enabled: app => app.selection.of(app.store.diagram, "column").length > 0,
  run(app) {
    const act = toggleKey(app.store.diagram, app.selection.of(app.store.diagram, "column"));
    if (act) app.submit(act.label, act.ops);
  },
};
