/**
 * Small makers of operations that the builders share.
 * @module
 */

import { byOrder, orderBetween } from "../../model/order.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../../types.js").PutKind} PutKind */
/** @typedef {import("../../model/diagram.js").Diagram} Diagram */

/**
 * @template {PutKind} K
 * @param {K} kind
 * @param {ID} id
 * @param {ID} parent "" for what belongs to the diagram
 * @param {string} order
 * @param {Partial<import("../../types.js").PropsOf[K]>} props those that differ from their defaults
 * @returns {Op}
 */
export function put(kind, id, parent, order, props) {
  /** @type {Op & {op: "put"}} */
  const op = { op: "put", id, kind, order, props: /** @type {Record<string, unknown>} */ (props) };
  if (parent !== "") op.parent = parent;
  return op;
}

/**
 * @template {import("../../types.js").Kind} K
 * @template {keyof import("../../types.js").PropsOf[K] & string} P
 * @param {ID} id
 * @param {K} _kind only to check the property's name and type
 * @param {P} prop
 * @param {import("../../types.js").PropsOf[K][P]} value
 * @returns {Op}
 */
export function set(id, _kind, prop, value) {
  return { op: "set", id, prop, value };
}

/**
 * @param {ID} id
 * @returns {Op}
 */
export function remove(id) {
  return { op: "delete", id };
}

/**
 * An order key behind all objects of a kind.
 * @param {Diagram} diagram
 * @param {PutKind} kind
 */
export function lastOrder(diagram, kind) {
  return orderBetween(diagram.all(kind).at(-1)?.order ?? "", "");
}

/**
 * An order key behind all of a list that is in order.
 * @param {readonly {order: string, id: ID}[]} list
 */
export function orderBehind(list) {
  return orderBetween([...list].sort(byOrder).at(-1)?.order ?? "", "");
}

/**
 * A name that none of these has: the name itself, or with _2, _3 … behind.
 * @param {string} name
 * @param {Iterable<string>} taken
 */
export function freeName(name, taken) {
  const have = new Set([...taken].map(t => t.toLowerCase()));
  let out = name;
  for (let i = 2; have.has(out.toLowerCase()); i++) out = `${name}_${i}`;
  return out;
}
