/**
 * The DDL of the diagram as it is now, in the dialect chosen, and the proof that it
 * runs. It is fetched after each change that could matter, while it is in view.
 * @module
 */

import { el, icon, severity } from "../element.js";
import { request } from "../request.js";
import { toast } from "../toast.js";
import { highlight } from "./highlight.js";

/** Time without an edit after which the script is fetched anew, in ms. */
const QUIET = 150;
/** Lines above which the text stays without colours, so that it shows at once. */
const PLAIN = 4000;

/**
 * @param {HTMLElement} element
 * @param {import("../app.js").App} app
 * @param {import("./tabs.js").Tabs} tabs
 */
export function mountSQL(element, app, tabs) {
  const select = /** @type {HTMLSelectElement} */ (element.querySelector("#dialect"));
  const text = /** @type {HTMLElement} */ (element.querySelector("#sql-text"));
  const proof = /** @type {HTMLElement} */ (element.querySelector("#proof"));
  const download = /** @type {HTMLAnchorElement} */ (element.querySelector("#download-sql"));
  let sql = "";
  /** @type {string[]} */
  let before = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let turn = 0;

  const own = app.store.diagram.settings.dialect;
  try {
    select.value = own || localStorage.getItem("dialect") || "postgres";
  } catch {
    select.value = own || "postgres";
  }
  if (!select.value) select.value = "postgres";

  async function load() {
    const mine = ++turn;
    download.href = `${app.root}/ddl.sql?dialect=${select.value}`;
    try {
      const answer = await request(`${app.root}/ddl?dialect=${select.value}`);
      if (mine !== turn) return;
      show(answer.sql, answer.notes.length);
      const proven = await request(`${app.root}/prove?dialect=${select.value}`, { method: "POST" });
      if (mine === turn) showProof(proven);
    } catch (e) {
      if (mine === turn) proof.replaceChildren(severity("error"), el("span", null, /** @type {Error} */ (e).message));
    }
  }

  /**
   * @param {string} script
   * @param {number} notes
   */
  function show(script, notes) {
    // The same again, such as after a drag, leaves the marks of the last change.
    if (script === sql && before.length > 0) return;
    sql = script;
    const lines = script.replace(/\n$/, "").split("\n");
    const known = new Set(before);
    const fresh = before.length > 0;
    const scroll = text.scrollTop;
    text.className = "code sql";
    if (lines.length > PLAIN) text.replaceChildren(el("pre", null, script));
    else {
      text.replaceChildren(
        ...lines.map((line, i) =>
          el(
            "div",
            { class: fresh && line.trim() !== "" && !known.has(line) ? "changed" : null },
            el("u", null, String(i + 1)),
            el("span", null, highlight(line)),
          ),
        ),
      );
    }
    text.scrollTop = scroll;
    text.dataset.notes = String(notes);
    before = lines;
  }

  /** @param {{ok: boolean, summary: string}} p */
  function showProof(p) {
    proof.replaceChildren(p.ok ? icon("proven", "ic ok") : severity("error"), el("span", null, p.summary));
  }

  function later() {
    clearTimeout(timer);
    if (tabs.current() === "sql") timer = setTimeout(() => void load(), QUIET);
  }

  select.addEventListener("change", () => {
    before = [];
    try {
      localStorage.setItem("dialect", select.value);
    } catch {
      // Storage is blocked: the choice lasts as long as the page.
    }
    later();
  });
  element.querySelector("#copy-sql")?.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(sql);
      toast("The DDL is on the clipboard.");
    } catch {
      getSelection()?.selectAllChildren(text);
      toast("The clipboard is blocked here; the text is selected, press Ctrl+C.", { kind: "error" });
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
