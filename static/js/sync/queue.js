/**
 * Edits that the server has not acknowledged, kept in this browser: written before an edit
 * counts as done, so that closing the tab or losing the network loses nothing. Each tab
 * owns the edits of its session; a tab that starts adopts those of tabs that are gone.
 * Without IndexedDB (blocked storage, some private windows) they last as long as the tab.
 * @module
 */

/** @typedef {import("../types.js").Batch} Batch */

const NAME = "crowsfoot";
const STORE = "batches";

/** @typedef {{key: string, diagram: string, session: string, n: number, batch: Batch}} Kept */

export class Queue {
  /**
   * @param {string} diagram
   * @param {string} session of this tab
   * @param {IDBFactory | undefined} [factory]
   * @param {LockManager | undefined} [locks]
   */
  constructor(diagram, session, factory = globalThis.indexedDB, locks = globalThis.navigator?.locks) {
    this.diagram = diagram;
    this.session = session;
    this.factory = factory;
    this.locks = locks;
    /** Whether kept edits survive closing the tab. */
    this.durable = false;
  }

  /** @type {IDBDatabase | null} */
  #db = null;

  /**
   * Opens the queue and answers edits of tabs that are gone, in order.
   * @returns {Promise<Batch[]>}
   */
  async open() {
    // Held as long as the tab lives: others see by it that the session has an owner.
    this.#hold(this.session);
    try {
      this.#db = await openDatabase(this.factory);
      this.durable = true;
      return await this.#orphans();
    } catch {
      this.durable = false;
      return [];
    }
  }

  /**
   * Keeps an edit; done when it is written.
   * @param {Batch} batch
   */
  async put(batch) {
    if (!this.#db) return;
    const [session = "", n = "0"] = batch.id.split(":");
    /** @type {Kept} */
    const kept = { key: `${this.diagram} ${batch.id}`, diagram: this.diagram, session, n: Number(n), batch };
    try {
      await done(this.#db.transaction(STORE, "readwrite").objectStore(STORE).put(kept));
    } catch {
      // Quota or a broken database: from here on edits last as long as the tab.
      this.durable = false;
    }
  }

  /**
   * Forgets an edit that the server has, or refused.
   * @param {string} id
   */
  async remove(id) {
    if (!this.#db) return;
    try {
      await done(this.#db.transaction(STORE, "readwrite").objectStore(STORE).delete(`${this.diagram} ${id}`));
    } catch {
      // It is sent again after the next start, which is harmless.
    }
  }

  /** @returns {Promise<Batch[]>} */
  async #orphans() {
    if (!this.#db) return [];
    const store = this.#db.transaction(STORE).objectStore(STORE);
    const all = /** @type {Kept[]} */ (await done(store.index("diagram").getAll(this.diagram)));
    /** @type {Kept[]} */
    const mine = [];
    for (const session of new Set(all.map(k => k.session))) {
      if (session === this.session || !(await this.#hold(session))) continue;
      mine.push(...all.filter(k => k.session === session));
    }
    mine.sort((a, b) => (a.session === b.session ? a.n - b.n : a.session < b.session ? -1 : 1));
    return mine.map(k => k.batch);
  }

  /**
   * Becomes the owner of a session, until the tab ends. False when another tab is.
   * @param {string} session
   * @returns {Promise<boolean>}
   */
  #hold(session) {
    if (!this.locks) return Promise.resolve(true);
    return new Promise(answer => {
      this.locks
        ?.request(`crowsfoot-session-${session}`, { ifAvailable: true }, lock => {
          answer(lock !== null);
          return lock ? new Promise(() => {}) : undefined;
        })
        .catch(() => answer(true));
    });
  }
}

/**
 * @param {IDBFactory | undefined} factory
 * @returns {Promise<IDBDatabase>}
 */
function openDatabase(factory) {
  if (!factory) return Promise.reject(new Error("there is no IndexedDB"));
  const request = factory.open(NAME, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(STORE, { keyPath: "key" });
    store.createIndex("diagram", "diagram");
  };
  return done(request);
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    if (request.transaction) request.transaction.onabort = () => reject(request.transaction?.error);
    if ("onblocked" in request) {
      /** @type {IDBOpenDBRequest} */ (/** @type {unknown} */ (request)).onblocked = () => reject(new Error("blocked"));
    }
  });
}
