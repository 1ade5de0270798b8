/**
 * Tables as text that people write, too: the name of a table, and below it, indented, a
 * line for each of its columns.
 *
 *   orders
 *     id uuid pk
 *     user_id uuid ! -> users.id
 *
 * @module
 */

import { say } from "../../say.js";
import { Diagram } from "../../model/diagram.js";
import { CARD_WIDTH, HEADER_HEIGHT, ROW_HEIGHT } from "../../model/schema.js";
import { counted } from "../../model/noun.js";
import { pathOf } from "../../model/relationship.js";
import { formatLine, parseLine } from "../../model/typed_line.js";
import { addColumns, editColumn } from "./column.js";
import { addTable } from "./table.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../../model/typed_line.js").TypedLine} TypedLine */
/** @typedef {import("../../model/geometry.js").Point} Point */
/** @typedef {import("../command.js").Act} Act */

/**
 * Things as text: tables and columns as lines, notes as what they say, relationships as
 * their columns.
 * @param {Diagram} diagram
 * @param {Iterable<ID>} ids
 */
export function linesText(diagram, ids) {
  const parts = [];
  /** @type {string[]} */
  const rows = [];
  for (const id of ids) {
    const table = diagram.table(id);
    const column = diagram.column(id);
    const note = diagram.object(id, "note");
    const line = diagram.object(id, "relationship");
    if (table)
      parts.push([quoted(table.name), ...table.columns.map(c => `  ${lineOf(diagram, table.id, c)}`)].join("\n"));
    else if (column) rows.push(lineOf(diagram, column.table.id, column.column));
    else if (note) parts.push(note.props.text);
    else if (line) rows.push(pathOf(diagram, line.props));
  }
  if (rows.length > 0) parts.push(rows.join("\n"));
  return parts.join("\n\n");
}

/**
 * @param {Diagram} diagram
 * @param {ID} table
 * @param {import("../../model/diagram.js").Column} c
 */
function lineOf(diagram, table, c) {
  const p = c.object.props;
  let target = "";
  for (const id of diagram.relationshipsOf(table)) {
    const r = diagram.object(id, "relationship")?.props;
    const to = r?.ends[0]?.table === table && r.pairs.length === 1 && r.pairs[0]?.from === c.id && r.pairs[0].to;
    const hit = to ? diagram.column(to) : undefined;
    if (hit) target = `${quoted(hit.table.name)}.${quoted(hit.column.name)}`;
  }
  const line = formatLine({ ...c, default: p.default }, target);
  const auto = p.identity ? `${line} auto` : line;
  return p.comment ? `${auto} -- ${p.comment.replace(/\s+/g, " ")}` : auto;
}

/** @param {string} name */
const quoted = name => (/^[\p{L}\p{N}_$#]+$/u.test(name) ? name : `"${name.replaceAll('"', "'")}"`);

/**
 * Reads such a text; null when it is something else: every line below a name must be
 * indented, and there must be some.
 * @param {string} text
 * @returns {{name: string, lines: TypedLine[]}[] | null}
 */
export function readTables(text) {
  /** @type {{name: string, lines: TypedLine[]}[]} */
  const tables = [];
  for (const row of text.split(/\r\n?|\n/)) {
    if (row.trim() === "") continue;
    if (/^\s/.test(row)) {
      const line = parseLine(row);
      const table = tables.at(-1);
      if (!table) return null;
      if (line) table.lines.push(line);
      continue;
    }
    const name = parseLine(row.replace(/:\s*$/, ""));
    if (!name?.nameOnly) return null;
    tables.push({ name: name.name, lines: [] });
  }
  return tables.some(t => t.lines.length > 0) ? tables : null;
}

/** Cards made of text stand in rows of so many. */
const PER_ROW = 4;

/**
 * Makes the tables of a text, around a point. References among them and to tables that are
 * there already come with them.
 * @param {Diagram} diagram
 * @param {string} text
 * @param {Point} at
 * @returns {(Act & {made: ID[]}) | null}
 */
export function pasteTables(diagram, text, at) {
  const tables = readTables(text);
  if (!tables) return null;
  const fork = diagram.document.fork();
  const now = new Diagram(fork);
  /** @type {Op[]} */
  const ops = [];
  /** @type {ID[]} */
  const made = [];
  const apply = (/** @type {readonly Op[]} */ more) => {
    ops.push(...more);
    now.update(fork.apply(more).changed);
  };
  const tallest = Math.max(...tables.map(t => t.lines.length));
  for (const [i, t] of tables.entries()) {
    const place = {
      x: at.x + (i % PER_ROW) * (CARD_WIDTH + 80),
      y: at.y + Math.floor(i / PER_ROW) * (HEADER_HEIGHT + tallest * ROW_HEIGHT + 80),
    };
    const act = addTable(now, place, t.name);
    apply(act.ops);
    made.push(act.id);
  }
  // A name that is taken gets a number; references among the tables of the text follow.
  // Of two tables of one name the first is meant.
  const named = new Map(
    tables
      .map((t, i) => /** @type {const} */ ([t.name.toLowerCase(), now.table(made[i] ?? "")?.name ?? t.name]))
      .reverse(),
  );
  // Keys come first, so that references find them whatever the order of the tables.
  for (const [i, t] of tables.entries()) {
    const columns = addColumns(
      now,
      made[i] ?? "",
      t.lines.map(l => ({ ...l, target: null })),
    );
    if (columns) apply(columns.ops);
  }
  for (const [i, t] of tables.entries()) {
    for (const [n, line] of t.lines.entries()) {
      const column = now.table(made[i] ?? "")?.columns[n];
      if (!column || !line.target) continue;
      const table = named.get(line.target.table.toLowerCase()) ?? line.target.table;
      const link = editColumn(now, column.id, { ...line, target: { ...line.target, table } });
      if (link) apply(link.ops);
    }
  }
  return { label: say`Paste ${counted(tables.length, "table")}`, ops, made };
}
