/** Reads a table as a note: a box that was none. @module */

import { say } from "../say.js";
import { wentAlong } from "./went_along.js";
import { tableToNote } from "./batch/reading.js";

/** @type {import("./command.js").Command} */
export const tableToNoteCommand = {
  id: "table-to-note",
  label: say("This is a note"),
  group: "Draw",
  on: ["table"],
  icon: "note",
  enabled: app => app.store.diagram.kind(app.selection.single) === "table",
  run(app) {
    const act = tableToNote(app.store.diagram, app.selection.single);
    if (!act || !app.submit(act.label, act.ops)) return;
    app.selection.set([act.id]);
    if (act.also.length > 0)
      app.toast(wentAlong(act.label, act.also), {
        action: say("Undo"),
        run: () => app.undo(),
      });
  },
};
