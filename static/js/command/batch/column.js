/**
 * Columns: from typed lines, renamed, moved, made key or nullable.
 * @module
 */

import { say } from "../../say.js";
import { newID } from "../../model/id.js";
import { givenProps } from "../../model/op.js";
import { orderBetween, ordersBetween } from "../../model/order.js";
import { withCards } from "./follow.js";
import { foreignType, keyColumns } from "./relate.js";
import { freeName, lastOrder, orderBehind, put, remove, set } from "./ops.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../../model/diagram.js").Table} Table */
/** @typedef {import("../../model/diagram.js").Column} Column */
/** @typedef {import("../../model/typed_line.js").TypedLine} TypedLine */
/** @typedef {import("../command.js").Act} Act */

/**
 * Adds columns at the end of a table, or below one of its columns. Keys and foreign keys
 * that the lines say come with them.
 * @param {Diagram} diagram
 * @param {ID} tableID
 * @param {readonly TypedLine[]} lines
 * @param {ID} [after] a column
 * @returns {Act | null}
 */
export function addColumns(diagram, tableID, lines, after) {
  const table = diagram.table(tableID);
  if (!table || lines.length === 0) return null;
  const at = after ? table.columns.findIndex(c => c.id === after) : table.columns.length - 1;
  const orders = ordersBetween(
    table.columns[at]?.object.order ?? "",
    table.columns[at + 1]?.object.order ?? "",
    lines.length,
  );
  /** @type {Op[]} */
  const ops = [];
  /** @type {ID[]} */
  const pk = [];
  /** @type {ID[][]} */
  const unique = [];
  let id = "";
  const others = [];
  let order = lastOrder(diagram, "relationship");
  for (const [i, line] of lines.entries()) {
    id = newID();
    const target = resolveTarget(diagram, line, table);
    ops.push(put("column", id, tableID, orders[i] ?? "", columnProps(line, target?.column)));
    if (line.pk) pk.push(id);
    if (line.unique && !line.pk) unique.push([id]);
    if (target) {
      others.push(relationship(id, order, table, line, target));
      order = orderBetween(order, "");
    }
  }
  ops.push(...keyOps(table, pk, unique), ...others);
  const label =
    lines.length === 1
      ? say`Add column ${table.name}.${lines[0]?.name ?? ""}`
      : say`Add ${lines.length} columns to ${table.name}`;
  return { label, ops, id };
}

/**
 * Gives a column what a typed line says. A line that holds only a name renames; a line
 * without a type keeps the type.
 * @param {Diagram} diagram
 * @param {ID} columnID
 * @param {TypedLine} line
 * @returns {Act | null}
 */
export function editColumn(diagram, columnID, line) {
  const hit = diagram.column(columnID);
  if (!hit || line.name === "") return null;
  const { table, column } = hit;
  const props = column.object.props;
  /** @type {Op[]} */
  const ops = [];
  if (line.name !== column.name) ops.push(set(columnID, "column", "name", line.name));
  if (!line.nameOnly) {
    const target = resolveTarget(diagram, line, table);
    const type = line.type || props.type || (target ? foreignType(target.column.type) : "");
    const notNull = line.notNull === true;
    if (type !== props.type) ops.push(set(columnID, "column", "type", type));
    if (!line.pk && notNull !== props.not_null) ops.push(set(columnID, "column", "not_null", notNull));
    if (line.default !== props.default) ops.push(set(columnID, "column", "default", line.default));
    if (line.comment && line.comment !== props.comment) ops.push(set(columnID, "column", "comment", line.comment));
    if (line.identity && props.identity === "") ops.push(set(columnID, "column", "identity", "by_default"));
    if (line.pk !== column.pk) ops.push(...keyToggleOps(table, column));
    if (line.unique !== column.unique && !line.pk) ops.push(...uniqueToggleOps(table, [columnID]));
    const refers = (/** @type {Column} */ to) =>
      [...diagram.relationshipsOf(table.id)].some(id =>
        diagram.object(id, "relationship")?.props.pairs.some(p => p.from === columnID && p.to === to.id),
      );
    if (target && !refers(target.column)) {
      ops.push(relationship(columnID, lastOrder(diagram, "relationship"), table, line, target));
    }
  }
  if (ops.length === 0) return null;
  const label =
    ops.length === 1 && line.name !== column.name
      ? say`Rename column ${table.name}.${column.name}`
      : say`Edit column ${table.name}.${line.name}`;
  return { label, ops: withCards(diagram, table, ops), id: columnID };
}

/**
 * Copies columns, each below the one it is a copy of. Keys stay with the first: a copy is
 * a column like it, not part of its key.
 * @param {Diagram} diagram
 * @param {readonly ID[]} ids
 * @returns {(Act & {made: ID[]}) | null}
 */
export function duplicateColumns(diagram, ids) {
  const hits = ids.map(id => diagram.column(id)).filter(h => h !== undefined);
  const first = hits[0];
  if (!first) return null;
  /** @type {Map<Table, string[]>} */
  const taken = new Map();
  const made = hits.map(() => newID());
  const ops = hits.map(({ table, column, index }, i) => {
    const names = taken.get(table) ?? table.columns.map(c => c.name);
    taken.set(table, names);
    const name = freeName(column.name, names);
    names.push(name);
    const order = orderBetween(column.object.order, table.columns[index + 1]?.object.order ?? "");
    const { source: _, ...props } = /** @type {Record<string, unknown>} */ (givenProps(column.object) ?? {});
    return put("column", made[i] ?? "", table.id, order, { ...props, name });
  });
  const label =
    hits.length === 1
      ? say`Duplicate column ${first.table.name}.${first.column.name}`
      : say`Duplicate ${hits.length} columns`;
  return { label, ops, made };
}

/**
 * Moves columns up (-1) or down (+1) among those of their table. Columns that stand
 * together stay together.
 * @param {Diagram} diagram
 * @param {readonly ID[]} columnIDs of one table
 * @param {-1 | 1} by
 * @returns {Act | null}
 */
export function moveColumns(diagram, columnIDs, by) {
  const hits = columnIDs.map(id => diagram.column(id)).filter(h => h !== undefined);
  const first = hits[0];
  if (!first || hits.some(h => h.table !== first.table)) return null;
  const { table } = first;
  const rows = hits.map(h => h.index).sort((a, b) => a - b);
  const top = rows[0] ?? 0;
  const bottom = rows.at(-1) ?? 0;
  const passed = by < 0 ? top - 1 : bottom + 1;
  if (bottom - top !== rows.length - 1 || passed < 0 || passed >= table.columns.length) return null;
  const order = (/** @type {number} */ i) => table.columns[i]?.object.order ?? "";
  const label =
    rows.length === 1 ? say`Move column ${table.name}.${first.column.name}` : say`Move ${rows.length} columns`;
  // One column jumps over its neighbour; over several the neighbour jumps.
  const [id, above, below] =
    rows.length === 1
      ? by < 0
        ? [first.column.id, top - 2, top - 1]
        : [first.column.id, bottom + 1, bottom + 2]
      : by < 0
        ? [table.columns[passed]?.id ?? "", bottom, bottom + 1]
        : [table.columns[passed]?.id ?? "", top - 1, top];
  return { label, ops: [{ op: "order", id, order: orderBetween(order(above), order(below)) }], id: first.column.id };
}

/**
 * Puts columns into the primary key of their table, or takes them out when all are in.
 * @param {Diagram} diagram
 * @param {readonly ID[]} columnIDs of one table
 * @returns {Act | null}
 */
export function toggleKey(diagram, columnIDs) {
  const hits = columnIDs.map(id => diagram.column(id)).filter(h => h !== undefined);
  const table = hits[0]?.table;
  if (!table || hits.some(h => h.table !== table)) return null;
  const ids = hits.map(h => h.column.id);
  const have = table.primaryKey?.props.columns ?? [];
  const all = ids.every(id => have.includes(id));
  const want = all ? have.filter(id => !ids.includes(id)) : [...have, ...ids.filter(id => !have.includes(id))];
  const ops = withCards(diagram, table, primaryOps(table, want));
  return { label: all ? say("Remove from primary key") : say("Make primary key"), ops };
}

/**
 * Lets columns hold NULL, or forbids it when one of them may. The cardinality of foreign
 * keys follows.
 * @param {Diagram} diagram
 * @param {readonly ID[]} columnIDs
 * @returns {Act | null}
 */
export function toggleNull(diagram, columnIDs) {
  const hits = columnIDs.map(id => diagram.column(id)).filter(h => h !== undefined && !h.column.pk);
  if (hits.length === 0) return null;
  const want = hits.some(h => !h?.column.object.props.not_null);
  return { label: want ? say("Forbid NULL") : say("Allow NULL"), ops: notNullOps(diagram, columnIDs, want) };
}

/**
 * Lets columns of any tables hold NULL, or forbids it. Those of primary keys stay.
 * @param {Diagram} diagram
 * @param {readonly ID[]} columnIDs
 * @param {boolean} want
 * @returns {Op[]}
 */
export function notNullOps(diagram, columnIDs, want) {
  /** @type {Map<Table, Op[]>} */
  const byTable = new Map();
  for (const id of columnIDs) {
    const hit = diagram.column(id);
    if (!hit || hit.column.pk) continue;
    const ops = byTable.get(hit.table) ?? [];
    ops.push(set(id, "column", "not_null", want));
    byTable.set(hit.table, ops);
  }
  return [...byTable].flatMap(([table, ops]) => withCards(diagram, table, ops));
}

/**
 * Makes columns unique together, or takes that away.
 * @param {Diagram} diagram
 * @param {readonly ID[]} columnIDs of one table
 * @returns {Act | null}
 */
export function toggleUnique(diagram, columnIDs) {
  const hits = columnIDs.map(id => diagram.column(id)).filter(h => h !== undefined);
  const table = hits[0]?.table;
  if (!table || hits.some(h => h.table !== table)) return null;
  const ids = hits.map(h => h.column.id);
  const ops = uniqueToggleOps(table, ids);
  const made = ops.some(op => op.op === "put");
  const [make, drop] =
    ids.length > 1
      ? [say("Make unique together"), say("Remove unique together")]
      : [say("Make unique"), say("Remove unique")];
  return { label: made ? make : drop, ops: withCards(diagram, table, ops) };
}

/**
 * Where "->" of a line points, or null when there is no such table or column. Without a
 * column it is the single key of the table.
 * @param {Diagram} diagram
 * @param {TypedLine} line
 * @param {Table} [own] the table the line is typed in
 * @returns {{table: Table, column: Column} | null}
 */
export function resolveTarget(diagram, line, own) {
  if (!line.target) return null;
  const named = own && own.name.toLowerCase() === line.target.table.toLowerCase() ? own : undefined;
  const table = diagram.tableNamed(line.target.table) ?? named;
  if (!table) return null;
  const want = line.target.column.toLowerCase();
  const column = want ? table.columns.find(c => c.name.toLowerCase() === want) : keyColumns(table)[0];
  return column ? { table, column } : null;
}

/**
 * @param {TypedLine} line
 * @param {Column} [target]
 * @returns {Partial<import("../../types.js").ColumnProps>}
 */
function columnProps(line, target) {
  /** @type {Partial<import("../../types.js").ColumnProps>} */
  const props = { name: line.name };
  const type = line.type || (target ? foreignType(target.type) : "");
  if (type) props.type = type;
  // A key of a database refuses NULL by itself; a reference typed without a mark is meant.
  if (line.notNull === true && !line.pk) props.not_null = true;
  if (line.identity) props.identity = "by_default";
  if (line.default) props.default = line.default;
  if (line.comment) props.comment = line.comment;
  return props;
}

/**
 * @param {ID} column the child column
 * @param {string} order
 * @param {Table} child
 * @param {TypedLine} line
 * @param {{table: Table, column: Column}} target
 * @returns {Op}
 */
function relationship(column, order, child, line, target) {
  const single = line.unique || (line.pk && child.primaryKey === null);
  return put("relationship", newID(), "", order, {
    ends: [
      { table: child.id, card: single ? "zero_one" : "zero_many" },
      { table: target.table.id, card: line.notNull === true || line.pk ? "one" : "zero_one" },
    ],
    pairs: [{ from: column, to: target.column.id }],
    directed: true,
  });
}

/**
 * @param {Table} table
 * @param {ID[]} pk columns to add to the primary key
 * @param {ID[][]} unique
 * @returns {Op[]}
 */
function keyOps(table, pk, unique) {
  const ops = pk.length > 0 ? primaryOps(table, [...(table.primaryKey?.props.columns ?? []), ...pk]) : [];
  const behind = orderBehind(table.keys);
  const orders = ordersBetween(behind, "", unique.length);
  unique.forEach((columns, i) => {
    ops.push(put("key", newID(), table.id, orders[i] ?? behind, { columns }));
  });
  return ops;
}

/**
 * Gives the primary key these columns; an empty one goes.
 * @param {Table} table
 * @param {ID[]} columns
 * @returns {Op[]}
 */
function primaryOps(table, columns) {
  const key = table.primaryKey;
  if (!key)
    return columns.length > 0
      ? [put("key", newID(), table.id, orderBehind(table.keys), { primary: true, columns })]
      : [];
  return [columns.length > 0 ? set(key.id, "key", "columns", columns) : remove(key.id)];
}

/**
 * @param {Table} table
 * @param {Column} column
 */
function keyToggleOps(table, column) {
  const have = table.primaryKey?.props.columns ?? [];
  return primaryOps(table, column.pk ? have.filter(id => id !== column.id) : [...have, column.id]);
}

/**
 * What makes exactly these columns unique together, beside the primary key.
 * @param {Table} table
 * @param {readonly ID[]} ids
 */
export function uniquesOf(table, ids) {
  const same = (/** @type {readonly (ID | undefined)[]} */ columns) =>
    columns.length === ids.length && ids.every(id => columns.includes(id));
  return {
    keys: table.keys.filter(k => !k.props.primary && same(k.props.columns)),
    indexes: table.indexes.filter(
      x => x.props.unique && x.props.where === "" && same(x.props.parts.map(p => p.column)),
    ),
  };
}

/**
 * @param {Table} table
 * @param {readonly ID[]} ids
 * @returns {Op[]}
 */
function uniqueToggleOps(table, ids) {
  const { keys, indexes } = uniquesOf(table, ids);
  if (keys.length + indexes.length === 0)
    return [put("key", newID(), table.id, orderBehind(table.keys), { columns: [...ids] })];
  return [...keys.map(k => remove(k.id)), ...indexes.map(x => set(x.id, "index", "unique", false))];
}
