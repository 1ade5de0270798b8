/** Moves the selected columns up or down. @module */

import { say } from "../say.js";
import { moveColumns } from "./batch/column.js";

/**
 * @param {string} id
 * @param {string} label
 * @param {string} shortcut
 * @param {-1 | 1} by
 * @returns {import("./command.js").Command}
 */
const mover = (id, label, shortcut, by) => ({
  id,
  label,
  group: "Column",
  shortcuts: [shortcut],
  on: ["column"],
  enabled: app => app.selection.of(app.store.diagram, "column").length > 0,
  run(app) {
    const act = moveColumns(app.store.diagram, app.selection.of(app.store.diagram, "column"), by);
    if (act) app.submit(act.label, act.ops);
  },
});

export const moveColumnUp = mover("move-column-up", say("Move column up"), "Alt+ArrowUp", -1);
export const moveColumnDown = mover("move-column-down", say("Move column down"), "Alt+ArrowDown", 1);
