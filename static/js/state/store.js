/**
 * The diagram as this browser shows it: what the server numbered, with the edits it has
 * not numbered yet on top. An edit is applied at once; when somebody else's edit comes in
 * between, the pending ones are taken off, and put back on top of it (rebase).
 *
 * The store sends and keeps nothing; sync/live.js does. Start at Store.submit and
 * Store.receive.
 * @module
 */

import { Diagram } from "../model/diagram.js";
import { Document } from "../model/op.js";
import { Emitter } from "./emitter.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("../types.js").Batch} Batch */
/** @typedef {import("../types.js").WireObject} WireObject */
/** @typedef {import("../model/op.js").Applied} Applied */

/**
 * Objects whose looks may differ now; all is true when the whole diagram was replaced.
 * @typedef {{ids: Set<ID>, all: boolean, local: boolean}} Change
 */

/**
 * An edit that the server has not numbered; applied is null while it does not apply.
 * @typedef {{batch: Batch, applied: Applied | null}} Pending
 */

/**
 * @typedef {object} StoreEvents
 * @property {Change} change
 * @property {Record<string, never>} pending an edit became pending or stopped being so
 * @property {Record<string, never>} complete all that came in parts is there
 */

/** @extends {Emitter<StoreEvents>} */
export class Store extends Emitter {
  constructor() {
    super();
    this.document = new Document();
    /** For reading; a new one after each reset. */
    this.diagram = new Diagram(this.document);
    /** Number of the last batch from the server that is in the document; -1 before the first. */
    this.head = -1;
    /** Whether the server's state is still coming in parts. */
    this.coming = false;
    /** @type {Pending[]} */
    this.pending = [];
  }

  /**
   * Takes the server's state at head; pending edits are put on top.
   * @param {readonly WireObject[]} objects
   * @param {number} head
   */
  reset(objects, head) {
    this.coming = false;
    this.#replace(Document.from(objects), head);
  }

  /** The server's state will come in parts: begins with nothing, and pending edits on top. */
  begin() {
    this.coming = true;
    this.#replace(new Document(), -1);
  }

  /**
   * Takes a part of the server's state. Edits made meanwhile stay on top; one that speaks of
   * what has not come waits for it.
   * @param {readonly WireObject[]} objects
   */
  take(objects) {
    this.#rebase(() => this.document.take(objects));
  }

  /**
   * All parts are there.
   * @param {number} head
   */
  complete(head) {
    this.coming = false;
    this.head = head;
    this.emit("complete", {});
  }

  /**
   * @param {Document} document
   * @param {number} head
   */
  #replace(document, head) {
    this.document = document;
    this.head = head;
    for (const p of this.pending) p.applied = this.#try(p.batch);
    this.diagram = new Diagram(this.document);
    this.emit("change", { ids: new Set(), all: true, local: false });
  }

  /**
   * Applies an edit of this browser. Throws an OpError when it is not allowed; returns
   * false when it changes nothing, which is then forgotten.
   * @param {Batch} batch
   */
  submit(batch) {
    const applied = this.document.apply(batch.ops);
    if (applied.changed.size === 0) return false;
    this.pending.push({ batch, applied });
    this.#tell(applied.changed, true);
    this.emit("pending", {});
    return true;
  }

  /**
   * Puts an edit of an earlier visit on top, to be sent again.
   * @param {Batch} batch
   */
  adopt(batch) {
    if (this.pending.some(p => p.batch.id === batch.id)) return;
    const applied = this.#try(batch);
    this.pending.push({ batch, applied });
    if (applied) this.#tell(applied.changed, true);
    this.emit("pending", {});
  }

  /**
   * Takes a batch that the server numbered. Returns false when one before it is missing.
   * @param {{seq: number, id: string, ops: readonly Op[]}} message
   */
  receive(message) {
    if (message.seq <= this.head) return true;
    if (message.seq !== this.head + 1) return false;
    this.head = message.seq;
    if (this.pending[0]?.batch.id === message.id && this.pending[0].applied) {
      // The oldest edit of this browser came back: the document holds it already.
      this.pending.shift();
      this.emit("pending", {});
      return true;
    }
    this.#rebase(() => {
      this.pending = this.pending.filter(p => p.batch.id !== message.id);
      return this.document.apply(message.ops).changed;
    });
    this.emit("pending", {});
    return true;
  }

  /**
   * Takes a pending edit away: the server refused it, or has it already.
   * @param {string} id
   * @returns {Batch | undefined}
   */
  drop(id) {
    const hit = this.pending.find(p => p.batch.id === id);
    if (!hit) return undefined;
    this.#rebase(() => {
      this.pending = this.pending.filter(p => p !== hit);
      return new Set();
    });
    this.emit("pending", {});
    return hit.batch;
  }

  /**
   * Takes the pending edits off, newest first, makes a change, and puts them back.
   * @param {() => Set<ID>} change
   */
  #rebase(change) {
    /** @type {Set<ID>} */
    const changed = new Set();
    const add = (/** @type {Iterable<ID>} */ ids) => {
      for (const id of ids) changed.add(id);
    };
    for (let i = this.pending.length - 1; i >= 0; i--) {
      const p = /** @type {Pending} */ (this.pending[i]);
      if (!p.applied) continue;
      add(p.applied.changed);
      this.document.restore(p.applied);
      p.applied = null;
    }
    add(change());
    for (const p of this.pending) {
      p.applied = this.#try(p.batch);
      if (p.applied) add(p.applied.changed);
    }
    this.#tell(changed, false);
  }

  /**
   * An edit that no longer fits stays pending without effect, until the server says so.
   * @param {Batch} batch
   */
  #try(batch) {
    try {
      return this.document.apply(batch.ops);
    } catch {
      return null;
    }
  }

  /**
   * @param {Set<ID>} changed
   * @param {boolean} local
   */
  #tell(changed, local) {
    if (changed.size === 0) return;
    this.emit("change", { ids: this.diagram.update(changed), all: false, local });
  }
}
