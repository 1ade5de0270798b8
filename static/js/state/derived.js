/**
 * What the server computed from the diagram: routes of lines and findings. It is never
 * saved here and never sent; each message says at which seq it was computed.
 * @module
 */

import { Emitter } from "./emitter.js";
import { Findings } from "./findings.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("./findings.js").Finding} Finding */
/** @typedef {import("./findings.js").Severity} Severity */
/** @typedef {import("../model/geometry.js").Point} Point */

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

/** More says that the next message goes on with this one. @typedef {{seq: number, more?: boolean, routes?: {all?: boolean, set?: WireRoute[] | null, remove?: ID[] | null}, findings?: import("./findings.js").FindingsMessage | null}} DerivedMessage */

/**
 * @typedef {object} DerivedEvents
 * @property {{routes: Set<ID>, all: boolean, findings: boolean, more: boolean}} change ids of changed routes; all when none stayed; more is to come of the same
 */

/** @extends {Emitter<DerivedEvents>} */
export class Derived extends Emitter {
  constructor() {
    super();
    this.seq = -1;
    /** @type {Map<ID, Route>} */
    this.routes = new Map();
  }

  #findings = new Findings();
  #all = false;
  #found = false;

  /** All findings, in the order of the server. */
  get findings() {
    return this.#findings.all;
  }

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
    const more = message.more === true;
    /** @type {Set<ID>} */
    const changed = new Set();
    if (message.routes) {
      if (message.routes.all) {
        this.#all = true;
        for (const id of this.routes.keys()) changed.add(id);
        this.routes.clear();
      }
      for (const r of message.routes.set ?? []) {
        this.routes.set(r.id, readRoute(r));
        changed.add(r.id);
      }
      for (const id of message.routes.remove ?? []) {
        this.routes.delete(id);
        changed.add(id);
      }
    }
    if (message.findings) {
      this.#findings.receive(message.findings);
      this.#found = true;
    }
    this.emit("change", { routes: changed, all: this.#all, findings: this.#found && !more, more });
    if (!more) this.#all = this.#found = false;
  }

  /**
   * Findings that speak of this very object.
   * @param {ID} id
   */
  findingsOf(id) {
    return this.#findings.of(id);
  }

  /**
   * Findings that an object is marked for, the worst first.
   * @param {ID} id
   */
  marking(id) {
    return this.#findings.marking(id);
  }

  /**
   * The worst mark on an object; for a table also of its columns and keys.
   * @param {ID} id
   */
  worst(id) {
    return this.#findings.worst(id);
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
