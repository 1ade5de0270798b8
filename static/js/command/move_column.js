/** Moves the selected column up or down. @module */

import { moveColumn } from "./batch/column.js";

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
  enabled: app => app.store.diagram.kind(app.selection.single) === "column",
  run(app) {
    const act = moveColumn(app.store.diagram, app.selection.single, by);
    if (act) app.submit(act.label, act.ops);
  },
});

export const moveColumnUp = mover("move-column-up", "Move column up", "Alt+ArrowUp", -1);
export const moveColumnDown = mover("move-column-down", "Move column down", "Alt+ArrowDown", 1);
