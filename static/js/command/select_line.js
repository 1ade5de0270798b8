/**
 * Selects a line of the selected table or column, and the next one when pressed again: the
 * way to relationships without a pointer. What the line says is told.
 * @module
 */

import { bothWays } from "../model/relationship.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").ID} ID */

/**
 * The lines of a thing, in their order: of a column those that it is part of, of a line
 * those of its child.
 * @param {App} app
 * @param {ID} id
 * @returns {ID[]}
 */
function linesOf(app, id) {
  const d = app.store.diagram;
  const own = d.object(id, "relationship")?.props.ends[0]?.table;
  const column = d.kind(id) === "column";
  const lines = d.relationshipsOf(own ?? d.tableOf(id)?.id ?? "");
  return d.all("relationship").flatMap(r => {
    const part = !column || r.props.pairs.some(p => p.from === id || p.to === id);
    return lines.has(r.id) && part ? [r.id] : [];
  });
}

/** @type {import("./command.js").Command} */
export const selectLine = {
  id: "select-line",
  label: "Go to the next relationship of this",
  group: "View",
  icon: "relation",
  shortcuts: ["L"],
  enabled: app => linesOf(app, app.selection.single).length > 0,
  run(app) {
    const d = app.store.diagram;
    const lines = linesOf(app, app.selection.single);
    const next = lines[(lines.indexOf(app.selection.single) + 1) % lines.length] ?? "";
    app.run("reveal", { id: next });
    const r = d.object(next, "relationship")?.props;
    if (r) app.announce(bothWays(d, r));
  },
};
