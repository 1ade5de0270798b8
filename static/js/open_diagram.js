/**
 * Opens a diagram that the server keeps: its store, what is computed from it, and the live
 * channel that joins them. Every page that edits a diagram starts here; the App of the canvas
 * is built on top. Says in messages when an edit did not come through.
 * @module
 */

import { fitting } from "./model/limits.js";
import { number, say } from "./say.js";
import { Derived } from "./state/derived.js";
import { Store } from "./state/store.js";
import { Live } from "./sync/live.js";
import { Queue } from "./sync/queue.js";
import { Socket } from "./sync/socket.js";
import { toast } from "./toast.js";

/**
 * @param {{diagram: string, url: string}} page ID of the diagram, address of the live channel
 */
export function openDiagram({ diagram, url }) {
  const session = crypto.randomUUID();
  const store = new Store();
  const derived = new Derived();
  const queue = new Queue(diagram, session);
  const snapshot = new URL("snapshot", url.replace(/^ws/, "http")).href;
  const live = new Live({ store, derived, queue, socket: new Socket(url), session, snapshot });
  live.on("refused", e => toast(say`${e.label} was taken back. ${e.message}`, { kind: "error" }));
  live.on("skipped", e => toast(say`Left as it is, because somebody changed it since: ${e.names.join(", ")}.`));
  live.on("notice", e => toast(e.text));

  /**
   * One act of the person; false when it changes nothing or is not allowed.
   * @param {string} label
   * @param {import("./types.js").Op[]} ops
   */
  function submit(label, ops) {
    try {
      const { ops: fit, cut } = fitting(ops);
      const done = fit.length > 0 && live.submit(label, fit);
      if (done && cut > 0) toast(say`Cut after ${number(cut)} characters: no more are kept.`);
      return done;
    } catch (e) {
      toast(say`That can't be done: ${e instanceof Error ? e.message : String(e)}`, { kind: "error" });
      return false;
    }
  }

  return { store, derived, live, submit };
}
