/**
 * The DDL of the diagram as it is now, in the dialect chosen, and the proof that it
 * runs. It is fetched after each change that could matter, while it is in view. A
 * statement and what it makes are selected together.
 * @module
 */

import { counted } from "../model/noun.js";
import { say } from "../say.js";
import { el, icon, severity } from "../element.js";
import { request } from "../request.js";
import { toast } from "../toast.js";
import { VirtualList } from "../view/virtual_list.js";
import { mountMigration } from "./migration.js";
import { showSQL } from "./sql_colors.js";
import { mountSQLOptions } from "./sql_options.js";

/** Time without an edit after which the script is fetched anew, in ms. */
const QUIET = 150;
/** Height of a line, px. */
const LINE = 18;

/** @typedef {{from: number, to: number, object: import("../types.js").ID}} Statement lines from 0; to is behind the last */
/** @typedef {{message: string, severity?: string, object?: import("../types.js").ID}} Note */

/**
 * @param {HTMLElement} element
 * @param {import("../app.js").App} app
 * @param {import("./tabs.js").Tabs} tabs
 */
export function mountSQL(element, app, tabs) {
  const text = /** @type {HTMLElement} */ (element.querySelector("#sql-text"));
  const notes = /** @type {HTMLDetailsElement} */ (element.querySelector("#sql-notes"));
  const proof = /** @type {HTMLElement} */ (element.querySelector("#proof"));
  const download = /** @type {HTMLAnchorElement} */ (element.querySelector("#download-sql"));
  const view = new VirtualList(text);
  /** What is written is another script now. */
  const other = () => {
    turn++; // an answer on its way is that of the script before
    lines = [];
    changed.clear();
    later();
  };
  const options = mountSQLOptions(element, app, other);
  const migration = mountMigration(element, app, other);
  let sql = "";
  /** @type {string[]} */
  let lines = [];
  /** Numbers of lines that the last change brought. @type {Set<number>} */
  const changed = new Set();
  /** @type {Statement[]} */
  let statements = [];
  let whole = false; // all text is selected, also what is out of view
  let own = false; // the selection comes from here
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let turn = 0;

  async function load() {
    const mine = ++turn;
    const query = options.query();
    try {
      if (migration.active()) {
        const steps = await migration.load(query);
        if (mine !== turn) return;
        show(steps.sql || "-- Nothing to do: both make the same.\n", steps.statements);
        showNotes(steps.warnings, counted(steps.warnings.length, "warning"));
        proof.replaceChildren();
        offer(steps.sql);
        return;
      }
      offer();
      download.href = `${app.root}/ddl.sql?${query}`;
      const answer = await request(`${app.root}/ddl?${query}`);
      if (mine !== turn) return;
      show(answer.sql, answer.statements);
      showNotes(answer.notes, answer.notes.length === 1 ? say("1 note") : say`${answer.notes.length} notes`);
      const proven = await request(`${app.root}/prove?${query}`, { method: "POST" });
      if (mine === turn) showProof(proven);
    } catch (e) {
      if (mine === turn) proof.replaceChildren(severity("error"), el("span", null, /** @type {Error} */ (e).message));
    }
  }

  /** Takes a script of the page for download, or none. @param {string} [script] */
  function offer(script) {
    if (download.href.startsWith("blob:")) URL.revokeObjectURL(download.href);
    download.removeAttribute("href");
    if (script === undefined) {
      download.download = "";
      return;
    }
    download.href = URL.createObjectURL(new Blob([script], { type: "application/sql" }));
    download.download = `migration.${migration.way()}.${options.dialect()}.sql`;
  }

  /**
   * @param {string} script
   * @param {Statement[]} made
   */
  function show(script, made) {
    statements = made;
    // The same again, such as after a drag, leaves the marks of the last change.
    if (script !== sql || lines.length === 0) {
      const now = script.replace(/\n$/, "").split("\n");
      const known = new Set(lines);
      changed.clear();
      if (lines.length > 0) {
        for (const [i, l] of now.entries()) if (l.trim() !== "" && !known.has(l)) changed.add(i);
      }
      sql = script;
      lines = now;
      whole = false;
    }
    draw();
  }

  function draw() {
    const shown = lines;
    const dialect = options.dialect();
    const selected = marked();
    view.show({
      list: shown,
      count: shown.length,
      key: i => String(i),
      guess: () => LINE,
      kept: () => -1,
      make: i => {
        const line = el("span", null);
        showSQL(line, shown[i] ?? "", dialect);
        const kinds = [changed.has(i) && "changed", selected.has(statementAt(i)) && "current"].filter(Boolean);
        return el("div", { class: kinds.join(" ") || null, "data-line": i }, el("u", null, String(i + 1)), line);
      },
    });
  }

  /** Statements of what is selected on the canvas. */
  function marked() {
    const ids = new Set(app.selection.ids);
    for (const id of app.selection.ids) {
      const table = app.store.diagram.tableOf(id);
      if (table) ids.add(table.id);
    }
    return new Set(statements.filter(s => s.object !== "" && ids.has(s.object)));
  }

  /** @param {number} line */
  function statementAt(line) {
    let low = 0;
    let high = statements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {Statement} */ (statements[middle]).to <= line) low = middle + 1;
      else high = middle;
    }
    const s = statements[low];
    return /** @type {Statement} */ (s && s.from <= line ? s : undefined);
  }

  /** @param {readonly Note[]} list @param {string} title */
  function showNotes(list, title) {
    notes.hidden = list.length === 0;
    notes.querySelector("summary")?.replaceChildren(title);
    notes
      .querySelector("ul")
      ?.replaceChildren(
        ...list.map(n =>
          el(
            "li",
            null,
            n.severity ? severity(n.severity) : null,
            n.object && app.store.diagram.kind(n.object)
              ? el("button", { type: "button", onclick: () => fly(/** @type {string} */ (n.object)) }, n.message)
              : n.message,
          ),
        ),
      );
  }

  /** @param {import("../types.js").ID} id */
  function fly(id) {
    own = true;
    app.selection.set([id]);
    app.view.reveal(id);
    own = false;
    draw();
  }

  /** Shows a statement with a little of what is before it. @param {Statement} s */
  function bringIntoView(s) {
    const top = s.from * LINE;
    const bottom = Math.min(s.to * LINE, top + text.clientHeight - 2 * LINE);
    if (top < text.scrollTop || bottom > text.scrollTop + text.clientHeight) text.scrollTop = top - 2 * LINE;
    view.draw();
  }

  /** @param {{ok: boolean, summary: string}} p */
  function showProof(p) {
    proof.replaceChildren(p.ok ? icon("proven", "ic ok") : severity("error"), el("span", { lang: "en" }, p.summary));
  }

  // Servers are asked only when a person does: each proof makes a database there.
  const proveOn = element.querySelector("#prove-on");
  proveOn?.addEventListener("click", async () => {
    if (!(proveOn instanceof HTMLButtonElement)) return;
    const mine = turn;
    proveOn.disabled = true;
    proof.replaceChildren(el("span", { class: "muted" }, say("Executing…")));
    try {
      const proven = await request(`${app.root}/prove?${options.query()}&servers=1`, { method: "POST" });
      if (mine === turn) showProof(proven);
    } catch (e) {
      if (mine === turn) proof.replaceChildren(severity("error"), el("span", null, /** @type {Error} */ (e).message));
    } finally {
      proveOn.disabled = false;
    }
  });

  function later() {
    clearTimeout(timer);
    if (tabs.current() === "sql") timer = setTimeout(() => void load(), QUIET);
  }

  text.addEventListener("click", e => {
    whole = false;
    text.classList.remove("whole");
    if (!getSelection()?.isCollapsed) return; // text was selected
    const row = /** @type {HTMLElement} */ (e.target).closest("[data-line]");
    const s = row instanceof HTMLElement ? statementAt(Number(row.dataset.line)) : undefined;
    if (s?.object && app.store.diagram.kind(s.object)) fly(s.object);
  });
  text.addEventListener("keydown", e => {
    if (e.key !== "a" || !(e.ctrlKey || e.metaKey)) return;
    e.preventDefault();
    e.stopPropagation();
    whole = true;
    text.classList.add("whole");
    getSelection()?.selectAllChildren(text);
  });
  text.addEventListener("copy", e => {
    if (!whole) return;
    e.preventDefault();
    e.clipboardData?.setData("text/plain", sql);
  });
  app.on("selection", () => {
    if (own || tabs.current() !== "sql") return;
    draw();
    const first = [...marked()][0];
    if (first) bringIntoView(first);
  });
  element.querySelector("#copy-sql")?.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(sql);
      toast(say("The DDL is on the clipboard."));
    } catch {
      whole = true;
      text.focus();
      getSelection()?.selectAllChildren(text);
      toast(say("The clipboard is blocked here; the text is selected, press Ctrl+C."), { kind: "error" });
    }
  });
  // The script is made from what the server has, so it is fetched when edits are saved.
  app.on("save", s => {
    if (s.state === "saved") later();
  });
  app.on("change", later);
  tabs.onShow(name => {
    if (name === "sql") void load();
  });
}
