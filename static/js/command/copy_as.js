/** Copies the selected tables, or all, for another program: as SQL or as plain lines. @module */

import { say } from "../say.js";
import { post } from "../request.js";
import { linesText } from "./batch/lines.js";

/** @typedef {import("../app.js").App} App */

/**
 * The selected tables, else all.
 * @param {App} app
 */
function tables(app) {
  const d = app.store.diagram;
  const chosen = app.selection.tables(d).map(t => t.id);
  return chosen.length > 0 ? chosen : d.all("table").map(t => t.id);
}

/**
 * Text that is still to come may be copied all the same: the browser waits for it.
 * @param {App} app
 * @param {Promise<string>} text
 */
async function give(app, text) {
  try {
    const blob = text.then(t => new Blob([t], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    app.announce(say("Copied."));
  } catch (e) {
    const why = await text.then(
      () => say("The browser did not allow copying."),
      x => /** @type {Error} */ (x).message,
    );
    app.toast(why || String(e), { kind: "error" });
  }
}

/** @type {import("./command.js").Command} */
const copyAsSQL = {
  id: "copy-as-sql",
  label: say("Copy as SQL"),
  group: "Export",
  on: ["table"],
  icon: "copy",
  shortcuts: ["Ctrl+Alt+C"],
  enabled: app => app.store.diagram.tableIDs.size > 0,
  run(app) {
    const dialect = app.store.diagram.settings.dialect || "postgres";
    const script = post(`${app.root}/ddl/part`, { dialect, tables: tables(app) });
    void give(
      app,
      script.then(answer => answer.sql),
    );
  },
};

/** @type {import("./command.js").Command} */
const copyAsText = {
  id: "copy-as-text",
  label: say("Copy as text"),
  group: "Export",
  on: ["table"],
  icon: "copy",
  shortcuts: ["Ctrl+Shift+C"],
  enabled: app => app.store.diagram.tableIDs.size > 0,
  run: app => void give(app, Promise.resolve(linesText(app.store.diagram, tables(app)))),
};

export const copyAsCommands = [copyAsSQL, copyAsText];
