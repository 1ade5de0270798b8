/**
 * Cardinality follows keys and NULL: what a change of a table's keys or columns says of its
 * foreign keys. A child whose columns are unique is at most one; a parent whose columns
 * may be NULL is at most one.
 * @module
 */

import { isForeignKey, isMany } from "../../model/relationship.js";
import { set } from "./ops.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../../types.js").Cardinality} Cardinality */
/** @typedef {import("../../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../../model/diagram.js").Table} Table */

/** One by default and one at a time. @type {Partial<Record<Cardinality, Cardinality>>} */
const ONE = { many: "zero_one", zero_many: "zero_one", one_many: "one" };
/** @type {Partial<Record<Cardinality, Cardinality>>} */
const MANY = { zero_one: "zero_many", one: "one_many" };

/**
 * The operations with those that they call for: ends of foreign keys whose columns have
 * become unique, nullable, or not any more. Ends that said something else before stay.
 * @param {Diagram} diagram
 * @param {Table} table
 * @param {Op[]} ops on the table's columns, keys and indexes
 * @returns {Op[]}
 */
export function withCards(diagram, table, ops) {
  const before = rulesOf(table, []);
  const after = rulesOf(table, ops);
  /** @type {Op[]} */
  const more = [];
  for (const id of diagram.relationshipsOf(table.id)) {
    const r = diagram.object(id, "relationship")?.props;
    const [child, parent] = r?.ends ?? [];
    if (!r || !child || !parent || !isForeignKey(r) || child.table !== table.id) continue;
    const columns = r.pairs.map(p => p.from);
    const ends = [child, parent];
    const unique = after.isUnique(columns);
    if (unique !== before.isUnique(columns) && unique === isMany(child.card)) {
      const card = (unique ? ONE : MANY)[child.card];
      if (card) ends[0] = { ...child, card };
    }
    const optional = columns.some(c => !after.notNull.has(c));
    if (optional !== columns.some(c => !before.notNull.has(c)))
      ends[1] = { ...parent, card: optional ? "zero_one" : "one" };
    if (ends[0]?.card !== child.card || ends[1]?.card !== parent.card) more.push(set(id, "relationship", "ends", ends));
  }
  return [...ops, ...more];
}

/**
 * What a table says of its columns once operations are done: which sets are unique, which
 * columns refuse NULL.
 * @param {Table} table
 * @param {readonly Op[]} ops
 */
function rulesOf(table, ops) {
  /** @type {Map<ID, {primary: boolean, unique: boolean, columns: readonly (ID | undefined)[], where: string}>} */
  const sets = new Map();
  const put = (/** @type {ID} */ id, /** @type {string} */ kind, /** @type {any} */ p) => {
    const columns = kind === "key" ? (p.columns ?? []) : (p.parts ?? []).map((/** @type {any} */ x) => x.column);
    sets.set(id, { primary: !!p.primary, unique: kind === "key" || !!p.unique, columns, where: p.where ?? "" });
  };
  for (const k of table.keys) put(k.id, "key", k.props);
  for (const x of table.indexes) put(x.id, "index", x.props);
  const notNull = new Set(table.columns.filter(c => c.object.props.not_null).map(c => c.id));
  for (const op of ops) {
    const have = sets.get(op.id);
    if (op.op === "put" && (op.kind === "key" || op.kind === "index")) put(op.id, op.kind, op.props ?? {});
    else if (op.op === "delete") sets.delete(op.id);
    else if (op.op === "set" && have) {
      if (op.prop === "columns") have.columns = /** @type {ID[]} */ (op.value);
      if (op.prop === "parts")
        have.columns = /** @type {import("../../types.js").IndexPart[]} */ (op.value).map(p => p.column);
      if (op.prop === "unique") have.unique = op.value === true;
      if (op.prop === "where") have.where = String(op.value);
      if (op.prop === "primary") have.primary = op.value === true;
    } else if (op.op === "set" && op.prop === "not_null") {
      if (op.value) notNull.add(op.id);
      else notNull.delete(op.id);
    }
  }
  const all = [...sets.values()];
  const primary = all.find(s => s.primary && s.columns.length > 0);
  for (const c of primary?.columns ?? []) if (c) notNull.add(c);
  return {
    notNull,
    isUnique: (/** @type {readonly ID[]} */ columns) =>
      all.some(
        s =>
          s.unique &&
          s.where === "" &&
          s.columns.length === columns.length &&
          columns.every(c => s.columns.includes(c)),
      ),
  };
}
