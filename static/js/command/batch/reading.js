/**
 * Corrections of what was read from a drawing: a text that is a table, a table that is
 * none, columns that a line does not join. No DOM.
 * @module
 */

import { say } from "../../say.js";
import { Diagram } from "../../model/diagram.js";
import { newID } from "../../model/id.js";
import { parseLine } from "../../model/typed_line.js";
import { addColumns } from "./column.js";
import { freeName, lastOrder, put, remove, set } from "./ops.js";
import { removeThings } from "./remove.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../command.js").Act} Act */

/** A note that is made of a table is as wide as a card and has so much for a line of text. */
const LINE = 20;

/**
 * Makes a table of a note: its first line is the name, the others are columns.
 * @param {Diagram} diagram
 * @param {ID} id
 * @returns {(Act & {id: ID}) | null}
 */
export function noteToTable(diagram, id) {
  const note = diagram.object(id, "note");
  if (!note) return null;
  const [first = "", ...rest] = note.props.text
    .split("\n")
    .map(l => l.trim())
    .filter(l => l !== "");
  const taken = diagram.all("table").map(t => t.props.name);
  const name = freeName(first.replace(/[:;]$/, "").trim() || "table", taken);
  const table = newID();
  /** @type {Op[]} */
  const ops = [
    put("table", table, "", lastOrder(diagram, "table"), { name, pos: note.props.pos, source: note.props.source }),
  ];
  const lines = rest.map(parseLine).filter(l => l !== null);
  const fork = diagram.document.fork();
  fork.apply(ops);
  const columns = addColumns(new Diagram(fork), table, lines);
  return { label: say`Read ${name} as a table`, ops: [remove(id), ...ops, ...(columns?.ops ?? [])], id: table };
}

/**
 * Makes a note of a table: its name and its columns are the lines. Relationships to it go.
 * @param {Diagram} diagram
 * @param {ID} id
 * @returns {(Act & {id: ID, also: string[]}) | null}
 */
export function tableToNote(diagram, id) {
  const t = diagram.table(id);
  const gone = removeThings(diagram, [id]);
  if (!t || !gone) return null;
  const note = newID();
  const lines = [t.name, ...t.columns.map(c => `${c.name} ${c.type}`.trim())];
  const props = {
    text: lines.join("\n"),
    pos: t.props.pos,
    size: { w: t.box.w, h: (lines.length + 1) * LINE },
    source: t.props.source,
  };
  return {
    label: say`Read ${t.name} as a note`,
    ops: [...gone.ops, put("note", note, "", lastOrder(diagram, "note"), props)],
    id: note,
    also: gone.also,
  };
}

/**
 * Lets the columns of a relationship go; the line stays.
 * @param {Diagram} diagram
 * @param {ID} id
 * @returns {Act | null}
 */
export function unpair(diagram, id) {
  const r = diagram.object(id, "relationship");
  if (!r || r.props.pairs.length === 0) return null;
  return { label: say("Take the columns off the line"), ops: [set(id, "relationship", "pairs", [])] };
}
