/**
 * A document for reading: tables with their columns in order, keys, relationships, and
 * who belongs to whom. What is computed is kept until an object it came from changes, so
 * a change costs what it touches. Start at Diagram.table and Diagram.tables.
 * @module
 */

import { cardBox } from "./geometry.js";
import { ROOT } from "./op.js";
import { byOrder } from "./order.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../types.js").Kind} Kind */
/** @typedef {import("./op.js").Document} Document */
/**
 * @template {Kind} [K=Kind]
 * @typedef {import("./op.js").Obj<K>} Obj
 */

/**
 * A column with what its table and the relationships say of it.
 * @typedef {object} Column
 * @property {ID} id
 * @property {string} name
 * @property {string} type
 * @property {boolean} pk part of the primary key
 * @property {boolean} fk child column of a foreign key
 * @property {boolean} unique alone unique, by a key or index that is not the primary key
 * @property {boolean} notNull refuses NULL, by its own property or as part of the primary key
 * @property {Obj<"column">} object
 */

/**
 * A table with everything that belongs to it. It is never changed: after a change there
 * is a new one.
 * @typedef {object} Table
 * @property {ID} id
 * @property {string} name
 * @property {string} color name of its module's colour, or ""
 * @property {Readonly<import("../types.js").TableProps>} props
 * @property {import("./geometry.js").Rect} box of the card, in world units
 * @property {readonly Column[]} columns in order
 * @property {readonly Obj<"key">[]} keys in order
 * @property {readonly Obj<"index">[]} indexes in order
 * @property {readonly Obj<"check">[]} checks in order
 * @property {readonly Obj<"dependency">[]} dependencies in order
 * @property {Obj<"key"> | null} primaryKey the first primary key with columns
 * @property {Obj<"table">} object
 */

/** @type {readonly Kind[]} */
const TOP = ["table", "relationship", "note", "frame", "module", "schema", "domain", "ignore"];

export class Diagram {
  /** @param {Document} document */
  constructor(document) {
    this.document = document;
    for (const o of document.objects.values()) this.#index(o);
  }

  /** @type {Map<ID, Table>} */
  #tables = new Map();
  /** Relationships by table. @type {Map<ID, Set<ID>>} */
  #byTable = new Map();
  /** Tables by relationship. @type {Map<ID, readonly ID[]>} */
  #ends = new Map();
  /** @type {Map<Kind, Set<ID>>} */
  #live = new Map(TOP.map(k => [k, new Set()]));
  /** @type {Map<Kind, readonly Obj[]>} */
  #sorted = new Map();
  /** Last known table of columns and the like. @type {Map<ID, ID>} */
  #parents = new Map();

  /** Properties of the diagram itself. */
  get settings() {
    return /** @type {Obj<"diagram">} */ (this.document.get(ROOT)).props;
  }

  /**
   * The live object of this ID and kind, or undefined.
   * @template {Kind} K
   * @param {ID} id
   * @param {K} kind
   * @returns {Obj<K> | undefined}
   */
  object(id, kind) {
    const o = this.document.get(id);
    return this.document.visible(o) && o.kind === kind ? /** @type {Obj<K>} */ (/** @type {unknown} */ (o)) : undefined;
  }

  /**
   * What a live ID stands for, or "".
   * @param {ID} id
   * @returns {Kind | ""}
   */
  kind(id) {
    const o = this.document.get(id);
    return this.document.visible(o) ? o.kind : "";
  }

  /**
   * The live objects of a kind that belongs to the diagram, in order.
   * @template {Kind} K
   * @param {K} kind
   * @returns {readonly Obj<K>[]}
   */
  all(kind) {
    let list = this.#sorted.get(kind);
    if (!list) {
      list = [...(this.#live.get(kind) ?? [])].map(id => /** @type {Obj} */ (this.document.get(id))).sort(byOrder);
      this.#sorted.set(kind, list);
    }
    return /** @type {readonly Obj<K>[]} */ (/** @type {unknown} */ (list));
  }

  /** IDs of the live tables, in no order. @returns {ReadonlySet<ID>} */
  get tableIDs() {
    return /** @type {Set<ID>} */ (this.#live.get("table"));
  }

  /** IDs of the live relationships, in no order. @returns {ReadonlySet<ID>} */
  get relationshipIDs() {
    return /** @type {Set<ID>} */ (this.#live.get("relationship"));
  }

  /** All tables in order. @returns {Table[]} */
  tables() {
    return this.all("table").map(o => /** @type {Table} */ (this.table(o.id)));
  }

  /**
   * @param {ID} id
   * @returns {Table | undefined}
   */
  table(id) {
    const have = this.#tables.get(id);
    if (have) return have;
    const object = this.object(id, "table");
    if (!object) return undefined;
    const t = this.#read(object);
    this.#tables.set(id, t);
    return t;
  }

  /**
   * The table that holds this object, or is it, or undefined.
   * @param {ID} id
   */
  tableOf(id) {
    const o = this.document.get(id);
    return o ? this.table(o.parent || id) : undefined;
  }

  /**
   * The column with its table, or undefined.
   * @param {ID} id
   * @returns {{table: Table, column: Column, index: number} | undefined}
   */
  column(id) {
    const table = this.tableOf(id);
    const index = table ? table.columns.findIndex(c => c.id === id) : -1;
    return table && index >= 0 ? { table, column: /** @type {Column} */ (table.columns[index]), index } : undefined;
  }

  /**
   * The first table of this name; case counts only when two differ by nothing else.
   * @param {string} name
   */
  tableNamed(name) {
    const low = name.toLowerCase();
    const near = this.all("table").filter(o => o.props.name.toLowerCase() === low);
    const hit = near.find(o => o.props.name === name) ?? near[0];
    return hit && this.table(hit.id);
  }

  /**
   * IDs of the live relationships that touch a table.
   * @param {ID} table
   * @returns {ReadonlySet<ID>}
   */
  relationshipsOf(table) {
    return this.#byTable.get(table) ?? NONE;
  }

  /**
   * The live relationships that touch a table, in order.
   * @param {ID} table
   * @returns {Obj<"relationship">[]}
   */
  linesOf(table) {
    return [...this.relationshipsOf(table)].flatMap(id => this.object(id, "relationship") ?? []).sort(byOrder);
  }

  /**
   * Takes in which objects changed. Returns all IDs whose looks may differ now: the
   * objects, their tables, and tables at the ends of relationships.
   * @param {Iterable<ID>} changed
   * @returns {Set<ID>}
   */
  update(changed) {
    /** @type {Set<ID>} */
    const touched = new Set();
    for (const id of changed) {
      touched.add(id);
      const o = this.document.get(id);
      const table = this.#tables.get(id) ? id : this.#holder(id);
      if (table) touched.add(table);
      if (o?.parent) touched.add(o.parent);
      for (const t of this.#ends.get(id) ?? []) touched.add(t);
      if (o) this.#index(o);
      else this.#forget(id);
      for (const t of this.#ends.get(id) ?? []) touched.add(t);
      if (o?.kind === "module") for (const t of this.all("table")) if (t.props.module === id) touched.add(t.id);
    }
    for (const id of touched) this.#tables.delete(id);
    return touched;
  }

  /**
   * The table whose cached form holds an object that moved away from it.
   * @param {ID} id
   */
  #holder(id) {
    const was = this.#parents.get(id);
    const now = this.document.get(id)?.parent ?? "";
    if (now) this.#parents.set(id, now);
    return was;
  }

  /** @param {Obj} o */
  #index(o) {
    if (o.parent !== "") {
      this.#parents.set(o.id, o.parent);
      return;
    }
    const set = this.#live.get(o.kind);
    if (!set) return;
    this.#sorted.delete(o.kind);
    if (o.deleted) set.delete(o.id);
    else set.add(o.id);
    if (o.kind !== "relationship") return;
    for (const t of this.#ends.get(o.id) ?? []) this.#byTable.get(t)?.delete(o.id);
    this.#ends.delete(o.id);
    if (o.deleted) return;
    const ends = /** @type {Obj<"relationship">} */ (/** @type {unknown} */ (o)).props.ends.map(e => e.table);
    this.#ends.set(o.id, ends);
    for (const t of ends) {
      const of = this.#byTable.get(t);
      if (of) of.add(o.id);
      else this.#byTable.set(t, new Set([o.id]));
    }
  }

  /**
   * Takes out an object that no longer exists at all: an edit that was refused.
   * @param {ID} id
   */
  #forget(id) {
    for (const [kind, set] of this.#live) if (set.delete(id)) this.#sorted.delete(kind);
    for (const t of this.#ends.get(id) ?? []) this.#byTable.get(t)?.delete(id);
    this.#ends.delete(id);
    this.#parents.delete(id);
  }

  /**
   * @param {Obj<"table">} object
   * @returns {Table}
   */
  #read(object) {
    const groups = { column: [], key: [], index: [], check: [], dependency: [] };
    for (const id of this.document.children.get(object.id) ?? []) {
      const o = /** @type {Obj} */ (this.document.get(id));
      if (!o.deleted && o.kind in groups) {
        /** @type {Obj[]} */ (groups[/** @type {keyof typeof groups} */ (o.kind)]).push(o);
      }
    }
    for (const list of Object.values(groups)) list.sort(byOrder);
    /** @type {Obj<"key">[]} */
    const keys = groups.key;
    /** @type {Obj<"index">[]} */
    const indexes = groups.index;
    const primaryKey = keys.find(k => k.props.primary && k.props.columns.length > 0) ?? null;
    const inKey = new Set(primaryKey?.props.columns);
    const unique = new Set([
      ...keys.filter(k => !k.props.primary && k.props.columns.length === 1).map(k => k.props.columns[0]),
      ...indexes
        .filter(x => x.props.unique && !x.props.where && x.props.parts.length === 1)
        .map(x => x.props.parts[0]?.column),
    ]);
    const foreign = this.#childColumns(object.id);
    const columns = /** @type {Obj<"column">[]} */ (groups.column).map(o => ({
      id: o.id,
      name: o.props.name,
      type: o.props.type,
      pk: inKey.has(o.id),
      fk: foreign.has(o.id),
      unique: unique.has(o.id),
      notNull: o.props.not_null || inKey.has(o.id),
      object: o,
    }));
    const module = this.object(object.props.module, "module");
    return {
      id: object.id,
      name: object.props.name,
      color: module?.props.color ?? "",
      props: object.props,
      box: cardBox(object.props, columns.length),
      columns,
      keys,
      indexes,
      checks: groups.check,
      dependencies: groups.dependency,
      primaryKey,
      object,
    };
  }

  /**
   * Columns of a table that foreign keys start at.
   * @param {ID} table
   */
  #childColumns(table) {
    /** @type {Set<ID>} */
    const set = new Set();
    for (const id of this.relationshipsOf(table)) {
      const r = this.object(id, "relationship")?.props;
      if (r && r.ends.length === 2 && r.ends[0]?.table === table) for (const p of r.pairs) set.add(p.from);
    }
    return set;
  }
}

/** @type {ReadonlySet<ID>} */
const NONE = new Set();
