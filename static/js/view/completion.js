/**
 * What could come next in a line that is being typed: types behind the name, tables and
 * columns behind "->". No DOM.
 * @module
 */

import { foreignName, keyColumns } from "../command/batch/relate.js";
import { words } from "../model/typed_line.js";

/** @typedef {import("../model/diagram.js").Diagram} Diagram */

/**
 * @typedef {object} Choice
 * @property {string} text replaces the word
 * @property {string} label
 * @property {string} detail in muted type
 * @property {string} icon
 */

/** @typedef {{start: number, end: number, word: string, choices: Choice[]}} Completion */

/** Common types, the ones of a dialect first. @type {Record<string, readonly string[]>} */
const TYPES = {
  postgres: [
    "integer",
    "bigint",
    "text",
    "varchar(255)",
    "uuid",
    "boolean",
    "timestamptz",
    "date",
    "numeric(10,2)",
    "jsonb",
    "bigserial",
    "smallint",
    "double precision",
    "bytea",
    "time",
    "interval",
    "inet",
    "char(2)",
  ],
  mysql: [
    "int",
    "bigint",
    "varchar(255)",
    "text",
    "tinyint(1)",
    "datetime",
    "timestamp",
    "date",
    "decimal(10,2)",
    "json",
    "enum()",
    "smallint",
    "double",
    "blob",
    "char(2)",
    "int unsigned",
  ],
  sqlite: ["integer", "text", "real", "numeric", "blob", "date", "datetime", "boolean", "varchar(255)"],
  sqlserver: [
    "int",
    "bigint",
    "nvarchar(255)",
    "varchar(255)",
    "bit",
    "datetime2",
    "date",
    "decimal(10,2)",
    "uniqueidentifier",
    "nvarchar(max)",
    "float",
    "varbinary(max)",
  ],
  oracle: [
    "number",
    "number(10)",
    "varchar2(255)",
    "clob",
    "date",
    "timestamp",
    "number(10,2)",
    "blob",
    "raw(16)",
    "char(1)",
  ],
};

const MOST = 7;

/**
 * The choices at a caret, or null when there are none.
 * @param {Diagram} diagram
 * @param {string} text
 * @param {number} caret
 * @returns {Completion | null}
 */
export function complete(diagram, text, caret) {
  const before = words(text.slice(0, caret));
  const last = before.at(-1);
  const open = last && last.end === caret && !/^(->|=>|→|=)$/.test(last.text) ? last : undefined;
  const done = open ? before.slice(0, -1) : before;
  const word = open?.text ?? "";
  const start = open?.start ?? caret;
  const tail = /^[^\s,;]*/.exec(text.slice(caret))?.[0].length ?? 0;
  const end = caret + (open ? tail : 0);
  const previous = done.at(-1)?.text.toLowerCase();
  if (previous === "->" || previous === "→" || previous === "=>" || previous === "references") {
    return wrap(targets(diagram, word, done[0]?.text ?? ""), start, end, word);
  }
  if (done.length === 1 && (word !== "" || caret > 0)) return wrap(types(diagram, word), start, end, word);
  return null;
}

/**
 * @param {Choice[]} choices
 * @param {number} start
 * @param {number} end
 * @param {string} word
 * @returns {Completion | null}
 */
function wrap(choices, start, end, word) {
  // A word that is complete already needs no list.
  if (choices.length === 0 || (choices.length === 1 && choices[0]?.text === word)) return null;
  return { start, end, word, choices };
}

/**
 * Keys that the line may refer to; the one that its column is named for comes first.
 * @param {Diagram} diagram
 * @param {string} word
 * @param {string} column
 * @returns {Choice[]}
 */
function targets(diagram, word, column) {
  const [tablePart = "", columnPart] = word.toLowerCase().split(".");
  /** @type {Choice[]} */
  const out = [];
  const names = diagram.tables().filter(t => t.name.toLowerCase().includes(tablePart));
  const meant = (/** @type {import("../model/diagram.js").Table} */ t) =>
    keyColumns(t).some(k => foreignName(t.name, k.name) === column) ? 0 : 1;
  names.sort(
    (a, b) => meant(a) - meant(b) || rank(a.name, tablePart) - rank(b.name, tablePart) || (a.name < b.name ? -1 : 1),
  );
  for (const t of names) {
    for (const c of t.columns) {
      const key = c.pk || c.unique;
      if (columnPart === undefined ? !key : !c.name.toLowerCase().startsWith(columnPart)) continue;
      const name = /[^\p{L}\p{N}_$]/u.test(t.name) ? `"${t.name}"` : t.name;
      out.push({
        text: `${name}.${c.name}`,
        label: `${t.name}.${c.name}`,
        detail: c.type,
        icon: c.pk ? "key" : c.unique ? "unique" : "column",
      });
      if (out.length >= MOST) return out;
    }
  }
  return out;
}

/**
 * @param {Diagram} diagram
 * @param {string} word
 * @returns {Choice[]}
 */
function types(diagram, word) {
  if (/^[!?u]{1,3}$|^pk$|\(/.test(word)) return [];
  const low = word.toLowerCase();
  return typesOf(diagram)
    .filter(t => t.text.toLowerCase().includes(low))
    .sort((a, b) => rank(a.text, low) - rank(b.text, low))
    .slice(0, MOST)
    .map(t => ({ text: t.text, label: t.text, detail: t.detail, icon: "column" }));
}

/**
 * Types that columns may have: those of the diagram itself, then the common ones.
 * @param {Diagram} diagram
 */
export function typesOf(diagram) {
  const dialect = diagram.settings.dialect === "mariadb" ? "mysql" : diagram.settings.dialect || "postgres";
  const own = diagram
    .all("domain")
    .map(d => ({ text: d.props.name, detail: d.props.values.length > 0 ? "enumeration" : d.props.type }));
  /** @type {Map<string, {text: string, detail: string}>} */
  const used = new Map();
  const common = (TYPES[dialect] ?? TYPES.postgres ?? []).map(t => ({ text: t, detail: "" }));
  for (const t of [...own, ...common]) if (!used.has(t.text)) used.set(t.text, t);
  return [...used.values()];
}

/**
 * @param {string} name
 * @param {string} part
 */
function rank(name, part) {
  const low = name.toLowerCase();
  return low === part ? 0 : low.startsWith(part) ? 1 : 2;
}
