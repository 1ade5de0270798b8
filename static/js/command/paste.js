/**
 * Puts copied tables at the pointer. Any other text becomes columns of the selected
 * table, one for each line; a text that is a schema of its own (SQL, DBML, Mermaid, Prisma, cells of
 * a spreadsheet) is offered as a diagram. The paste event brings the text; see editor.js.
 * @module
 */

import { importFile } from "../import_file.js";
import { schemaText } from "../model/pasted_text.js";
import { parseLines } from "../model/typed_line.js";
import { addColumns } from "./batch/column.js";
import { pasteText } from "./batch/table.js";

/** @type {import("./command.js").Command} */
export const paste = {
  id: "paste",
  label: "Paste",
  group: "Edit",
  hidden: true,
  run(app, args) {
    const text = typeof args.text === "string" ? args.text : "";
    const d = app.store.diagram;
    const things = pasteText(d, text, app.view.pointer());
    if (things) {
      if (app.submit(things.label, things.ops)) app.selection.set(things.made);
      return;
    }
    const tables = app.selection.tables(d);
    const lines = parseLines(text);
    const only = tables.length === 1 ? tables[0] : undefined;
    // The lines of one table are its columns; more than that is a schema of its own.
    const schema = schemaText(text, !only);
    if (schema) {
      app.toast(`This is ${schema.title}, not columns.`, {
        action: "Open as a new diagram",
        run: () => void importFile(new File([text], schema.file, { type: "text/plain" })),
      });
      return;
    }
    const act = only && lines.length > 0 ? addColumns(d, only.id, lines) : null;
    if (act) app.submit(act.label, act.ops);
    else if (text.trim() !== "") app.toast("Select one table first: pasted lines become its columns.");
  },
};
