/**
 * The ignores of the diagram: what is ignored, why, until when, and whether the ignore
 * still silences anything.
 * @module
 */

import { say } from "../say.js";
import { el, icon } from "../element.js";
import { request } from "../request.js";
import { today } from "./ignore_form.js";

/** @typedef {import("../model/op.js").Obj<"ignore">} Ignore */
/** @typedef {import("../state/findings.js").Finding} Finding */

export class Ignored {
  /**
   * @param {import("../app.js").App} app
   * @param {() => void} changed something else is to be shown
   */
  constructor(app, changed) {
    this.app = app;
    this.changed = changed;
    /** Whether they are listed. */
    this.open = false;
  }

  /** @type {Map<string, Finding>} */
  #findings = new Map();
  /** @type {Set<string>} */
  #unused = new Set();
  #turn = 0;

  get list() {
    return this.app.store.diagram.all("ignore");
  }

  toggle() {
    this.open = !this.open;
    this.changed();
    void this.refresh();
  }

  /** Asks which of them still silence something, while they are listed. */
  async refresh() {
    if (!this.open || this.list.length === 0) return;
    const mine = ++this.#turn;
    try {
      const answer = await request(`${this.app.root}/ignored`);
      if (mine !== this.#turn) return;
      this.#unused = new Set(answer.unused);
      this.#findings = new Map(answer.ignored.map((/** @type {Finding} */ f) => [f.fingerprint, f]));
      this.changed();
    } catch {
      // Offline: reasons and days are known, the rest is told when the server is back.
    }
  }

  /** @param {Ignore} i */
  row(i) {
    const { rule, reason, until, fingerprint, object } = i.props;
    const expired = until !== "" && until < today();
    const what = this.#findings.get(fingerprint)?.message ?? `${rule} ${this.#nameOf(object)}`;
    const note = expired
      ? say`Expired on ${until}`
      : this.#unused.has(i.id)
        ? say("Silences nothing any more")
        : until
          ? say`Until ${until}`
          : "";
    const over = expired || this.#unused.has(i.id);
    return el(
      "div",
      { class: `ignored${over ? " over" : ""}`, role: "listitem", "data-testid": "ignored" },
      icon("mute"),
      el(
        "div",
        null,
        el("q", null, reason),
        el("small", null, what),
        note ? el("small", { class: over ? "over" : null }, icon("clock", "ic small"), note) : null,
      ),
      el(
        "button",
        {
          type: "button",
          class: "btn ghost",
          onclick: () =>
            this.app.submit(over ? say("Remove an ignore") : say("Stop ignoring"), [{ op: "delete", id: i.id }]),
        },
        over ? say("Remove") : say("Show again"),
      ),
    );
  }

  /** @param {string} id */
  #nameOf(id) {
    const d = this.app.store.diagram;
    const c = d.column(id);
    return c ? `${c.table.name}.${c.column.name}` : (d.table(id)?.name ?? say("something that is gone"));
  }
}
