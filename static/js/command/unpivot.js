/** Turns a pivot table back into the many-to-many line that it stands for. @module */

import { say } from "../say.js";
import { pivotLines, unpivot } from "./batch/unpivot.js";

/** @type {import("./command.js").Command} */
export const unpivotCommand = {
  id: "unpivot",
  label: say("Un-pivot to a many-to-many line"),
  group: "Draw",
  icon: "m2m",
  shortcuts: ["Shift+M"],
  on: ["table"],
  enabled: app => pivotLines(app.store.diagram, app.selection.single) !== null,
  run(app) {
    const act = unpivot(app.store.diagram, app.selection.single);
    if (act && app.submit(act.label, act.ops)) app.selection.set([act.id]);
  },
};
