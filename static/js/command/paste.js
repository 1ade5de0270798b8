/**
 * Puts what was copied at the pointer. Any other text becomes what it looks like: a schema
 * (SQL, DBML, Mermaid, Prisma, cells of a spreadsheet) tables, lines columns of the
 * selected table, lines below names tables, and anything else a note. One act in each
 * case. The paste event brings the text; see keyboard.js.
 * @module
 */

import { number, say } from "../say.js";
import { pasted } from "../clipboard.js";
import { cutText } from "../model/limits.js";
import { schemaText } from "../model/pasted_text.js";
import { MAX_TEXT } from "../model/schema.js";
import { parseLines } from "../model/typed_line.js";
import { post } from "../request.js";
import { addColumns } from "./batch/column.js";
import { pasteTables } from "./batch/lines.js";
import { addNote, pasteText } from "./batch/table.js";
import { freeName, set } from "./batch/ops.js";

/** @typedef {import("../app.js").App} App */

/** @type {import("./command.js").Command} */
export const paste = {
  id: "paste",
  label: say("Paste"),
  group: "Edit",
  native: true,
  shortcuts: ["Ctrl+V"],
  run(app, args) {
    if (typeof args.text === "string") put(app, args.text);
    else
      navigator.clipboard.readText().then(
        text => put(app, text),
        () => app.toast(say("The browser did not allow reading the clipboard. Press Ctrl+V instead.")),
      );
  },
};

/**
 * @param {App} app
 * @param {string} text
 */
function put(app, text) {
  if (text.trim() === "") return;
  const d = app.store.diagram;
  const at = app.view.pointer();
  const things = pasteText(d, pasted(text), at);
  if (things) {
    keep(app, things);
    return;
  }
  const tables = app.selection.tables(d);
  const only = tables.length === 1 ? tables[0] : undefined;
  // The lines of one table are its columns; more than that is a schema of its own.
  const schema = schemaText(text, !only);
  if (schema) {
    void read(app, text, schema);
    return;
  }
  const made = pasteTables(d, text, at);
  if (made) keep(app, made);
  else if (only) columns(app, only, text);
  else note(app, text, at);
}

/**
 * @param {App} app
 * @param {(import("./command.js").Act & {made: string[]})} act
 */
function keep(app, act) {
  if (app.submit(act.label, act.ops)) app.selection.set(act.made);
}

/**
 * Has the server read a schema.
 * @param {App} app
 * @param {string} text
 * @param {{title: string, file: string}} schema
 */
async function read(app, text, schema) {
  try {
    const { ops } = await post("/read", { name: schema.file, text });
    const act = pasteText(app.store.diagram, JSON.stringify({ crowsfoot: 1, ops }), app.view.pointer());
    if (act) keep(app, act);
  } catch (e) {
    app.toast(say`This looks like ${schema.title}. ${/** @type {Error} */ (e).message}`, { kind: "error" });
  }
}

/**
 * @param {App} app
 * @param {import("../model/diagram.js").Table} table
 * @param {string} text
 */
function columns(app, table, text) {
  const d = app.store.diagram;
  const names = table.columns.map(c => c.name);
  const lines = parseLines(text).map(l => {
    const name = freeName(l.name, names);
    names.push(name);
    return { ...l, name };
  });
  const act = addColumns(d, table.id, lines, app.selection.of(d, "column").at(-1));
  if (act) app.submit(act.label, act.ops);
}

/** Characters in a line of a note, and its height; about. */
const WIDTH = 34;
const LINE = 20;

/**
 * @param {App} app
 * @param {string} text
 * @param {import("../model/geometry.js").Point} at
 */
function note(app, text, at) {
  const whole = text.replaceAll("\r\n", "\n").trim();
  const cut = cutText(whole, MAX_TEXT);
  const rows = cut.split("\n").reduce((sum, l) => sum + Math.max(1, Math.ceil(l.length / WIDTH)), 0);
  const act = addNote(app.store.diagram, {
    x: at.x,
    y: at.y,
    w: 260,
    h: Math.min(Math.max(60, (rows + 1) * LINE), 600),
  });
  if (!app.submit(say("Paste note"), [...act.ops, set(act.id, "note", "text", cut)])) return;
  app.selection.set([act.id]);
  app.toast(
    cut === whole ? say("Pasted as a note.") : say`Pasted as a note, cut after ${number([...cut].length)} characters.`,
    { action: say("Make it a table"), run: () => app.run("note-to-table") },
  );
}
