/**
 * A functional dependency as a typed line: "customer_id -> customer_name, phone; the reason".
 * Names that are not plain words stand in double quotes. Pure.
 * @module
 */

import { say } from "../say.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {{readonly id: ID, readonly name: string}} Named */

/**
 * @typedef {object} Word
 * @property {string} text without quotes
 * @property {number} start
 * @property {number} end
 * @property {0 | 1} side 0 before the arrow, 1 behind it
 */

/**
 * @typedef {object} Reading
 * @property {ID[]} from
 * @property {ID[]} to
 * @property {string} comment
 * @property {string} problem a sentence, or "" when the line is a dependency
 */

const ARROW = /^(->|→|=>)/;

/**
 * The names of a line with their places, and where the comment behind them begins.
 * @param {string} text
 * @returns {{words: Word[], arrow: boolean, end: number}}
 */
export function words(text) {
  /** @type {Word[]} */
  const list = [];
  let arrow = false;
  let i = 0;
  while (i < text.length) {
    const rest = text.slice(i);
    if (rest.startsWith(";")) break;
    const sign = ARROW.exec(rest);
    if (sign) {
      arrow = true;
      i += sign[0].length;
      continue;
    }
    const quoted = /^"((?:[^"]|"")*)("|$)/.exec(rest);
    const plain = quoted ? null : /^(?:(?!->|=>)[^\s,;→"])+/.exec(rest);
    const hit = quoted ?? plain;
    if (!hit) {
      i++;
      continue;
    }
    const name = quoted ? (quoted[1] ?? "").replaceAll('""', '"') : hit[0];
    list.push({ text: name, start: i, end: i + hit[0].length, side: arrow ? 1 : 0 });
    i += hit[0].length;
  }
  return { words: list, arrow, end: i };
}

/**
 * The column of a name; case counts only when two differ by nothing else.
 * @param {readonly Named[]} columns
 * @param {string} name
 */
export function columnNamed(columns, name) {
  return columns.find(c => c.name === name) ?? columns.find(c => c.name.toLowerCase() === name.toLowerCase());
}

/**
 * @param {readonly Named[]} columns
 * @param {string} text
 * @returns {Reading}
 */
export function readDependency(columns, text) {
  const { words: list, arrow, end } = words(text);
  /** @type {[ID[], ID[]]} */
  const sides = [[], []];
  /** @type {string[]} */
  const unknown = [];
  for (const w of list) {
    const c = columnNamed(columns, w.text);
    const side = sides[w.side];
    if (!c) unknown.push(w.text);
    else if (!side.includes(c.id)) side.push(c.id);
  }
  const from = sides[0];
  const to = sides[1].filter(id => !from.includes(id));
  let problem = "";
  if (unknown.length > 0) problem = say`There is no column ${unknown.join(", ")}.`;
  else if (from.length === 0) problem = say("Name the columns that decide, such as customer_id.");
  else if (!arrow) problem = say("Write an arrow (->) and the columns that are then always the same.");
  else if (sides[1].length === 0) problem = say("Name the columns that are then always the same.");
  else if (to.length === 0) problem = say("A column always decides itself; name others behind the arrow.");
  return { from, to, comment: text.slice(end + 1).trim(), problem };
}

/** @param {string} name */
const spelled = name =>
  /^[\p{L}\p{N}_$#.]+$/u.test(name) && !ARROW.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

/**
 * @param {readonly Named[]} columns
 * @param {readonly ID[]} from
 * @param {readonly ID[]} to
 * @param {string} [comment]
 */
export function writeDependency(columns, from, to, comment = "") {
  const names = (/** @type {readonly ID[]} */ ids) =>
    ids
      .map(id => columns.find(c => c.id === id)?.name)
      .filter(n => n !== undefined)
      .map(spelled)
      .join(", ");
  const why = comment ? `; ${comment.replaceAll(/\s+/g, " ")}` : "";
  if (from.length + to.length === 0) return why.trimStart();
  return (to.length === 0 ? names(from) : `${names(from)} -> ${names(to)}`.trimStart()) + why;
}

/**
 * The line with a column put on a side, or taken off it when it is there.
 * @param {readonly Named[]} columns
 * @param {string} text
 * @param {ID} id
 * @param {"from" | "to"} side
 */
export function toggled(columns, text, id, side) {
  const { from, to, comment } = readDependency(columns, text);
  const flip = (/** @type {ID[]} */ list) => (list.includes(id) ? list.filter(x => x !== id) : [...list, id]);
  return side === "from"
    ? writeDependency(
        columns,
        flip(from),
        to.filter(x => x !== id),
        comment,
      )
    : writeDependency(
        columns,
        from.filter(x => x !== id),
        flip(to),
        comment,
      );
}

const MOST = 8;

/**
 * The columns that the word at the caret may become, the best first.
 * @param {readonly Named[]} columns
 * @param {string} text
 * @param {number} caret
 * @returns {{start: number, end: number, exact: boolean, choices: Named[]}}
 */
export function completions(columns, text, caret) {
  const { words: list } = words(text);
  const at = list.find(w => w.start < caret && caret <= w.end);
  if (!at) return { start: caret, end: caret, exact: false, choices: [] };
  const low = at.text.toLowerCase();
  const used = new Set(list.filter(w => w !== at).map(w => columnNamed(columns, w.text)?.id));
  const rank = (/** @type {Named} */ c) => {
    const name = c.name.toLowerCase();
    return name === low
      ? 0
      : name.startsWith(low)
        ? 1
        : name.split(/[^\p{L}\p{N}]+/u).some(p => p.startsWith(low))
          ? 2
          : 3;
  };
  const choices = columns
    .filter(c => !used.has(c.id) && c.name.toLowerCase().includes(low))
    .map((c, i) => ({ c, i, r: rank(c) }))
    .sort((a, b) => a.r - b.r || a.i - b.i)
    .slice(0, MOST)
    .map(x => x.c);
  return { start: at.start, end: at.end, exact: columnNamed(columns, at.text) !== undefined, choices };
}

/**
 * The line with the word at a place replaced by a column's name.
 * @param {string} text
 * @param {{start: number, end: number}} place
 * @param {Named} column
 * @returns {{text: string, caret: number}}
 */
export function filled(text, place, column) {
  const name = spelled(column.name);
  return { text: text.slice(0, place.start) + name + text.slice(place.end), caret: place.start + name.length };
}
