/**
 * What lists of the inspector offer: values of properties, and how people call them.
 * @module
 */

/** @type {readonly [string, string][]} */
export const DIALECTS = [
  ["", "not chosen"],
  ["postgres", "PostgreSQL"],
  ["mysql", "MySQL"],
  ["mariadb", "MariaDB"],
  ["sqlite", "SQLite"],
  ["sqlserver", "SQL Server"],
  ["oracle", "Oracle"],
];
/** @type {readonly [import("../types.js").Cardinality, string][]} */
export const CARDS = [
  ["unknown", "not said"],
  ["one", "exactly one"],
  ["zero_one", "none or one"],
  ["many", "many"],
  ["one_many", "one or many"],
  ["zero_many", "any number"],
];
/** @type {readonly [import("../types.js").Action, string][]} */
export const ACTIONS = [
  ["", "the database's default"],
  ["no_action", "no action"],
  ["restrict", "restrict"],
  ["cascade", "cascade"],
  ["set_null", "set null"],
  ["set_default", "set default"],
];
/** @type {readonly [string, string][]} */
export const DRAWINGS = [
  ["", "as a line, or a stub at a table that very many refer to"],
  ["line", "as a line"],
  ["stub", "as a stub at either end"],
];
/** @type {readonly [import("../types.js").TableKind, string][]} */
export const TABLE_KINDS = [
  ["", "Table"],
  ["view", "View"],
  ["junction", "Pivot table"],
  ["entity", "Entity"],
  ["class", "Class"],
];
/** @type {readonly [string, string][]} */
export const NULLS = [
  ["", "NULLs: default"],
  ["first", "NULLs first"],
  ["last", "NULLs last"],
];
/** Ways of looking up that databases know. */
export const METHODS = ["btree", "hash", "gin", "gist", "brin", "fulltext", "spatial"];
/** @type {readonly [import("../types.js").Identity, string][]} */
export const IDENTITIES = [
  ["", "no"],
  ["by_default", "by default"],
  ["always", "always"],
];
