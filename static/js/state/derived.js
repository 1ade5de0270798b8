/**
 * What the server computed from the diagram: routes of lines and findings. It is never
 * saved here and never sent; each message says at which seq it was computed.
 * @module
 */

import { Emitter } from "./emitter.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {"error" | "warning" | "info" | "hint"} Severity */
/** @typedef {import("../model/geometry.js").Point} Point */

/**
 * @typedef {object} FoundObject
 * @property {import("../types.js").Kind} kind
 * @property {ID} [id]
 * @property {string} [table]
 * @property {ID} [table_id]
 * @property {string} [column]
 */

/**
 * @typedef {object} Finding
 * @property {string} rule
 * @property {string} name
 * @property {string} family
 * @property {"error" | "warning" | "info"} severity
 * @property {"certain" | "likely" | "hint"} tier
 * @property {number} confidence
 * @property {FoundObject[]} objects
 * @property {string} message
 * @property {string[]} evidence
 * @property {{kind: string, table?: string, columns?: string[], ref_table?: string, ref_columns?: string[]}} [suggestion]
 * @property {{title: string, safe: boolean}[]} fixes
 * @property {string} fingerprint
 */

/**
 * A route on the wire, see diagram/layout/route.go.
 * @typedef {{id: ID, points?: [number, number][], legs?: [number, number][][], stub?: boolean, over?: [number, number][]}} WireRoute
 */

/**
 * The way of one line. lines[0] starts at ends[0]; with legs, lines[i] starts at ends[i].
 * @typedef {object} Route
 * @property {readonly (readonly Point[])[]} lines
 * @property {boolean} legs
 * @property {boolean} stub
 * @property {readonly Point[]} over
 */

/** @typedef {{seq: number, routes?: {all?: boolean, set?: WireRoute[] | null, remove?: ID[] | null}, findings?: Finding[] | null}} DerivedMessage */

/**
 * @typedef {object} DerivedEvents
 * @property {{routes: Set<ID> | null, findings: boolean}} change ids of changed routes, null for all
 */

/** How bad, to compare. @type {Record<Severity, number>} */
export const RANK = { error: 3, warning: 2, info: 1, hint: 0 };

/**
 * How a finding is marked: what is only a hint has a mark of its own.
 * @param {Finding} f
 * @returns {Severity}
 */
export function markOf(f) {
  return f.tier === "hint" ? "hint" : f.severity;
}

/** @extends {Emitter<DerivedEvents>} */
export class Derived extends Emitter {
  constructor() {
    super();
    this.seq = -1;
    /** @type {Map<ID, Route>} */
    this.routes = new Map();
    /** @type {readonly Finding[]} */
    this.findings = [];
  }

  /** @type {Map<ID, Finding[]>} */
  #byObject = new Map();
  /** @type {Map<ID, Severity>} */
  #worst = new Map();

  /** Forgets all; after a reconnect the server sends everything. */
  reset() {
    this.seq = -1;
  }

  /**
   * Takes a message; what is older than what is shown is dropped.
   * @param {DerivedMessage} message
   */
  receive(message) {
    if (message.seq < this.seq) return;
    this.seq = message.seq;
    /** @type {Set<ID> | null} */
    let changed = new Set();
    if (message.routes) {
      if (message.routes.all) {
        this.routes.clear();
        changed = null;
      }
      for (const r of message.routes.set ?? []) {
        this.routes.set(r.id, readRoute(r));
        changed?.add(r.id);
      }
      for (const id of message.routes.remove ?? []) {
        this.routes.delete(id);
        changed?.add(id);
      }
    }
    if (message.findings) this.#take(message.findings);
    this.emit("change", { routes: changed, findings: !!message.findings });
  }

  /**
   * Findings that speak of this very object.
   * @param {ID} id
   * @returns {readonly Finding[]}
   */
  findingsOf(id) {
    return this.#byObject.get(id) ?? [];
  }

  /**
   * The worst mark on an object; for a table also of its columns and keys.
   * @param {ID} id
   */
  worst(id) {
    return this.#worst.get(id);
  }

  /** @param {readonly Finding[]} findings */
  #take(findings) {
    this.findings = findings.map(f => ({ ...f, evidence: f.evidence ?? [], fixes: f.fixes ?? [] }));
    this.#byObject.clear();
    this.#worst.clear();
    for (const f of this.findings) {
      const first = f.objects[0];
      for (const o of f.objects) {
        if (!o.id) continue;
        const list = this.#byObject.get(o.id);
        if (!list) this.#byObject.set(o.id, [f]);
        else if (!list.includes(f)) list.push(f);
        // The first column is what the finding is about; the others, say the target of a
        // missing foreign key, are not at fault.
        if (o === first || first?.kind !== "column") this.#mark(o.id, f);
      }
      if (first?.table_id) this.#mark(first.table_id, f);
    }
  }

  /**
   * @param {ID} id
   * @param {Finding} f
   */
  #mark(id, f) {
    const mark = markOf(f);
    const have = this.#worst.get(id);
    if (!have || RANK[mark] > RANK[have]) this.#worst.set(id, mark);
  }
}

/**
 * @param {WireRoute} r
 * @returns {Route}
 */
function readRoute(r) {
  const read = (/** @type {[number, number][]} */ list) => list.map(([x, y]) => ({ x, y }));
  const legs = (r.legs ?? []).length > 0;
  const lines = legs ? (r.legs ?? []).map(read) : r.points && r.points.length > 1 ? [read(r.points)] : [];
  return { lines, legs, stub: r.stub === true, over: read(r.over ?? []) };
}
