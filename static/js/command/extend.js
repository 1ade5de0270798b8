/** Selecting several columns of a table by the keyboard. @module */

import { say } from "../say.js";

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
 * Selects the column whose row is below (1) or above (-1) the one selected last, too.
 * @param {App} app
 * @param {number} dy
 */
export function extend(app, dy) {
  const [table] = app.selection.tables(app.store.diagram);
  if (!table) return;
  const ids = [...app.selection.ids];
  const rows = app.view.rows(table);
  const at = rows.indexOf(ids.at(-1) ?? "");
  const next = at < 0 ? undefined : rows[at + dy];
  if (!next) return;
  // Back over what was selected last lets go of it.
  if (app.selection.has(next)) app.selection.set(ids.slice(0, -1));
  else app.selection.set([...ids, next]);
  app.announce(say`${app.selection.size} columns selected.`);
}
