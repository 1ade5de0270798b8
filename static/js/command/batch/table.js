/**
 * Tables, notes and frames: made, renamed, moved, copied.
 * @module
 */

import { say } from "../../say.js";
import { freePlace, snap } from "../../model/geometry.js";
import { newID } from "../../model/id.js";
import { givenProps } from "../../model/op.js";
import { counted } from "../../model/noun.js";
import { orderBetween } from "../../model/order.js";
import { CARD_WIDTH, HEADER_HEIGHT, ROW_HEIGHT } from "../../model/schema.js";
import { freeName, lastOrder, put, set } from "./ops.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../../model/geometry.js").Point} Point */
/** @typedef {import("../command.js").Act} Act */

/** Kept free around a new table. */
const GAP = 20;

/**
 * An empty table whose header is around a point.
 * @param {Diagram} diagram
 * @param {Point} at
 * @param {string} [name]
 * @param {import("../../types.js").TableKind} [kind]
 * @returns {Act & {id: ID}}
 */
export function addTable(diagram, at, name, kind = "") {
  const id = newID();
  const free = freeName(
    name ?? "table",
    diagram.all("table").map(t => t.props.name),
  );
  const box = {
    x: snap(at.x - CARD_WIDTH / 2),
    y: snap(at.y - HEADER_HEIGHT / 2),
    w: CARD_WIDTH,
    h: HEADER_HEIGHT + 3 * ROW_HEIGHT,
  };
  const pos = freePlace(
    box,
    diagram.tables().map(t => t.box),
    GAP,
  );
  return {
    label: kind === "view" ? say`Add view ${free}` : say`Add table ${free}`,
    ops: [put("table", id, "", lastOrder(diagram, "table"), { name: free, pos, ...(kind ? { kind } : {}) })],
    id,
  };
}

/**
 * @param {Diagram} diagram
 * @param {ID} id
 * @param {string} name
 * @returns {Act | null}
 */
export function renameTable(diagram, id, name) {
  const t = diagram.table(id);
  const clean = name.trim().replace(/\s+/g, " ");
  if (!t || clean === "" || clean === t.name) return null;
  return { label: say`Rename table ${t.name}`, ops: [set(id, "table", "name", clean)], id };
}

/**
 * New places of tables, notes and frames.
 * @param {Diagram} diagram
 * @param {ReadonlyMap<ID, Point>} places
 * @returns {Act | null}
 */
export function moveThings(diagram, places) {
  /** @type {Op[]} */
  const ops = [];
  for (const [id, p] of places) {
    const kind = diagram.kind(id);
    if (kind === "table" || kind === "note" || kind === "frame") ops.push(set(id, kind, "pos", { x: p.x, y: p.y }));
  }
  if (ops.length === 0) return null;
  const only = ops.length === 1 ? diagram.table(ops[0]?.id ?? "")?.name : undefined;
  return { label: only ? say`Move ${only}` : say`Move ${ops.length} things`, ops };
}

/**
 * @param {Diagram} diagram
 * @param {import("../../model/geometry.js").Rect} box
 * @returns {Act & {id: ID}}
 */
export function addNote(diagram, box) {
  const id = newID();
  const props = { pos: { x: box.x, y: box.y }, size: { w: box.w, h: box.h } };
  return { label: say("Add note"), ops: [put("note", id, "", lastOrder(diagram, "note"), props)], id };
}

/**
 * @param {Diagram} diagram
 * @param {import("../../model/geometry.js").Rect} box
 * @returns {Act & {id: ID}}
 */
export function addFrame(diagram, box) {
  const id = newID();
  const title = freeName(
    say("Area"),
    diagram.all("frame").map(f => f.props.title),
  );
  const props = { title, pos: { x: box.x, y: box.y }, size: { w: box.w, h: box.h } };
  return { label: say("Add frame"), ops: [put("frame", id, "", lastOrder(diagram, "frame"), props)], id };
}

/**
 * What tables, notes and frames are, as text for the clipboard: a list of puts.
 * Relationships among the tables come along.
 * @param {Diagram} diagram
 * @param {Iterable<ID>} ids
 */
export function copyText(diagram, ids) {
  const all = new Set(ids);
  /** @type {Op[]} */
  const ops = [];
  for (const id of all) {
    const o = diagram.document.get(id);
    if (!o || !diagram.document.visible(o) || !["table", "note", "frame"].includes(o.kind)) continue;
    ops.push(putAgain(o, id));
    const t = diagram.table(id);
    if (t)
      for (const c of [...t.columns.map(c => c.object), ...t.keys, ...t.indexes, ...t.checks, ...t.dependencies])
        ops.push(putAgain(c, id));
  }
  for (const r of diagram.all("relationship")) {
    if (r.props.ends.every(e => all.has(e.table))) ops.push(putAgain(r, ""));
  }
  return ops.length > 0 ? JSON.stringify({ crowsfoot: 1, ops }) : "";
}

/**
 * @param {import("../../model/op.js").Obj} o
 * @param {ID} table
 * @returns {Op}
 */
function putAgain(o, table) {
  return put(/** @type {"note"} */ (o.kind), o.id, o.parent ? table : "", o.order, givenProps(o) ?? {});
}

/**
 * Puts what copyText wrote into a diagram, with new IDs, its middle at a point. Null when
 * the text is something else.
 * @param {Diagram} diagram
 * @param {string} text
 * @param {Point | null} at null: beside where it was
 * @returns {(Act & {made: ID[]}) | null}
 */
export function pasteText(diagram, text, at) {
  const list = readCopy(text);
  if (!list) return null;
  const fresh = new Map(list.map(o => [o.id, newID()]));
  const named = diagram.all("table").map(t => t.props.name);
  const orders = {
    table: lastOrder(diagram, "table"),
    note: lastOrder(diagram, "note"),
    frame: lastOrder(diagram, "frame"),
    relationship: lastOrder(diagram, "relationship"),
  };
  const shift = shiftOf(list, at);
  const made = [];
  /** @type {Op[]} */
  const ops = [];
  for (const o of list) {
    const props = /** @type {Record<string, unknown>} */ (renamed(o.props ?? {}, fresh));
    const id = fresh.get(o.id) ?? newID();
    delete props.source;
    let order = o.order;
    if (Object.hasOwn(orders, o.kind)) {
      const kind = /** @type {keyof typeof orders} */ (o.kind);
      order = orders[kind];
      orders[kind] = orderBetween(order, "");
    }
    if (o.kind === "table" || o.kind === "note" || o.kind === "frame") {
      const p = /** @type {Point} */ (props.pos ?? { x: 0, y: 0 });
      props.pos = { x: p.x + shift.x, y: p.y + shift.y };
      made.push(id);
    }
    if (o.kind === "table") {
      props.name = freeName(String(props.name ?? "table"), named);
      named.push(String(props.name));
      // Modules and schemas of another diagram mean nothing here.
      for (const ref of ["module", "schema"]) if (!diagram.document.get(String(props[ref] ?? ""))) delete props[ref];
    }
    ops.push(put(o.kind, id, o.parent ? (fresh.get(o.parent) ?? "") : "", order, props));
  }
  const tables = list.filter(o => o.kind === "table").length;
  return { label: tables > 0 ? say`Paste ${counted(tables, "table")}` : say("Paste"), ops, made };
}

/**
 * @param {string} text
 * @returns {(Op & {op: "put"})[] | null}
 */
function readCopy(text) {
  if (!text.startsWith('{"crowsfoot":1')) return null;
  try {
    const body = JSON.parse(text);
    const ops = Array.isArray(body.ops) ? body.ops : [];
    const good = ops.every(
      (/** @type {unknown} */ o) => typeof o === "object" && o !== null && "op" in o && o.op === "put" && "id" in o,
    );
    return good && ops.length > 0 ? ops : null;
  } catch {
    return null;
  }
}

/**
 * @param {(Op & {op: "put"})[]} list
 * @param {Point | null} at
 * @returns {Point}
 */
function shiftOf(list, at) {
  const places = list.map(o => o.props?.pos).filter(p => p !== undefined);
  if (!at || places.length === 0) return { x: 40, y: 40 };
  const xs = places.map(p => /** @type {Point} */ (p).x);
  const ys = places.map(p => /** @type {Point} */ (p).y);
  const mid = (/** @type {number[]} */ v, /** @type {number} */ size) => (Math.min(...v) + Math.max(...v) + size) / 2;
  return { x: snap(at.x - mid(xs, CARD_WIDTH)), y: snap(at.y - mid(ys, HEADER_HEIGHT)) };
}

/**
 * A copy of a value with the IDs in it replaced.
 * @param {unknown} value
 * @param {ReadonlyMap<ID, ID>} fresh
 * @returns {unknown}
 */
function renamed(value, fresh) {
  if (typeof value === "string") return fresh.get(value) ?? value;
  if (Array.isArray(value)) return value.map(v => renamed(v, fresh));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [k, k === "name" || k === "text" || k === "comment" ? v : renamed(v, fresh)]),
  );
}
