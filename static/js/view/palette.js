/**
 * The command palette: tables, columns, findings and commands in one list. Enter flies
 * there or runs it.
 * @module
 */

import { inEnglish, say } from "../say.js";
import { groupName, isOffered } from "../command/command.js";
import { keysOf } from "../command/keymap.js";
import { el, icon, severity } from "../element.js";
import { counted } from "../model/noun.js";
import { markOf } from "../state/findings.js";

/** @typedef {import("../app.js").App} App */

/**
 * @typedef {object} Entry
 * @property {string} text what is shown and searched
 * @property {string} [also] searched, too
 * @property {string} detail
 * @property {string} icon symbol, or sev-…
 * @property {string} [shortcut]
 * @property {number} weight lower comes first among equals
 * @property {() => void} run
 */

const MOST = 60;

/**
 * Entries that hold all words of the query, the best first.
 * @param {readonly Entry[]} entries
 * @param {string} query
 * @returns {Entry[]}
 */
export function rankEntries(entries, query) {
  const parts = query
    .toLowerCase()
    .split(/\s+/)
    .filter(p => p !== "");
  /** @type {[number, Entry][]} */
  const hits = [];
  for (const e of entries) {
    const low = (e.also ? `${e.text} ${e.also}` : e.text).toLowerCase();
    let score = e.weight;
    let all = true;
    for (const p of parts) {
      const at = low.indexOf(p);
      if (at < 0) {
        all = false;
        break;
      }
      const wordStart = at === 0 || /[\s._-]/.test(low.charAt(at - 1));
      score += (at === 0 ? 0 : wordStart ? 8 : 20) + (e.text.length - p.length) * 0.1;
    }
    if (all) hits.push([score, e]);
  }
  return hits
    .sort((a, b) => a[0] - b[0])
    .slice(0, MOST)
    .map(h => h[1]);
}

/**
 * @param {App} app
 * @returns {Entry[]}
 */
function entriesOf(app) {
  /** @type {Entry[]} */
  const list = [];
  const d = app.store.diagram;
  for (const c of app.commands) {
    if (c.hidden || !isOffered(app, c)) continue;
    const shortcut = c.shortcuts?.[0];
    list.push({
      text: c.label,
      also: inEnglish(c.label),
      detail: groupName(c.group),
      icon: c.icon ?? "right",
      weight: 4,
      run: () => app.run(c.id),
      ...(shortcut ? { shortcut } : {}),
    });
  }
  for (const t of d.tables()) {
    list.push({
      text: t.name,
      detail: counted(t.columns.length, "column"),
      icon: "table",
      weight: 0,
      run: () => app.goTo(t.id),
    });
    for (const c of t.columns)
      list.push({
        text: `${t.name}.${c.name}`,
        detail: c.type,
        icon: c.pk ? "key" : c.fk ? "fk" : "column",
        weight: 10,
        run: () => app.goTo(c.id),
      });
  }
  for (const f of app.derived.findings) {
    list.push({
      text: f.message,
      detail: `${f.rule} ${f.name}`,
      icon: `sev-${markOf(f)}`,
      weight: 6,
      run: () => app.findings.choose(f.fingerprint),
    });
  }
  return list;
}

/** @param {App} app */
export function openPalette(app) {
  if (document.querySelector("dialog.palette-dialog")) return;
  const entries = entriesOf(app);
  /** @type {Entry[]} */
  let shown = [];
  let at = 0;
  const input = el("input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": "palette-list",
    "aria-label": say("Tables, columns, findings, commands"),
    placeholder: say("Tables, columns, findings, commands"),
    autocomplete: "off",
    spellcheck: "false",
  });
  const list = el("div", { id: "palette-list", role: "listbox", class: "palette-list" });
  const dialog = el(
    "dialog",
    { class: "palette-dialog", "aria-label": say("Find anything") },
    el("label", { class: "palette-field" }, icon("search"), input),
    list,
  );

  function draw() {
    shown = rankEntries(entries, input.value);
    at = 0;
    list.replaceChildren(
      ...shown.map((e, i) =>
        el(
          "div",
          {
            class: "option",
            role: "option",
            id: `palette-${i}`,
            onclick: () => go(i),
            onpointermove: () => mark(i, false),
          },
          e.icon.startsWith("sev-") ? severity(e.icon.slice(4)) : icon(e.icon),
          el("span", { class: "option-label" }, e.text),
          el("span", { class: "option-detail" }, e.detail),
          e.shortcut ? el("span", { class: "option-keys" }, ...keysOf(e.shortcut).map(k => el("kbd", null, k))) : null,
        ),
      ),
    );
    if (shown.length === 0) list.append(el("p", { class: "no-option" }, say("Nothing of that name.")));
    mark(0, true);
  }

  /**
   * @param {number} i
   * @param {boolean} scroll
   */
  function mark(i, scroll) {
    at = i;
    for (const [n, o] of [...list.children].entries()) o.classList.toggle("on", n === i);
    input.setAttribute("aria-activedescendant", `palette-${i}`);
    if (scroll) list.children[i]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} i */
  function go(i) {
    dialog.close();
    app.view.focus();
    shown[i]?.run();
  }

  input.addEventListener("input", draw);
  dialog.addEventListener("keydown", e => {
    e.stopPropagation();
    if (e.isComposing) return;
    const n = shown.length;
    if (e.key === "ArrowDown" && n > 0) mark((at + 1) % n, true);
    else if (e.key === "ArrowUp" && n > 0) mark((at + n - 1) % n, true);
    else if (e.key === "Enter") go(at);
    else return;
    e.preventDefault();
  });
  dialog.addEventListener("click", e => {
    if (e.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  draw();
  input.focus();
}
