/**
 * Listeners by event name. Events are told in the order of on().
 * @module
 */

/**
 * @template {object} Events
 */
export class Emitter {
  constructor() {
    /** @type {Map<keyof Events, Set<(event: never) => void>>} */
    this.listeners = new Map();
  }

  /**
   * Calls fn on each event of this name; the answer stops that.
   * @template {keyof Events} K
   * @param {K} name
   * @param {(event: Events[K]) => void} fn
   */
  on(name, fn) {
    const set = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, set);
    set.add(fn);
    return () => {
      set.delete(fn);
    };
  }

  /**
   * @template {keyof Events} K
   * @param {K} name
   * @param {Events[K]} event
   */
  emit(name, event) {
    for (const fn of [...(this.listeners.get(name) ?? [])]) /** @type {(e: Events[K]) => void} */ (fn)(event);
  }
}
