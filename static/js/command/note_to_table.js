/** Reads a note as a table: its first line is the name, the others are columns. @module */

import { say } from "../say.js";
import { noteToTable } from "./batch/reading.js";

/** @type {import("./command.js").Command} */
export const noteToTableCommand = {
  id: "note-to-table",
  label: say("This is a table"),
  group: "Draw",
  on: ["note"],
  icon: "table",
  enabled: app => app.store.diagram.kind(app.selection.single) === "note",
  run(app) {
    const act = noteToTable(app.store.diagram, app.selection.single);
    if (act && app.submit(act.label, act.ops)) app.selection.set([act.id]);
  },
};
