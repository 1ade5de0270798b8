/**
 * Deleting, with all that would be left dangling: relationships of a table or column, and
 * the column's part in keys, indexes and dependencies. One batch, one undo step.
 * @module
 */

import { say } from "../../say.js";
import { kindName } from "../../model/kind_name.js";
import { remove, set } from "./ops.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../command.js").Act} Act */

/**
 * @param {Diagram} diagram
 * @param {Iterable<ID>} ids objects of any kind
 * @returns {(Act & {done: string, also: string[]}) | null} done: the label once it is done; also: names for people of what goes along
 */
export function removeThings(diagram, ids) {
  const gone = new Set([...ids].filter(id => diagram.kind(id) !== "" && diagram.kind(id) !== "diagram"));
  // What belongs to a table goes with it.
  for (const id of [...gone]) {
    const parent = diagram.document.get(id)?.parent;
    if (parent && gone.has(parent)) gone.delete(id);
  }
  if (gone.size === 0) return null;
  /** @type {Op[]} */
  const ops = [];
  /** @type {string[]} */
  const also = [];
  removeRelationships(diagram, gone, ops, also);
  removeParts(diagram, gone, ops, also);
  removeReferences(diagram, gone, ops);
  const what = nameOf(diagram, gone);
  ops.push(...[...gone].map(remove));
  return { label: say`Delete ${what}`, done: say`Deleted ${what}`, ops, also };
}

/**
 * @param {Diagram} diagram
 * @param {ReadonlySet<ID>} gone
 */
function nameOf(diagram, gone) {
  if (gone.size > 1) return say`${gone.size} things`;
  const id = [...gone][0] ?? "";
  const column = diagram.column(id);
  if (column) return say`column ${column.table.name}.${column.column.name}`;
  const props = /** @type {{name?: string, title?: string}} */ (diagram.document.get(id)?.props ?? {});
  const table = diagram.tableOf(id)?.name ?? "";
  const name = props.name || props.title || (table ? say`of ${table}` : "");
  return `${kindName(diagram.kind(id))} ${name}`.trim();
}

/**
 * @param {Diagram} diagram
 * @param {Set<ID>} gone
 * @param {Op[]} ops
 * @param {string[]} also
 */
function removeRelationships(diagram, gone, ops, also) {
  /** @type {Set<ID>} */
  const near = new Set();
  for (const id of gone) {
    const table = diagram.tableOf(id);
    if (table) for (const r of diagram.relationshipsOf(table.id)) near.add(r);
  }
  for (const id of near) {
    const r = diagram.object(id, "relationship")?.props;
    if (!r || gone.has(id)) continue;
    const ends = r.ends.filter(e => !gone.has(e.table));
    const pairs = r.pairs.filter(p => !gone.has(p.from) && !gone.has(p.to));
    if (ends.length < 2 || (r.pairs.length > 0 && pairs.length === 0)) {
      ops.push(remove(id));
      also.push(say`relationship ${r.ends.map(e => diagram.table(e.table)?.name ?? "?").join(" – ")}`);
      continue;
    }
    if (ends.length !== r.ends.length) ops.push(set(id, "relationship", "ends", ends));
    if (pairs.length !== r.pairs.length) ops.push(set(id, "relationship", "pairs", pairs));
  }
}

/**
 * @param {Diagram} diagram
 * @param {ReadonlySet<ID>} gone
 * @param {Op[]} ops
 * @param {string[]} also
 */
function removeParts(diagram, gone, ops, also) {
  const tables = new Set([...gone].filter(id => diagram.kind(id) === "column").map(id => diagram.tableOf(id)));
  const stays = (/** @type {ID} */ id) => !gone.has(id);
  for (const t of tables) {
    if (!t) continue;
    for (const k of t.keys) {
      const columns = k.props.columns.filter(stays);
      if (columns.length === k.props.columns.length || gone.has(k.id)) continue;
      ops.push(columns.length > 0 ? set(k.id, "key", "columns", columns) : remove(k.id));
      if (columns.length === 0)
        also.push(k.props.primary ? say`primary key of ${t.name}` : say`unique key of ${t.name}`);
    }
    for (const x of t.indexes) {
      const parts = x.props.parts.filter(p => !p.column || stays(p.column));
      const include = x.props.include.filter(stays);
      if (gone.has(x.id)) continue;
      if (parts.length === 0 && x.props.parts.length > 0) {
        ops.push(remove(x.id));
        also.push(x.props.name ? say`index ${x.props.name}` : say`index of ${t.name}`);
        continue;
      }
      if (parts.length !== x.props.parts.length) ops.push(set(x.id, "index", "parts", parts));
      if (include.length !== x.props.include.length) ops.push(set(x.id, "index", "include", include));
    }
    for (const f of t.dependencies) {
      const from = f.props.determinant.filter(stays);
      const to = f.props.dependent.filter(stays);
      if (from.length === f.props.determinant.length && to.length === f.props.dependent.length) continue;
      if (from.length < f.props.determinant.length || to.length === 0) ops.push(remove(f.id));
      else ops.push(set(f.id, "dependency", "dependent", to));
    }
  }
}

/**
 * What named a module, schema or table names none.
 * @param {Diagram} diagram
 * @param {ReadonlySet<ID>} gone
 * @param {Op[]} ops
 */
function removeReferences(diagram, gone, ops) {
  for (const n of diagram.all("note"))
    if (n.props.about && gone.has(n.props.about) && !gone.has(n.id)) ops.push(set(n.id, "note", "about", ""));
  if (![...gone].some(id => diagram.kind(id) === "module" || diagram.kind(id) === "schema")) return;
  for (const t of diagram.all("table")) {
    if (gone.has(t.id)) continue;
    if (gone.has(t.props.module)) ops.push(set(t.id, "table", "module", ""));
    if (gone.has(t.props.schema)) ops.push(set(t.id, "table", "schema", ""));
  }
  for (const f of diagram.all("frame"))
    if (gone.has(f.props.module) && !gone.has(f.id)) ops.push(set(f.id, "frame", "module", ""));
  for (const o of diagram.all("domain"))
    if (gone.has(o.props.schema) && !gone.has(o.id)) ops.push(set(o.id, "domain", "schema", ""));
  for (const m of diagram.all("module")) {
    const allows = m.props.allows.filter(id => !gone.has(id));
    if (allows.length < m.props.allows.length && !gone.has(m.id)) ops.push(set(m.id, "module", "allows", allows));
  }
}
