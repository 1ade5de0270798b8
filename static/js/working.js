/**
 * Work of the server that may take a while: a box at the lower edge shows how far it is, and
 * ends it.
 * @module
 */

import { say } from "./say.js";
import { el } from "./element.js";

/** Shorter work shows nothing, ms. */
const PATIENCE = 300;

/**
 * @template T
 * @param {string} text what is done
 * @param {(signal: AbortSignal, progress: (p: {done: number, total: number}) => void) => Promise<T>} work
 * @returns {Promise<T | null>} null when it was cancelled
 */
export async function working(text, work) {
  const stop = new AbortController();
  const bar = el("progress", { "aria-label": text });
  const cancel = el("button", { type: "button", onclick: () => stop.abort() }, say("Cancel"));
  const box = el("div", { class: "toast working" }, el("span", null, text), bar, cancel);
  const timer = setTimeout(() => document.querySelector("#toasts")?.append(box), PATIENCE);
  try {
    return await work(stop.signal, p => {
      bar.max = Math.max(1, p.total);
      bar.value = p.done;
    });
  } catch (e) {
    if (stop.signal.aborted) return null;
    throw e;
  } finally {
    clearTimeout(timer);
    box.remove();
  }
}
