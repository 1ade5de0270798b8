/** Copies tables, notes and frames to the clipboard as text. @module */

import { copyText } from "./batch/table.js";

/** @type {import("./command.js").Command} */
export const copy = {
  id: "copy",
  label: "Copy",
  group: "Edit",
  native: true,
  icon: "copy",
  shortcuts: ["Ctrl+C"],
  enabled: app => app.selection.size > 0,
  run(app) {
    const d = app.store.diagram;
    const ids = [...app.selection.ids].map(id => (d.kind(id) === "column" ? (d.tableOf(id)?.id ?? id) : id));
    const text = copyText(d, ids);
    if (text === "") return;
    navigator.clipboard.writeText(text).then(
      () => app.announce("Copied."),
      () => app.toast("The browser did not allow copying.", { kind: "error" }),
    );
  },
};
