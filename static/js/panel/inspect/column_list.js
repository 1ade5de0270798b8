/** Columns in an order, as keys and indexes have them: chosen, moved, left out. @module */

import { say } from "../../say.js";
import { el } from "../../element.js";

/** @typedef {import("../../types.js").ID} ID */

/**
 * @param {import("./kit.js").Kit} kit
 * @param {string} label
 * @param {import("../../model/diagram.js").Table} table
 * @param {readonly ID[]} ids
 * @param {(ids: ID[]) => void} keep
 * @param {number} [least] fewer than this are not kept
 */
export function columnList(kit, label, table, ids, keep, least = 0) {
  const change = (/** @type {ID[]} */ next) => {
    keep(next);
    kit.draw();
  };
  const rows = ids.map((id, i) =>
    el(
      "li",
      { "data-of": id },
      el("span", { class: "name" }, kit.names([id])),
      kit.small("up", say`Move ${kit.names([id])} up`, () => change(swapped(ids, i - 1)), i > 0),
      kit.small("x", say`Leave ${kit.names([id])} out`, () => change(ids.filter(x => x !== id)), ids.length > least),
    ),
  );
  const rest = table.columns.filter(c => !ids.includes(c.id));
  return el(
    "div",
    { class: "chosen", role: "group", "aria-label": label },
    el("span", { class: "label" }, label),
    el("ol", null, rows),
    rest.length > 0
      ? adder(
          say`Add a column to: ${label}`,
          say("add a column …"),
          rest.map(c => [c.id, c.name]),
          id => change([...ids, id]),
        )
      : null,
  );
}

/**
 * A list that adds what is picked.
 * @param {string} label
 * @param {string} prompt
 * @param {readonly (readonly [string, string])[]} options
 * @param {(value: string) => void} add
 */
export function adder(label, prompt, options, add) {
  const list = el(
    "select",
    { class: "field add", "aria-label": label },
    el("option", { value: "" }, prompt),
    options.map(([value, title]) => el("option", { value }, title)),
  );
  list.addEventListener("change", () => list.value && add(list.value));
  return list;
}

/**
 * The list with an entry and the next one in each other's place.
 * @template T
 * @param {readonly T[]} list
 * @param {number} i
 */
export function swapped(list, i) {
  const next = [...list];
  next.splice(i, 2, .../** @type {T[]} */ (list.slice(i, i + 2).reverse()));
  return next;
}
