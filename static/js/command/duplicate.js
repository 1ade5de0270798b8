/** Copies what is selected, a step to the right and down. @module */

import { duplicateColumns } from "./batch/column.js";
import { copyText, pasteText } from "./batch/table.js";

/** @type {import("./command.js").Command} */
export const duplicate = {
  id: "duplicate",
  label: "Duplicate",
  group: "Edit",
  on: ["table", "column", "note", "frame"],
  icon: "copy",
  shortcuts: ["Ctrl+D"],
  enabled: app => app.selection.size > 0,
  run(app) {
    const d = app.store.diagram;
    const columns = [...app.selection.ids].filter(id => d.kind(id) === "column");
    if (columns.length === app.selection.size) {
      const act = duplicateColumns(d, columns);
      if (act && app.submit(act.label, act.ops)) app.selection.set(act.made);
      return;
    }
    const ids = [...app.selection.ids].map(id => (d.kind(id) === "column" ? (d.tableOf(id)?.id ?? id) : id));
    const act = pasteText(d, copyText(d, ids), null);
    if (act && app.submit(act.label.replace("Paste", "Duplicate"), act.ops)) app.selection.set(act.made);
  },
};
