/**
 * Relates two selected tables: the second refers to the first, unless only the first has a
 * column that is named for it. With nothing to relate it takes the relationship tool.
 * @module
 */

import { say } from "../say.js";
import { foreignName, keyColumns, planRelation, planSentence, relate } from "./batch/relate.js";

/** @typedef {import("../model/diagram.js").Table} Table */

/**
 * Whether the child has a column named as a reference to the parent.
 * @param {Table} child
 * @param {Table} parent
 */
const refers = (child, parent) =>
  keyColumns(parent).some(k =>
    child.columns.some(c => !c.fk && c.name.toLowerCase() === foreignName(parent.name, k.name).toLowerCase()),
  );

/** @type {import("./command.js").Command} */
export const relateCommand = {
  id: "relate",
  label: say("Relate two tables"),
  group: "Draw",
  on: ["table"],
  icon: "relation",
  shortcuts: ["R"],
  run(app) {
    const d = app.store.diagram;
    const columns = app.selection.of(d, "column");
    const [a, b] = app.selection.tables(d);
    if (!a || !b || app.selection.size !== 2) {
      app.setTool("relationship");
      return;
    }
    const [first, second] = refers(a, b) && !refers(b, a) ? [a, b] : [b, a];
    const from = { table: first.id, ...(columns.length === 2 ? { column: columns[first === a ? 0 : 1] ?? "" } : {}) };
    const to = { table: second.id, ...(columns.length === 2 ? { column: columns[first === a ? 1 : 0] ?? "" } : {}) };
    const plan = planRelation(d, from, to) ?? planRelation(d, to, from);
    if (!plan) {
      app.toast(say`${second.name} has no primary key to refer to. Select its key column and press Alt+K.`);
      return;
    }
    const act = relate(d, plan);
    if (!app.submit(act.label, act.ops)) return;
    if (act.id) app.selection.set([act.id]);
    app.toast(`${planSentence(plan)}.`, {
      action: say("Flip"),
      run: () => app.run("flip-relationship", { id: act.id }),
    });
  },
};
