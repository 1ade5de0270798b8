/** Adds a view at the pointer, its name ready to be typed. @module */

import { say } from "../say.js";
import { addTable } from "./batch/table.js";

/** @type {import("./command.js").Command} */
export const addView = {
  id: "add-view",
  label: say("Add view"),
  group: "Draw",
  on: ["empty"],
  icon: "view",
  shortcuts: ["Shift+T"],
  run(app, args) {
    const at = /** @type {{x: number, y: number} | undefined} */ (args.at) ?? app.view.pointer();
    const act = addTable(app.store.diagram, at, "view", "view");
    if (!app.submit(act.label, act.ops)) return;
    app.selection.set([act.id]);
    app.view.editName(act.id);
  },
};
