/**
 * What is selected: IDs of tables, relationships, notes and frames, or of columns. The
 * order is that of selecting.
 * @module
 */

import { Emitter } from "./emitter.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/diagram.js").Diagram} Diagram */

/** @extends {Emitter<{change: Record<string, never>}>} */
export class Selection extends Emitter {
  constructor() {
    super();
    /** @type {Set<ID>} */
    this.ids = new Set();
  }

  get size() {
    return this.ids.size;
  }

  /** @param {ID} id */
  has(id) {
    return this.ids.has(id);
  }

  /** The only selected thing, or "". */
  get single() {
    return this.ids.size === 1 ? /** @type {ID} */ ([...this.ids][0]) : "";
  }

  /** @param {Iterable<ID>} ids */
  set(ids) {
    const next = new Set(ids);
    if (next.size === this.ids.size && [...next].every(id => this.ids.has(id))) return;
    this.ids = next;
    this.emit("change", {});
  }

  clear() {
    this.set([]);
  }

  /** @param {ID} id */
  toggle(id) {
    const next = new Set(this.ids);
    if (!next.delete(id)) next.add(id);
    this.set(next);
  }

  /**
   * Drops what no longer exists.
   * @param {Diagram} diagram
   */
  prune(diagram) {
    this.set([...this.ids].filter(id => diagram.kind(id) !== ""));
  }

  /**
   * The selected tables, and those of selected columns, in the order of selecting.
   * @param {Diagram} diagram
   */
  tables(diagram) {
    const tables = new Map();
    for (const id of this.ids) {
      const kind = diagram.kind(id);
      const t = kind === "table" || kind === "column" ? diagram.tableOf(id) : undefined;
      if (t) tables.set(t.id, t);
    }
    return /** @type {import("../model/diagram.js").Table[]} */ ([...tables.values()]);
  }

  /**
   * The selected IDs of a kind.
   * @param {Diagram} diagram
   * @param {import("../types.js").Kind} kind
   */
  of(diagram, kind) {
    return [...this.ids].filter(id => diagram.kind(id) === kind);
  }
}
