/** Copies what is selected, a step to the right and down. @module */

import { say } from "../say.js";
import { duplicateColumns } from "./batch/column.js";
import { counted } from "../model/noun.js";
import { copyText, pasteText } from "./batch/table.js";

/** @type {import("./command.js").Command} */
export const duplicate = {
  id: "duplicate",
  label: say("Duplicate"),
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
    const ids = new Set([...app.selection.ids].map(id => (d.kind(id) === "column" ? (d.tableOf(id)?.id ?? id) : id)));
    const tables = [...ids].filter(id => d.kind(id) === "table").length;
    const act = pasteText(d, copyText(d, [...ids]), null);
    const label = tables > 0 ? say`Duplicate ${counted(tables, "table")}` : say("Duplicate");
    if (act && app.submit(label, act.ops)) app.selection.set(act.made);
  },
};
