/**
 * The workbench page: dependencies of one table, what follows from them, and the table taken
 * apart. It edits the diagram as the editor does, through the same store and live channel.
 * A script of a page, as editor.js is.
 * @module
 */

import { say } from "./say.js";
import { commandFor, keymapOf } from "./command/keymap.js";
import { redo } from "./command/redo.js";
import { undo } from "./command/undo.js";
import { el } from "./element.js";
import { openDiagram } from "./open_diagram.js";
import { bindHistory, bindSaveState } from "./page.js";
import { request } from "./request.js";
import { Emitter } from "./state/emitter.js";
import { mountLanguage } from "./language.js";
import { mountTheme } from "./theme_button.js";
import { mountApart } from "./workbench/apart.js";
import { mountDeclared } from "./workbench/declared.js";
import { mountVerdict } from "./workbench/verdict.js";

/** @typedef {import("./workbench/bench.js").Bench} Bench */

const frame = document.querySelector("#workbench");
if (frame instanceof HTMLElement) start(frame);

/** @param {HTMLElement} frame */
function start(frame) {
  const { diagram = "", root = "", live: address = "", table = "", back = root } = frame.dataset;
  const url = new URL(address, location.href.replace(/^http/, "ws")).href;
  const { store, derived, live, submit } = openDiagram({ diagram, url });
  /** @type {Emitter<import("./workbench/bench.js").BenchEvents>} */
  const events = new Emitter();

  /** @type {Bench} */
  const bench = {
    root,
    back,
    table,
    store,
    derived,
    analysis: null,
    stale: true,
    subject: () => store.diagram.table(table),
    names: ids => ids.map(id => store.diagram.column(id)?.column.name ?? "?").join(", "),
    submit,
    saved: () =>
      new Promise(done => {
        if (store.pending.length === 0) done();
        const stop = live.on("save", s => {
          if (s.count > 0) return;
          stop();
          done();
        });
      }),
    on: (name, fn) => events.on(name, fn),
  };
  const run = (/** @type {string} */ id) => (id === "undo" ? live.undo() : live.redo());

  bindHistory({ run, on: /** @type {never} */ (bench.on) });
  bindSaveState({ on: /** @type {never} */ (bench.on) });
  mountLanguage();
  mountTheme();
  listenToKeys(run, back);
  const places = { declared: mountDeclared, verdict: mountVerdict, apart: mountApart };
  for (const [id, mount] of Object.entries(places)) {
    const place = document.querySelector(`#${id}`);
    if (place instanceof HTMLElement) mount(place, bench);
  }

  let turn = 0;
  /** Asks what follows, once the server has the edits. */
  async function analyse() {
    bench.stale = true;
    events.emit("analysis", {});
    const mine = ++turn;
    if (store.head < 0 || store.pending.length > 0 || !bench.subject()) return;
    try {
      const analysis = await request(`${root}/workbench/${table}/analysis`);
      if (mine !== turn) return;
      bench.analysis = analysis;
      bench.stale = false;
    } catch {
      return; // while the server is away, the save state says so; the next edit asks again
    }
    events.emit("analysis", {});
  }

  function changed() {
    const t = bench.subject();
    frame.dataset.gone = String(!t);
    const name = document.querySelector("#table-name");
    if (name && t) name.textContent = t.name;
    events.emit("change", {});
    void analyse();
  }

  store.on("change", e => {
    if (!store.coming && (e.all || e.ids.has(table))) changed();
  });
  store.on("complete", changed);
  derived.on("change", e => {
    if (e.findings) events.emit("derived", {});
  });
  live.on("history", e => events.emit("history", e));
  live.on("save", e => {
    events.emit("save", e);
    if (e.state === "saved" && bench.stale) void analyse();
  });
  live.on("ready", () => {
    frame.dataset.ready = "true";
    if (!bench.subject()) sayGone(back);
  });
  window.addEventListener("beforeunload", e => {
    const { count, kept } = live.saveState;
    if (count > 0 && !kept) e.preventDefault();
  });
  window.addEventListener("online", () => live.socket.start());
  void live.start();
}

/** @param {string} back */
function sayGone(back) {
  document
    .querySelector("#workbench > main")
    ?.replaceChildren(
      el(
        "p",
        { class: "gone" },
        say("This table was deleted. "),
        el("a", { href: back }, say("Back to the diagram")),
        say(" or undo brings it back."),
      ),
    );
}

/**
 * Undo and redo as in the editor; an empty field leaves them to the page. Esc goes back.
 * @param {(id: string) => void} run
 * @param {string} back
 */
function listenToKeys(run, back) {
  const map = keymapOf([undo, redo]);
  document.addEventListener("keydown", e => {
    if (e.defaultPrevented || e.isComposing || document.querySelector("dialog[open], .menu")) return;
    const field = e.target instanceof HTMLInputElement && e.target.type === "text";
    if (field && /** @type {HTMLInputElement} */ (e.target).value !== "") return;
    const command = commandFor(map, e);
    if (command) run(command.id);
    else if (e.key === "Escape" && !field) location.assign(back);
    else return;
    e.preventDefault();
  });
}
