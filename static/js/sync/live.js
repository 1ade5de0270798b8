/**
 * Joins the store with the server: sends edits in order after they are kept in this
 * browser, takes in what the server numbers, and says whether all is saved. The messages
 * are those of web/live.go; start at Live.start and Live.submit.
 * @module
 */

import { say } from "../say.js";
import { MAX_LABEL } from "../model/schema.js";
import { Emitter } from "../state/emitter.js";
import { readSnapshot } from "./snapshot.js";

/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("../types.js").Batch} Batch */
/** @typedef {import("../state/store.js").Store} Store */
/** @typedef {import("../state/derived.js").Derived} Derived */
/** @typedef {import("./queue.js").Queue} Queue */
/** @typedef {import("./socket.js").Socket} Socket */
/** @typedef {import("./socket.js").Message} Message */
/** @typedef {import("../app.js").SaveState} SaveState */

const VERSION = 1;
/** A connection that is back sooner than this never shows as offline, ms. */
const PATIENCE = 1500;

/**
 * @typedef {object} LiveEvents
 * @property {SaveState} save
 * @property {{undo: string | null, redo: string | null}} history
 * @property {{label: string, message: string}} refused an edit was taken back
 * @property {{names: string[]}} skipped parts of an undo that somebody else had changed
 * @property {{text: string}} notice
 * @property {{bounds: import("../model/geometry.js").Rect | null}} coming the diagram comes in parts; bounds is around all that will be seen
 * @property {Record<string, never>} cards all cards are there
 * @property {Record<string, never>} ready the diagram is there, and edits go to the server
 */

/** @extends {Emitter<LiveEvents>} */
export class Live extends Emitter {
  /**
   * @param {{store: Store, derived: Derived, queue: Queue, socket: Socket, session: string, snapshot?: string}} parts snapshot is the address to read the diagram from as it comes; without it all comes by the socket
   */
  constructor({ store, derived, queue, socket, session, snapshot = "" }) {
    super();
    this.snapshot = snapshot;
    this.store = store;
    this.derived = derived;
    this.queue = queue;
    this.socket = socket;
    this.session = session;
    this.ready = false;
    this.role = "";
    /** What undo and redo would take back or do again. @type {LiveEvents["history"]} */
    this.history = { undo: null, redo: null };
    socket.on("open", () => this.#hello());
    socket.on("close", () => this.#lost());
    socket.on("message", m => this.#take(m));
    store.on("pending", () => this.#tell());
  }

  #counter = 0;
  #epoch = "";
  #snapshot = true;
  #reading = false;
  /** Writes to the queue happen one after the other. @type {Promise<unknown>} */
  #writing = Promise.resolve();
  /** IDs of edits that are kept in this browser. @type {Set<string>} */
  #kept = new Set();
  /** IDs of edits that were sent at least once. @type {Set<string>} */
  #sent = new Set();
  /** Undo and redo that were asked for. @type {Set<string>} */
  #asked = new Set();
  /** Edits taken back while offline, to be done again. @type {Batch[]} */
  #putBack = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #offline = false;

  async start() {
    const opening = this.queue.open();
    // What is edited before the queue is open is kept as soon as it is.
    this.#writing = opening;
    const read = this.#read();
    for (const batch of await opening) {
      this.#kept.add(batch.id);
      this.store.adopt(batch);
    }
    this.socket.start();
    await read;
    if (!this.ready) this.#timer = setTimeout(() => this.#goOffline(), PATIENCE);
  }

  /** Reads the diagram while it comes; when that fails the socket brings all of it. */
  async #read() {
    if (this.snapshot === "") return;
    this.#reading = true;
    let at = -1;
    let cards = 0;
    const all = await readSnapshot(this.snapshot, {
      begin: head => {
        this.#epoch = head.epoch;
        at = head.head;
        cards = head.cards;
        this.derived.reset();
        this.store.begin();
        this.emit("coming", { bounds: head.bounds });
      },
      take: (objects, n) => {
        this.store.take(objects);
        if (n === cards) this.emit("cards", {});
      },
    });
    this.#reading = false;
    if (all) {
      this.#snapshot = false;
      this.store.head = at;
    }
    // The server answers while the page takes in that all is there.
    if (this.socket.isOpen) this.#hello();
    if (all) this.store.complete(at);
  }

  /** @returns {SaveState} */
  get saveState() {
    const count = this.store.pending.length;
    const state = this.#offline ? "offline" : count > 0 ? "saving" : "saved";
    return { state, count, kept: this.queue.durable };
  }

  /**
   * Applies one act, keeps it and sends it. False when it changes nothing.
   * @param {string} label
   * @param {readonly Op[]} ops
   */
  submit(label, ops) {
    const batch = { id: this.#nextID(), label: shortened(label), ops: [...ops] };
    if (!this.store.submit(batch)) return false;
    this.#putBack = [];
    this.#keep(batch);
    if (!this.ready) this.#tellHistory();
    return true;
  }

  undo() {
    if (this.ready) this.#ask("undo");
    else this.#undoHere();
  }

  redo() {
    if (this.ready) {
      this.#ask("redo");
      return;
    }
    const batch = this.#putBack.pop();
    if (!batch) {
      this.emit("notice", { text: say("There is nothing to redo while the server is out of reach.") });
      return;
    }
    const rest = this.#putBack;
    this.submit(batch.label, batch.ops);
    this.#putBack = rest;
    this.#tellHistory();
  }

  /** @param {Batch} batch */
  #keep(batch) {
    this.#writing = this.#writing
      .then(() => this.queue.put(batch))
      .then(() => {
        this.#kept.add(batch.id);
        if (this.ready) this.#send(batch);
        this.#tell();
      });
  }

  /** @param {Batch} batch */
  #send(batch) {
    if (this.socket.send({ type: "batch", batch })) this.#sent.add(batch.id);
  }

  /**
   * The server knows the history of saved edits: it builds the batch that takes one back.
   * @param {"undo" | "redo"} type
   */
  #ask(type) {
    const id = this.#nextID();
    this.#asked.add(id);
    // Edits that are still being kept go first.
    this.#writing = this.#writing.then(() => {
      this.socket.send({ type, id });
    });
  }

  /** Without the server only edits that were never sent can be taken back. */
  #undoHere() {
    const last = this.store.pending.at(-1);
    if (!last || this.#sent.has(last.batch.id)) {
      this.emit("notice", { text: say("The server is out of reach: saved edits can be undone when it is back.") });
      return;
    }
    this.store.drop(last.batch.id);
    this.#forget(last.batch.id);
    this.#putBack.push(last.batch);
    this.#tellHistory();
  }

  #hello() {
    if (this.#reading) return;
    this.socket.send({
      type: "hello",
      v: VERSION,
      session: this.session,
      after: this.#snapshot ? -1 : this.store.head,
      epoch: this.#epoch,
    });
  }

  /** @param {Message} m */
  #take(m) {
    switch (m.type) {
      case "welcome":
        this.#welcome(m);
        break;
      case "ops":
        this.#receive(/** @type {never} */ (m));
        break;
      case "ack":
        this.#acknowledged(m);
        break;
      case "reject":
        this.#refused(m);
        break;
      case "history":
        this.history = { undo: m.undo ?? null, redo: m.redo ?? null };
        this.emit("history", this.history);
        break;
      case "derived":
        this.derived.receive(/** @type {never} */ (m));
        break;
      case "resync":
        this.socket.restart();
        break;
    }
  }

  /** @param {Message} m */
  #welcome(m) {
    this.#epoch = m.epoch ?? "";
    this.role = m.role ?? "";
    if (m.objects) {
      this.derived.reset();
      this.store.reset(m.objects, m.head);
      this.#snapshot = false;
    }
    this.ready = true;
    this.#offline = false;
    this.#putBack = [];
    clearTimeout(this.#timer);
    for (const p of [...this.store.pending]) if (this.#kept.has(p.batch.id)) this.#send(p.batch);
    this.emit("ready", {});
    this.#tell();
  }

  /** @param {{seq: number, id: string, ops: Op[]}} m */
  #receive(m) {
    let fits = false;
    try {
      fits = this.store.receive(m);
    } catch (e) {
      console.error(e);
    }
    if (!fits) {
      // A batch is missing or does not fit: ask for everything.
      this.#snapshot = true;
      this.socket.restart();
      return;
    }
    this.#forget(m.id);
  }

  /** @param {Message} m */
  #acknowledged(m) {
    this.#forget(m.id);
    this.#asked.delete(m.id);
    // Sent again after a break: the snapshot held it already.
    if (m.seq <= this.store.head) this.store.drop(m.id);
    if (Array.isArray(m.skipped) && m.skipped.length > 0) this.emit("skipped", { names: m.skipped });
    this.#tell();
  }

  /** @param {Message} m */
  #refused(m) {
    const batch = this.store.drop(m.id);
    this.#forget(m.id);
    const message = String(m.error?.message ?? say("The server refused it."));
    if (batch) this.emit("refused", { label: batch.label, message });
    else if (this.#asked.delete(m.id)) this.emit("notice", { text: message });
    this.#tell();
  }

  /** @param {string} id */
  #forget(id) {
    this.#sent.delete(id);
    if (!this.#kept.delete(id) && !id.startsWith(this.session)) return;
    this.#writing = this.#writing.then(() => this.queue.remove(id));
  }

  #lost() {
    this.ready = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#goOffline(), PATIENCE);
  }

  #goOffline() {
    if (this.ready) return;
    this.#offline = true;
    this.#tell();
    this.#tellHistory();
  }

  #tell() {
    this.emit("save", this.saveState);
  }

  /** While offline undo and redo are those of the edits that were never sent. */
  #tellHistory() {
    if (this.ready) return;
    const last = this.store.pending.at(-1)?.batch;
    const undo = last && !this.#sent.has(last.id) ? last.label : null;
    this.history = { undo, redo: this.#putBack.at(-1)?.label ?? null };
    this.emit("history", this.history);
  }

  #nextID() {
    this.#counter++;
    return `${this.session}:${this.#counter}`;
  }
}

/**
 * A label that the server takes: one that names things may be long.
 * @param {string} label
 */
function shortened(label) {
  const bytes = new TextEncoder().encode(label);
  if (bytes.length <= MAX_LABEL) return label;
  // A character that is cut in two is left out.
  const cut = new TextDecoder().decode(bytes.slice(0, MAX_LABEL - 3), { stream: true });
  return `${cut}…`;
}
