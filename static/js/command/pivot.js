/** Joins two selected tables by a pivot table, or turns a drawn many-to-many into one. @module */

import { say } from "../say.js";
import { makePivot, manyToManyEnds } from "./batch/pivot.js";

/** @type {import("./command.js").Command} */
export const pivot = {
  id: "pivot",
  label: say("Add pivot table between two tables"),
  group: "Draw",
  on: ["table", "relationship"],
  icon: "m2m",
  shortcuts: ["M"],
  offered(app) {
    const d = app.store.diagram;
    const line = app.selection.of(d, "relationship")[0];
    return line ? manyToManyEnds(d, line) !== null : app.selection.tables(d).length === 2;
  },
  run(app) {
    const d = app.store.diagram;
    const line = app.selection.of(d, "relationship")[0];
    const drawn = line ? manyToManyEnds(d, line) : null;
    const tables = app.selection.tables(d).map(t => t.id);
    const [a, b] = drawn ?? tables;
    if (!a || !b) {
      app.toast(
        say("Select two tables, or a many-to-many line, and press M. Or drag one card to another with Alt held."),
      );
      return;
    }
    const act = makePivot(d, a, b, drawn ? line : undefined);
    if (!act) app.toast(say("Both tables need a primary key before a pivot table can join them."));
    else if (app.submit(act.label, act.ops)) app.selection.set([act.id]);
  },
};
