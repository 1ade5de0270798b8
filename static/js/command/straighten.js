/** Moves the selected cards, or all, by little, so that their lines run straight. @module */

import { say } from "../say.js";
import { straighten } from "./batch/arrange.js";

/** @type {import("./command.js").Command} */
export const straightenCommand = {
  id: "tidy-lines",
  label: say("Tidy lines"),
  group: "Arrange",
  icon: "straight",
  shortcuts: ["Alt+L"],
  on: ["table", "empty"],
  enabled: app => app.store.diagram.relationshipIDs.size > 0,
  run(app) {
    const d = app.store.diagram;
    const selected = app.selection.tables(d).map(t => t.id);
    const ids = selected.length > 0 ? selected : [...d.tableIDs];
    const act = straighten(d, ids);
    const before = new Map(ids.map(id => [id, d.table(id)?.props.pos ?? { x: 0, y: 0 }]));
    if (!act || !app.submit(act.label, act.ops)) {
      app.announce(say("No line becomes straighter by moving a card a little."));
      return;
    }
    app.view.ease(before);
    app.announce(act.label);
  },
};
