/**
 * Colours of SQL. The server takes lines apart; a line is plain until its colours are
 * there. What was coloured once is remembered.
 * @module
 */

import { el } from "../element.js";
import { post } from "../request.js";

/** Classes by the number that the server gives a piece. */
const CLASSES = ["", "q-kw", "q-type", "q-str", "q-num", "q-com"];
/** Most UTF-16 units of one request. */
const AT_ONCE = 16_000;
/** Lines that are remembered. */
const KEPT = 20_000;

/** Pieces of lines, lengths and classes in turn, by the dialect and the line. @type {Map<string, readonly number[]>} */
const known = new Map();
/** Elements that wait for colours, by dialect and by line. @type {Map<string, Map<string, HTMLElement[]>>} */
const waiting = new Map();

/**
 * Shows a line of SQL in an element.
 * @param {HTMLElement} element
 * @param {string} line
 * @param {string} dialect
 */
export function showSQL(element, line, dialect) {
  const pieces = known.get(keyOf(dialect, line));
  if (pieces) {
    paint(element, line, pieces);
    return;
  }
  element.textContent = line;
  if (line.trim() === "" || line.length > AT_ONCE) return;
  if (waiting.size === 0) setTimeout(() => void ask(), 0);
  let lines = waiting.get(dialect);
  if (!lines) {
    lines = new Map();
    waiting.set(dialect, lines);
  }
  const elements = lines.get(line);
  if (elements) elements.push(element);
  else lines.set(line, [element]);
}

/** @param {string} dialect @param {string} line */
const keyOf = (dialect, line) => `${dialect}\n${line}`;

/**
 * @param {HTMLElement} element
 * @param {string} line
 * @param {readonly number[]} pieces
 */
function paint(element, line, pieces) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (let i = 0; i + 1 < pieces.length; i += 2) {
    const text = line.slice(at, at + /** @type {number} */ (pieces[i]));
    at += text.length;
    const name = CLASSES[/** @type {number} */ (pieces[i + 1])];
    parts.push(name ? el("span", { class: name }, text) : text);
  }
  parts.push(line.slice(at));
  element.replaceChildren(...parts);
}

async function ask() {
  const asked = [...waiting];
  waiting.clear();
  if (known.size > KEPT) known.clear();
  for (const [dialect, lines] of asked) {
    for (const part of parts([...lines.keys()])) {
      try {
        const { marks } = await post("/sql/marks", { dialect, lines: part });
        part.forEach((line, i) => {
          known.set(keyOf(dialect, line), marks[i]);
          for (const e of lines.get(line) ?? []) if (e.textContent === line) paint(e, line, marks[i]);
        });
      } catch {
        return; // without colours it can be read as well
      }
    }
  }
}

/** Splits lines for requests of a bounded length. @param {readonly string[]} lines */
function parts(lines) {
  /** @type {string[][]} */
  const all = [];
  let room = 0;
  for (const line of lines) {
    if (all.length === 0 || room < line.length) {
      all.push([]);
      room = AT_ONCE;
    }
    room -= line.length + 1;
    all.at(-1)?.push(line);
  }
  return all;
}
