/** Adds a table at the pointer, its name ready to be typed. @module */

import { say } from "../say.js";
import { addTable } from "./batch/table.js";

/** @type {import("./command.js").Command} */
export const addTableCommand = {
  id: "add-table",
  label: say("Add table"),
  group: "Draw",
  on: ["empty"],
  icon: "table",
  shortcuts: ["T"],
  run(app, args) {
    const at = /** @type {{x: number, y: number} | undefined} */ (args.at) ?? app.view.pointer();
    const act = addTable(app.store.diagram, at, typeof args.name === "string" ? args.name : undefined);
    if (!app.submit(act.label, act.ops)) return;
    app.selection.set([act.id]);
    app.view.editName(act.id);
  },
};
