/**
 * What a relationship says: which rows belong to which, in a sentence.
 * @module
 */

import { say } from "../say.js";
import { plural, singular } from "./noun.js";

/** @typedef {import("../types.js").Cardinality} Cardinality */
/** @typedef {import("../types.js").RelationshipProps} RelationshipProps */
/** @typedef {import("./diagram.js").Diagram} Diagram */

/** @param {Cardinality} c */
export function isMany(c) {
  return c === "many" || c === "one_many" || c === "zero_many";
}

/**
 * Whether a database can hold it: two ends and at least one pair of columns.
 * @param {Readonly<RelationshipProps>} r
 */
export function isForeignKey(r) {
  return r.ends.length === 2 && r.pairs.length > 0;
}

/**
 * Both of two ends are many, and no columns join them.
 * @param {Readonly<RelationshipProps>} r
 */
export function isManyToMany(r) {
  return r.ends.length === 2 && r.pairs.length === 0 && r.ends.every(e => isMany(e.card));
}

/** @type {Record<Cardinality, string>} */
const COUNT = {
  one: say("exactly one"),
  zero_one: say("at most one"),
  many: say("many"),
  one_many: say("one or more"),
  zero_many: say("many"),
  unknown: say("some"),
};

/** Words for people, of each cardinality. @type {Record<Cardinality, string>} */
export const CARDINALITY = {
  one: say("exactly one"),
  zero_one: say("zero or one"),
  many: say("many"),
  one_many: say("one or many"),
  zero_many: say("zero or many"),
  unknown: say("not said"),
};

/**
 * "a user has many orders": how many rows of the child belong to one row of the parent.
 * @param {string} child name of the table at ends[0]
 * @param {Cardinality} card of ends[0]
 * @param {string} parent name of the table at ends[1]
 */
export function hasSentence(child, card, parent) {
  const one = singular(parent);
  const what = isMany(card) || card === "unknown" ? plural(child) : singular(child);
  return say`${withArticle(one)} has ${COUNT[card]} ${what}`;
}

/**
 * Both directions of a relationship of two ends: "A user has many orders, an order has
 * exactly one user."
 * @param {Diagram} diagram
 * @param {Readonly<RelationshipProps>} r
 */
export function bothWays(diagram, r) {
  const [a, b] = r.ends;
  const child = a && diagram.table(a.table)?.name;
  const parent = b && diagram.table(b.table)?.name;
  if (!a || !b || child === undefined || parent === undefined) return "";
  const there = r.verb
    ? `${withArticle(singular(parent))} ${r.verb} ${COUNT[a.card]} ${plural(child)}`
    : hasSentence(child, a.card, parent);
  const back = r.inverse
    ? `${withArticle(singular(child))} ${r.inverse} ${COUNT[b.card]} ${singular(parent)}`
    : hasSentence(parent, b.card, child);
  return `${there.charAt(0).toUpperCase()}${there.slice(1)}, ${back}.`;
}

/**
 * A relationship in words: what it says in both directions, and which columns hold it.
 * @param {Diagram} diagram
 * @param {Readonly<RelationshipProps>} r
 */
export function describe(diagram, r) {
  const names = r.ends.map(e => diagram.table(e.table)?.name ?? "?");
  if (r.inheritance) return say`${names[0]} is a kind of ${names[1]}.`;
  if (names.length === 2) return `${bothWays(diagram, r)}${r.pairs.length > 0 ? ` ${pathOf(diagram, r)}.` : ""}`;
  return say`${r.verb || r.name || say("Relationship")} of ${names.slice(0, -1).join(", ")} and ${names.at(-1)}.`;
}

/**
 * The columns of both sides: "orders.user_id → users.id".
 * @param {Diagram} diagram
 * @param {Readonly<RelationshipProps>} r
 */
export function pathOf(diagram, r) {
  const side = (/** @type {number} */ i) => {
    const name = diagram.table(r.ends[i]?.table ?? "")?.name ?? "?";
    const columns = r.pairs.map(p => diagram.column(i === 0 ? p.from : p.to)?.column.name ?? "?");
    if (columns.length === 0) return name;
    return columns.length === 1 ? `${name}.${columns[0]}` : `${name}(${columns.join(", ")})`;
  };
  return `${side(0)} → ${side(1)}`;
}

/**
 * The name of one row: "a user". The genders of a language know no names of tables, so
 * other languages than English may leave the article out.
 * @param {string} noun
 */
export function withArticle(noun) {
  return /^[aeio]|^u(?!ni|se|tc|r[aei]|ser)/i.test(noun) ? say`an ${noun}` : say`a ${noun}`;
}
