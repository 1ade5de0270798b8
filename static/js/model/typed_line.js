/**
 * The one grammar for columns typed as a line, in a card, in a pasted list and in cells of
 * a spreadsheet:
 *
 *   name [type] [flags] [= default] [-> table[.column]] [-- comment]
 *
 *   email varchar(255) !u          not null and unique
 *   id uuid pk                     primary key
 *   total decimal(10,2) = 0        default
 *   user_id -> users               foreign key; the type comes from the other end
 *   status enum(draft,paid)
 *   "order date" date null
 *
 * Flags: ! or nn not null · ? or null nullable · u or unique · pk · auto numbers by itself.
 * Words of SQL (NOT NULL, PRIMARY KEY, UNIQUE, DEFAULT x, REFERENCES t(c)) mean the same.
 * A line never fails: what is not understood is part of the type.
 * @module
 */

import { say } from "../say.js";

/**
 * @typedef {object} TypedLine
 * @property {string} name
 * @property {string} type "" when the line says none
 * @property {boolean} pk
 * @property {boolean} unique
 * @property {boolean | undefined} notNull undefined when the line says nothing
 * @property {boolean} identity
 * @property {string} default "" when the line says none
 * @property {string} comment
 * @property {{table: string, column: string} | null} target what "->" points at; column may be ""
 * @property {boolean} nameOnly whether nothing but a name was typed
 */

const ARROW = /^(->|=>|→|>)$/;
const FLAGS = /^(?=[!?u]+$)(!?u?!?|\?u?|u\?)$/i;

/**
 * Splits a line into words; what stands in quotes or parentheses stays together.
 * @param {string} text
 * @returns {{text: string, start: number, end: number}[]}
 */
export function words(text) {
  const list = [];
  for (let i = 0; i < text.length; ) {
    if (/[\s,;]/.test(text.charAt(i))) {
      i++;
      continue;
    }
    const start = i;
    const arrow = /^(->|=>|→)/.exec(text.slice(i));
    if (arrow) i += arrow[0].length;
    else if (text.charAt(i) === "=") i++;
    else i = endOfWord(text, i);
    list.push({ text: text.slice(start, i), start, end: i });
  }
  return list;
}

/**
 * @param {string} text
 * @param {number} from
 */
function endOfWord(text, from) {
  let depth = 0;
  let i = from;
  for (; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "'" || c === '"' || c === "`") {
      const close = text.indexOf(c, i + 1);
      if (close < 0) return text.length;
      i = close;
    } else if (c === "(" || c === "[") depth++;
    else if (c === ")" || c === "]") depth--;
    else if (depth <= 0 && (/[\s,;=→]/.test(c) || text.startsWith("->", i))) break;
  }
  // A parenthesis after a space still belongs to the word: varchar (255).
  const gap = /^\s+\(/.exec(text.slice(i));
  if (gap && depth <= 0 && i > from && !text.slice(from, i).includes("("))
    return endOfWord(text, i + gap[0].length - 1);
  return Math.max(i, from + 1);
}

/**
 * Reads one line; null when it is empty.
 * @param {string} text
 * @returns {TypedLine | null}
 */
export function parseLine(text) {
  const [body, comment] = cutComment(text);
  const list = words(body).map(w => w.text);
  const first = list.shift();
  if (first === undefined) return null;
  /** @type {TypedLine} */
  const line = {
    name: unquote(first),
    type: "",
    pk: false,
    unique: false,
    notNull: undefined,
    identity: false,
    default: "",
    comment,
    target: null,
    nameOnly: list.length === 0 && comment === "",
  };
  const type = [];
  const rest = [];
  let inDefault = false;
  for (let i = 0; i < list.length; i++) {
    const word = /** @type {string} */ (list[i]);
    const low = word.toLowerCase();
    const next = (list[i + 1] ?? "").toLowerCase();
    if (low === "=" || low === "default") {
      inDefault = true;
    } else if (ARROW.test(low) || low === "references") {
      line.target = readTarget(list[i + 1] ?? "");
      inDefault = false;
      i++;
    } else if ((low === "not" && next === "null") || low === "nn" || low === "notnull") {
      line.notNull = true;
      if (low === "not") i++;
      inDefault = false;
    } else if (low === "primary" && next === "key") {
      line.pk = true;
      i++;
      inDefault = false;
    } else if (low === "pk") {
      line.pk = true;
      inDefault = false;
    } else if (low === "unique" || low === "uq") {
      line.unique = true;
      if (next === "key") i++;
      inDefault = false;
    } else if (/^(auto|autoincrement|auto_increment|identity)$/.test(low) && !inDefault) {
      line.identity = true;
    } else if (FLAGS.test(low)) {
      flags(line, low);
      inDefault = false;
    } else if (low === "null" && !(inDefault && rest.length === 0)) {
      line.notNull = false;
      inDefault = false;
    } else if (low === "fk") {
      inDefault = false;
    } else if (inDefault) {
      rest.push(word);
    } else if (word.endsWith("!") && word.length > 1) {
      type.push(word.slice(0, -1));
      line.notNull = true;
    } else {
      type.push(word);
    }
  }
  line.type = tidyType(type.join(" "));
  line.default = rest.join(" ");
  return line;
}

/**
 * Reads pasted text: one line per column; empty lines and brackets of SQL are left out.
 * @param {string} text
 * @returns {TypedLine[]}
 */
export function parseLines(text) {
  return text
    .split(/\r\n?|\n/)
    .filter(l => !/^\s*(\(|\)|\{|\}|create\s+table\b.*|--.*)?\s*[;,]?\s*$/i.test(l))
    .flatMap(l => parseLine(l) ?? [])
    .filter(l => l.name !== "");
}

/**
 * Writes a column as the line that means it.
 * @param {Pick<TypedLine, "name" | "type" | "default" | "pk" | "unique"> & {notNull: boolean}} c
 * @param {string} [target] "users" or "users.id"
 */
export function formatLine(c, target) {
  const parts = [/^[\p{L}\p{N}_$.#]+$/u.test(c.name) ? c.name : `"${c.name}"`];
  if (c.type) parts.push(c.type);
  if (c.pk) parts.push("pk");
  const mark = `${c.notNull && !c.pk ? "!" : ""}${c.unique ? "u" : ""}`;
  if (mark) parts.push(mark);
  if (c.default) parts.push("=", c.default);
  if (target) parts.push("->", target);
  return parts.join(" ");
}

/**
 * Says in words how a line is understood, without its name and target.
 * @param {TypedLine} line
 */
export function describeLine(line) {
  const parts = [];
  if (line.type) parts.push(line.type);
  if (line.pk) parts.push(say("primary key"));
  if (line.identity) parts.push(say("numbers itself"));
  if (line.notNull === true && !line.pk) parts.push(say("not null"));
  if (line.notNull === false) parts.push(say("may be null"));
  if (line.unique) parts.push(say("unique"));
  if (line.default) parts.push(say`default ${line.default}`);
  return parts.join(", ");
}

/**
 * @param {TypedLine} line
 * @param {string} marks
 */
function flags(line, marks) {
  if (marks.includes("!")) line.notNull = true;
  if (marks.includes("?")) line.notNull = false;
  if (marks.includes("u")) line.unique = true;
}

/**
 * A comment starts at " --" outside of quotes.
 * @param {string} text
 * @returns {[string, string]}
 */
function cutComment(text) {
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quote) {
      if (c === quote) quote = "";
    } else if (c === "'" || c === '"' || c === "`") quote = c;
    else if (text.startsWith("--", i) && (i === 0 || /\s/.test(text.charAt(i - 1))) && text.charAt(i + 2) !== ">") {
      return [text.slice(0, i), text.slice(i + 2).trim()];
    }
  }
  return [text, ""];
}

/** @param {string} word */
function readTarget(word) {
  if (word === "") return null;
  const m = /^((?:"[^"]*"|`[^`]*`|\[[^\]]*\]|[^."`(])+)(?:\.(.+)|\s*\((.*)\))?$/.exec(word);
  if (!m) return { table: unquote(word), column: "" };
  return { table: unquote((m[1] ?? "").trim()), column: unquote((m[2] ?? m[3] ?? "").trim()) };
}

/** @param {string} word */
function unquote(word) {
  const m = /^(?:"([^"]*)"?|`([^`]*)`?|\[([^\]]*)\]?)$/.exec(word);
  return m ? (m[1] ?? m[2] ?? m[3] ?? "") : word;
}

/**
 * Puts the values of an enumeration in quotes and folds white space.
 * @param {string} type
 */
function tidyType(type) {
  const t = type.replace(/\s+/g, " ").replace(/ \(/g, "(").trim();
  const m = /^(enum|set)\((.*)\)$/i.exec(t);
  if (!m) return t;
  const values = (m[2] ?? "").match(/'(?:[^']|'')*'|"[^"]*"|[^,]+/g) ?? [];
  const quoted = values.map(v => v.trim()).filter(v => v !== "");
  return `${(m[1] ?? "").toLowerCase()}(${quoted.map(v => (/^['"]/.test(v) ? v : `'${v.replaceAll("'", "''")}'`)).join(",")})`;
}
