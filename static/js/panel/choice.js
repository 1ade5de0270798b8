/**
 * What lists of the inspector offer: values of properties, and how people call them.
 * @module
 */

import { say } from "../say.js";

/** @param {string} text */
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** @type {readonly [string, string][]} */
export const DIALECTS = [
  ["", say("not chosen")],
  ["postgres", "PostgreSQL"],
  ["mysql", "MySQL"],
  ["mariadb", "MariaDB"],
  ["sqlite", "SQLite"],
  ["sqlserver", "SQL Server"],
  ["oracle", "Oracle"],
];
/** @type {readonly [import("../types.js").Cardinality, string][]} */
export const CARDS = [
  ["unknown", say("not said")],
  ["one", say("exactly one")],
  ["zero_one", say("none or one")],
  ["many", say("many")],
  ["one_many", say("one or many")],
  ["zero_many", say("any number")],
];
/** @type {readonly [import("../types.js").Action, string][]} */
export const ACTIONS = [
  ["", say("the database's default")],
  ["no_action", say("no action")],
  ["restrict", say("restrict")],
  ["cascade", say("cascade")],
  ["set_null", say("set null")],
  ["set_default", say("set default")],
];
/** @type {readonly [string, string][]} */
export const DRAWINGS = [
  ["", say("as a line, or a stub at a table that very many refer to")],
  ["line", say("as a line")],
  ["stub", say("as a stub at either end")],
];
/** @type {readonly [import("../types.js").TableKind, string][]} */
export const TABLE_KINDS = [
  ["", say("Table")],
  ["view", capital(say("view"))],
  ["junction", say("Pivot table")],
  ["entity", say("Entity")],
  ["class", say("Class")],
];
/** @type {readonly [string, string][]} */
export const NULLS = [
  ["", say("NULLs: default")],
  ["first", say("NULLs first")],
  ["last", say("NULLs last")],
];
/** Ways of looking up that databases know. */
export const METHODS = ["btree", "hash", "gin", "gist", "brin", "fulltext", "spatial"];
/** @type {readonly [import("../types.js").Identity, string][]} */
export const IDENTITIES = [
  ["", say("no")],
  ["by_default", say("by default")],
  ["always", say("always")],
];
