/** Deletes what is selected, and says what goes along. @module */

import { say } from "../say.js";
import { removeThings } from "./batch/remove.js";
import { wentAlong } from "./went_along.js";

/** @type {import("./command.js").Command} */
export const deleteCommand = {
  id: "delete",
  label: say("Delete"),
  group: "Edit",
  on: ["table", "column", "relationship", "note", "frame"],
  icon: "trash",
  shortcuts: ["Delete", "Backspace"],
  enabled: (app, args) => Array.isArray(args.ids) || app.selection.size > 0,
  run(app, args) {
    const ids = Array.isArray(args.ids) ? args.ids : [...app.selection.ids];
    const d = app.store.diagram;
    const columns = ids.map(id => d.column(id)).filter(h => h !== undefined);
    const act = removeThings(d, ids);
    if (!act || !app.submit(act.label, act.ops)) return;
    // After a column its neighbour is selected, so that Delete can go on.
    const near = columns[0]
      ? (columns[0].table.columns[columns[0].index + 1] ?? columns[0].table.columns[columns[0].index - 1])
      : undefined;
    app.selection.set(near && app.store.diagram.column(near.id) ? [near.id] : []);
    if (act.also.length > 0) {
      app.toast(wentAlong(act.done, act.also), { action: say("Undo"), run: () => app.undo() });
    } else app.announce(`${act.done}.`);
  },
};
