/**
 * Runs the active tool: gives it presses and keeps its state. Holding Space pans with any
 * tool; Escape cancels, and with nothing to cancel goes back to the select tool.
 * @module
 */

import { handTool } from "./hand.js";

/** @typedef {import("./tool.js").Tool} Tool */
/** @typedef {import("./tool.js").State} State */
/** @typedef {import("./tool.js").Press} Press */
/** @typedef {import("./tool.js").Stage} Stage */

export class Toolbox {
  /**
   * @param {readonly Tool[]} tools the first is the one to come back to
   * @param {Stage} stage
   * @param {(tool: Tool) => void} changed
   */
  constructor(tools, stage, changed) {
    this.tools = tools;
    this.stage = stage;
    this.changed = changed;
    this.tool = /** @type {Tool} */ (tools[0]);
    /** @type {State | null} */
    this.state = null;
    this.space = false;
  }

  /** @param {string} name */
  set(name) {
    const tool = this.tools.find(t => t.name === name);
    if (!tool) return;
    this.cancel();
    this.tool = tool;
    if (tool.hint) this.stage.announce(tool.hint);
    this.changed(tool);
  }

  /** How the pointer looks, or "" for what the thing under it says. */
  get cursor() {
    if (this.state?.cursor) return this.state.cursor;
    return this.space ? handTool.cursor : this.tool.cursor;
  }

  /**
   * @param {Press} p
   * @param {boolean} pan whether this button pans
   */
  down(p, pan) {
    // A state that waits for a second press takes it as its move.
    if (this.state) return;
    this.state = (pan || this.space ? handTool : this.tool).down(p, this.stage);
  }

  /** @param {Press} p */
  move(p) {
    this.state?.move?.(p);
  }

  /** @param {Press} p */
  up(p) {
    if (!this.state) return;
    const next = this.state.up?.(p);
    this.state = next ?? null;
  }

  /** Restores what was before the press. Answers whether there was something. */
  cancel() {
    const had = this.state !== null;
    this.state?.cancel?.();
    this.state = null;
    return had;
  }

  /**
   * Escape, or a key that the state wants. Answers whether the key was used.
   * @param {string} key
   */
  key(key) {
    if (this.state?.key?.(key)) return true;
    if (key !== "Escape") return false;
    if (this.cancel()) return true;
    if (this.tool === this.tools[0]) return false;
    this.set(/** @type {Tool} */ (this.tools[0]).name);
    return true;
  }
}
