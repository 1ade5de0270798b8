/** Selects the column above or below along with those that are selected. @module */

/** @typedef {import("../app.js").App} App */

/**
 * Whether nothing but columns of one table is selected.
 * @param {App} app
 */
export function onlyColumns(app) {
  const d = app.store.diagram;
  const { size } = app.selection;
  return size > 0 && app.selection.of(d, "column").length === size && app.selection.tables(d).length === 1;
}

/**
 * @param {"up" | "down"} way
 * @returns {import("./command.js").Command}
 */
const extend = way => ({
  id: `extend-${way}`,
  label: `Select the column ${way === "up" ? "above" : "below"}, too`,
  group: "Column",
  hidden: true,
  enabled: onlyColumns,
  run(app) {
    const d = app.store.diagram;
    const rows = [...app.selection.ids].flatMap(id => d.column(id)?.index ?? []);
    const [table] = app.selection.tables(d);
    const last = rows.at(-1) ?? 0;
    const next = table?.columns[last + (way === "up" ? -1 : 1)];
    if (!next) return;
    const ids = [...app.selection.ids];
    // Back over what was selected last lets go of it.
    if (app.selection.has(next.id)) app.selection.set(ids.slice(0, -1));
    else app.selection.set([...ids, next.id]);
    app.announce(`${app.selection.size} columns selected.`);
  },
});

export const extendCommands = [extend("up"), extend("down")];
