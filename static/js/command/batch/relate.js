/**
 * Relating tables: which side is the child, what the line says, and the batch for it.
 * @module
 */

import { say } from "../../say.js";
import { newID } from "../../model/id.js";
import { singular } from "../../model/noun.js";
import { hasSentence, isForeignKey, isMany, pathOf } from "../../model/relationship.js";
import { freeName, lastOrder, orderBehind, put, remove, set } from "./ops.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../../types.js").Cardinality} Cardinality */
/** @typedef {import("../../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../../model/diagram.js").Table} Table */
/** @typedef {import("../../model/diagram.js").Column} Column */
/** @typedef {import("../command.js").Act} Act */

/**
 * Where a line starts or ends: a row of a card, or the card.
 * @typedef {{table: ID, column?: ID}} Spot
 */

/**
 * A relationship to be: child columns (to be made where column is null) and parent columns.
 * @typedef {object} Plan
 * @property {Table} child
 * @property {Table} parent
 * @property {{from: Column | null, name: string, to: Column}[]} pairs
 */

/** @param {Column} c */
const isKey = c => c.pk || c.unique;

/**
 * What a line between two spots means, or null when it can mean nothing. From row to row
 * the key is the parent; X swaps the sides.
 * @param {Diagram} diagram
 * @param {Spot} from
 * @param {Spot} to
 * @param {boolean} [swapped]
 * @returns {Plan | null}
 */
export function planRelation(diagram, from, to, swapped = false) {
  const a = diagram.table(from.table);
  const b = diagram.table(to.table);
  if (!a || !b) return null;
  const ca = from.column ? a.columns.find(c => c.id === from.column) : undefined;
  const cb = to.column ? b.columns.find(c => c.id === to.column) : undefined;
  if (ca && cb) {
    if (ca === cb) return null;
    const keyFirst = isKey(ca) && !isKey(cb);
    return keyFirst !== swapped ? columnPlan(b, cb, a, ca) : columnPlan(a, ca, b, cb);
  }
  const row = ca ?? cb;
  if (!row) return swapped ? tablePlan(b, a) : tablePlan(a, b);
  const own = ca ? a : b;
  const other = ca ? b : a;
  // A key row on a card makes the column there; any other row refers to the card's key.
  const makes = isKey(row) && !row.fk;
  const key = singleKey(other);
  if (makes !== swapped || !key || key === row) return newColumnPlan(other, own, [row]);
  return columnPlan(own, row, other, key);
}

/**
 * The columns that a foreign key into this table refers to: its primary key, else its
 * first unique column.
 * @param {Table} t
 */
export function keyColumns(t) {
  const ids = t.primaryKey?.props.columns ?? [];
  const list = ids.map(id => t.columns.find(c => c.id === id)).filter(c => c !== undefined);
  if (list.length > 0) return list;
  const unique = t.columns.find(c => c.unique);
  return unique ? [unique] : [];
}

/** @param {Table} t */
function singleKey(t) {
  const key = keyColumns(t);
  return key.length === 1 ? key[0] : undefined;
}

/**
 * @param {Table} child
 * @param {Column} from
 * @param {Table} parent
 * @param {Column} to
 * @returns {Plan}
 */
function columnPlan(child, from, parent, to) {
  return { child, parent, pairs: [{ from, name: from.name, to }] };
}

/**
 * @param {Table} child
 * @param {Table} parent
 * @returns {Plan | null}
 */
function tablePlan(child, parent) {
  const key = keyColumns(parent);
  return key.length > 0 ? newColumnPlan(child, parent, key) : null;
}

/**
 * Columns that are not there yet get a name like user_id. One of that name and type that
 * is no foreign key yet is taken instead.
 * @param {Table} child
 * @param {Table} parent
 * @param {Column[]} key
 * @returns {Plan}
 */
function newColumnPlan(child, parent, key) {
  const taken = child.columns.map(c => c.name);
  const pairs = key.map(to => {
    const name = foreignName(parent.name, to.name);
    const have = child.columns.find(c => c.name.toLowerCase() === name.toLowerCase() && !c.fk && c.id !== to.id);
    if (have) return { from: have, name: have.name, to };
    const free = freeName(child.id === parent.id && taken.includes(name) ? `parent_${to.name}` : name, taken);
    taken.push(free);
    return { from: null, name: free, to };
  });
  return { child, parent, pairs };
}

/**
 * users, id → user_id; users, user_id → user_id.
 * @param {string} table
 * @param {string} column
 */
export function foreignName(table, column) {
  const one = singular(table);
  const plain = (/** @type {string} */ s) => s.toLowerCase().replace(/[_\s]/g, "");
  if (plain(column).startsWith(plain(one)) && column.length > one.length) return column;
  const last = one.split(/[_\s]/).at(-1) ?? one;
  if (last !== one && plain(column).startsWith(plain(last)) && column.length > last.length) return column;
  if (/[a-z][A-Z]/.test(column) || (/^[a-z]+[A-Z]/.test(one) && /^[a-z]/.test(one))) {
    return `${one.charAt(0).toLowerCase()}${one.slice(1)}${column.charAt(0).toUpperCase()}${column.slice(1)}`;
  }
  return `${one.replace(/\s+/g, "_")}_${column}`;
}

/**
 * How many children a parent has, and how many parents a child, as the columns say.
 * @param {Plan} plan
 * @returns {{child: Cardinality, parent: Cardinality}}
 */
export function planCards(plan) {
  const from = plan.pairs.map(p => p.from);
  const only = from.length === 1 ? from[0] : null;
  const wholeKey = keyColumnsAre(plan.child, from);
  const optional = from.some(c => c && !c.notNull);
  return { child: only?.unique || wholeKey ? "zero_one" : "zero_many", parent: optional ? "zero_one" : "one" };
}

/**
 * @param {Table} t
 * @param {(Column | null)[]} columns
 */
function keyColumnsAre(t, columns) {
  const ids = t.primaryKey?.props.columns ?? [];
  return ids.length > 0 && ids.length === columns.length && columns.every(c => c !== null && ids.includes(c.id));
}

/**
 * The label beside the pointer: "orders.user_id → users.id: a user has many orders".
 * @param {Plan} plan
 */
export function planSentence(plan) {
  const side = (/** @type {string} */ table, /** @type {string[]} */ names) =>
    names.length === 1 ? `${table}.${names[0]}` : `${table}(${names.join(", ")})`;
  const from = side(
    plan.child.name,
    plan.pairs.map(p => p.name),
  );
  const to = side(
    plan.parent.name,
    plan.pairs.map(p => p.to.name),
  );
  const path = `${from} → ${to}`;
  const made = plan.pairs.every(p => p.from === null) ? say`new ${path}` : path;
  return `${made}: ${hasSentence(plan.child.name, planCards(plan).child, plan.parent.name)}`;
}

/**
 * The batch that makes the relationship, with the columns it needs.
 * @param {Diagram} diagram
 * @param {Plan} plan
 * @returns {Act}
 */
export function relate(diagram, plan) {
  /** @type {Op[]} */
  const ops = [];
  let last = plan.child.columns.map(c => c.object);
  const pairs = plan.pairs.map(p => {
    if (p.from) return { from: p.from.id, to: p.to.id };
    const id = newID();
    const order = orderBehind(last);
    last = [...last, { ...p.to.object, id, order }];
    ops.push(put("column", id, plan.child.id, order, { name: p.name, type: foreignType(p.to.type), not_null: true }));
    return { from: id, to: p.to.id };
  });
  const cards = planCards(plan);
  const id = newID();
  ops.push(
    put("relationship", id, "", lastOrder(diagram, "relationship"), {
      ends: [
        { table: plan.child.id, card: cards.child },
        { table: plan.parent.id, card: cards.parent },
      ],
      pairs,
      directed: true,
    }),
  );
  return { label: say`Relate ${plan.child.name} to ${plan.parent.name}`, ops, id };
}

/**
 * The type of a column that refers to one of this type: serial counts itself, a
 * reference to it doesn't.
 * @param {string} type
 */
export function foreignType(type) {
  /** @type {Record<string, string>} */
  const plain = {
    serial: "integer",
    serial4: "integer",
    bigserial: "bigint",
    serial8: "bigint",
    smallserial: "smallint",
    serial2: "smallint",
  };
  return plain[type.toLowerCase()] ?? type.replace(/\s+(auto_?increment|identity(\s*\(.*\))?)$/i, "");
}

/**
 * Turns a relationship round: the parent becomes the child.
 * @param {Diagram} diagram
 * @param {ID} id
 * @returns {Act | null}
 */
export function flip(diagram, id) {
  const r = diagram.object(id, "relationship")?.props;
  if (r?.ends.length !== 2) return null;
  const [a, b] = r.ends;
  if (!a || !b) return null;
  // The tables change places, the cardinalities stay where the child and the parent are.
  const ends = isForeignKey(r)
    ? [
        { ...b, card: a.card },
        { ...a, card: b.card },
      ]
    : [b, a];
  const pairs = r.pairs.map(p => ({ from: p.to, to: p.from }));
  return {
    label: say("Flip relationship"),
    ops: [set(id, "relationship", "ends", ends), set(id, "relationship", "pairs", pairs)],
    id,
  };
}

/** @type {readonly Cardinality[]} */
const CYCLE = ["one", "zero_one", "many", "one_many", "zero_many"];

/**
 * Gives an end the next cardinality. NULL and unique of the child columns follow.
 * @param {Diagram} diagram
 * @param {ID} id
 * @param {number} end
 * @returns {Act | null}
 */
export function cycleEnd(diagram, id, end) {
  const r = diagram.object(id, "relationship")?.props;
  const at = r?.ends[end];
  if (!r || !at) return null;
  const choice = isForeignKey(r) && end === 1 ? CYCLE.slice(0, 2) : CYCLE;
  const next = /** @type {Cardinality} */ (choice[(choice.indexOf(at.card) + 1) % choice.length]);
  return setCard(diagram, id, end, next);
}

/**
 * Gives an end a cardinality. NULL and unique of the child columns follow.
 * @param {Diagram} diagram
 * @param {ID} id
 * @param {number} end
 * @param {Cardinality} card
 * @returns {Act | null}
 */
export function setCard(diagram, id, end, card) {
  const r = diagram.object(id, "relationship")?.props;
  if (!r?.ends[end] || r.ends[end].card === card) return null;
  const ends = r.ends.map((e, i) => (i === end ? { ...e, card } : e));
  const ops = [set(id, "relationship", "ends", ends)];
  const child = diagram.table(r.ends[0]?.table ?? "");
  if (isForeignKey(r) && child) {
    const from = r.pairs.map(p => p.from);
    if (end === 1) {
      for (const c of child.columns)
        if (from.includes(c.id) && !c.pk) ops.push(set(c.id, "column", "not_null", card === "one"));
    } else {
      ops.push(...uniqueOps(child, from, !isMany(card)));
    }
  }
  return { label: say`Change cardinality of ${pathOf(diagram, r)}`, ops, id };
}

/**
 * @param {Table} t
 * @param {ID[]} columns
 * @param {boolean} want
 * @returns {Op[]}
 */
function uniqueOps(t, columns, want) {
  const same = t.keys.filter(
    k => k.props.columns.length === columns.length && k.props.columns.every(c => columns.includes(c)),
  );
  if (want) return same.length > 0 ? [] : [put("key", newID(), t.id, orderBehind(t.keys), { columns })];
  return same.filter(k => !k.props.primary).map(k => remove(k.id));
}
