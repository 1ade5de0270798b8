/**
 * Colours of SQL: a line becomes spans. Enough for reading, no parser.
 * @module
 */

import { el } from "../element.js";

const KEYWORDS =
  "ADD|ALTER|ALWAYS|AND|AS|AUTOINCREMENT|AUTO_INCREMENT|BY|CASCADE|CHECK|COLLATE|COLUMN|COMMENT|CONSTRAINT|CREATE|DEFAULT|DEFERRABLE|DEFERRED|DELETE|DESC|DOMAIN|DROP|ENGINE|ENUM|EXISTS|FOREIGN|GENERATED|IDENTITY|IF|IN|INCLUDE|INDEX|INITIALLY|IS|KEY|NO|ACTION|NOT|NULL|ON|OR|PRIMARY|REFERENCES|RESTRICT|SCHEMA|SET|STORED|STRICT|TABLE|TYPE|UNIQUE|UPDATE|USING|VIEW|VIRTUAL|WHERE|WITH";
const TYPES =
  "bigint|binary|blob|boolean|bool|bytea|char|character|date|datetime|decimal|double|float|inet|int|integer|interval|json|jsonb|longblob|longtext|mediumint|numeric|precision|real|smallint|text|time|timestamp|timestamptz|tinyint|uuid|varbinary|varchar|varying|zone";
const TOKEN = new RegExp(
  `(--.*$)|('(?:[^']|'')*')|("(?:[^"]|"")*"|\`[^\`]*\`)|\\b(${KEYWORDS})\\b|\\b(${TYPES})\\b|\\b(\\d+(?:\\.\\d+)?)\\b`,
  "g",
);
const CLASSES = ["", "q-com", "q-str", "", "q-kw", "q-type", "q-num"];

/**
 * @param {string} line one line of SQL
 * @returns {(Node | string)[]}
 */
export function highlight(line) {
  /** @type {(Node | string)[]} */
  const out = [];
  let at = 0;
  for (const m of line.matchAll(TOKEN)) {
    const group = m.findIndex((g, i) => i > 0 && g !== undefined);
    const name = CLASSES[group];
    if (!name) continue;
    if (m.index > at) out.push(line.slice(at, m.index));
    out.push(el("span", { class: name }, m[0]));
    at = m.index + m[0].length;
  }
  out.push(line.slice(at));
  return out;
}
