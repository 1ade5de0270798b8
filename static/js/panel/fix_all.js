/**
 * Fixes all that is certain: says what would change, by rule and in the DDL, and does it as
 * one step to undo.
 * @module
 */

import { say } from "../say.js";
import { el, icon, severity } from "../element.js";
import { lines } from "../request.js";
import { shownDialect } from "./dialect.js";
import { diff } from "./diff.js";

/** @typedef {{error: number, warning: number, info: number}} Summary */
/**
 * @typedef {object} Plan
 * @property {number} count how many findings are fixed
 * @property {number} found how many of them there are before the first fix
 * @property {{rule: string, name: string, count: number, fixes: string[]}[]} rules
 * @property {{rule: string, message: string, fingerprint: string}[]} left
 * @property {Summary} before
 * @property {Summary} after
 * @property {import("./diff.js").DiffLine[]} ddl
 * @property {number} more lines of DDL that change and are not told
 */
/** @typedef {{done: number, total: number}} Progress */

/** @param {import("../app.js").App} app */
export function openFixAll(app) {
  if (document.querySelector("dialog.sheet")) return;
  const stop = new AbortController();
  const body = el("div", { class: "body", "aria-live": "polite" });
  const apply = el(
    "button",
    { type: "button", class: "btn primary", disabled: true, onclick: () => void run() },
    say("Fix"),
  );
  const dialog = el(
    "dialog",
    { class: "sheet fix-all", "aria-labelledby": "fix-all-title", "data-testid": "fix-all" },
    el("header", null, el("h2", { id: "fix-all-title" }, say("Fix all that is certain"))),
    body,
    el(
      "footer",
      null,
      apply,
      el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("Cancel")),
      el("span", { class: "muted" }, say("One step to undo.")),
    ),
  );
  dialog.addEventListener("keydown", e => e.stopPropagation());
  dialog.addEventListener("close", () => {
    stop.abort();
    dialog.remove();
  });
  dialog.addEventListener("click", e => {
    if (e.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();

  /**
   * Asks the server, and shows how far it is.
   * @param {string} method
   * @returns {Promise<any>}
   */
  async function ask(method) {
    const bar = el("progress", { "aria-label": say("Progress") });
    const text = el("p", { class: "muted" }, say("Trying the fixes on a copy…"));
    body.replaceChildren(text, bar);
    return lines(
      `${app.root}/fix-all?dialect=${shownDialect()}`,
      { method, signal: stop.signal },
      (/** @type {Progress} */ p) => {
        bar.max = Math.max(1, p.total);
        bar.value = p.done;
        text.textContent = say`Trying the fixes on a copy: ${p.done} of ${p.total}`;
      },
    );
  }

  async function plan() {
    try {
      show(await ask("GET"));
    } catch (e) {
      fail(e);
    }
  }

  async function run() {
    apply.disabled = true;
    try {
      const done = await ask("POST");
      dialog.close();
      app.view.focus();
      app.toast(say`${done.label}: done`, { action: say("Undo"), run: () => app.undo() });
      app.announce(say`${done.label}: done`);
    } catch (e) {
      fail(e);
    }
  }

  /** @param {unknown} e */
  function fail(e) {
    if (stop.signal.aborted) return;
    body.replaceChildren(
      el("p", { class: "unsafe", role: "alert" }, severity("error"), e instanceof Error ? e.message : String(e)),
    );
  }

  /** @param {Plan} p */
  function show(p) {
    apply.disabled = p.count === 0;
    apply.replaceChildren(p.count === 1 ? say("Fix 1 finding") : say`Fix ${p.count} findings`, el("kbd", null, "↵"));
    body.replaceChildren(
      ...(p.count === 0
        ? [el("p", { class: "nothing" }, say("No certain finding has a fix that can be taken without a look."))]
        : [summary(p)]),
      ...(p.count > p.found && p.left.length === 0 ? [el("p", { class: "muted" }, hiddenYet(p.count - p.found))] : []),
      ...p.rules.map(r =>
        el(
          "details",
          { class: "by-rule" },
          el(
            "summary",
            null,
            icon("right", "ic small"),
            el("code", null, r.rule),
            el("span", { class: "grow" }, r.name),
            el("b", null, String(r.count)),
          ),
          el(
            "ul",
            null,
            r.fixes.map(f => el("li", { lang: "en" }, f)),
            r.count > r.fixes.length ? el("li", { class: "muted" }, say`and ${r.count - r.fixes.length} more`) : null,
          ),
        ),
      ),
      ...(p.left.length > 0
        ? [
            el("h3", null, say("Left for you")),
            el("p", { class: "muted" }, say("Their fixes would not mend them here, or would bring another error.")),
            el(
              "ul",
              { class: "left-findings" },
              p.left.map(f => el("li", { lang: "en" }, el("code", null, f.rule), " ", f.message)),
            ),
          ]
        : []),
      ...(p.count > 0
        ? [
            el("h3", null, say("What changes in the DDL")),
            diff(p.ddl),
            p.more > 0 ? el("p", { class: "muted" }, say`and ${p.more} more lines`) : "",
          ]
        : []),
    );
    if (p.count > 0) apply.focus();
  }

  void plan();
}

/** @param {Plan} p */
function summary(p) {
  const line = (/** @type {"error" | "warning" | "info"} */ level) =>
    el(
      "span",
      null,
      severity(level),
      p.before[level] === p.after[level]
        ? String(p.after[level])
        : [String(p.before[level]), " → ", el("b", null, String(p.after[level]))],
    );
  return el(
    "p",
    { class: "before-after" },
    say("Findings before and after:"),
    line("error"),
    line("warning"),
    line("info"),
  );
}

/** @param {number} n */
function hiddenYet(n) {
  return n === 1
    ? say("1 of them comes to light only when the others are fixed.")
    : say`${n} of them come to light only when the others are fixed.`;
}
