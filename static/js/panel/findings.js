/**
 * The findings: how many, filters, a list by family or table, and the chosen one in full.
 * Arrows walk, Enter opens and fixes, Esc goes back; single letters are commands whose
 * place is here. Start at mountFindings.
 * @module
 */

import { say } from "../say.js";
import { commandFor, keymapOf } from "../command/keymap.js";
import { el, icon, severity } from "../element.js";
import { markOf } from "../state/findings.js";
import { VirtualList } from "../view/virtual_list.js";
import { findingDetail, tier } from "./finding_detail.js";
import { findingsHead } from "./findings_head.js";
import { Ignored } from "./ignored.js";
import { ScoreCard } from "./score.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../state/findings.js").Finding} Finding */
/** @typedef {import("../state/finding_list.js").Row} Row */
/** @typedef {Row | {kind: "ignored-head", key: string, count: number, open: boolean} | {kind: "ignored", key: string, ignore: import("./ignored.js").Ignore}} ShownRow */

/** Heights before they are measured, px. */
const GUESS = { group: 30, finding: 66, detail: 420, "ignored-head": 30, ignored: 62 };

/**
 * @param {HTMLElement} element
 * @param {App} app
 * @param {import("./tabs.js").Tabs} tabs
 */
export function mountFindings(element, app, tabs) {
  const { findings } = app;
  const keys = keymapOf(app.commands, "findings");
  const count = document.querySelector("#finding-count");
  const score = new ScoreCard(app);
  const head = findingsHead(app, score.element);
  const list = el("div", { class: "list", role: "list", tabindex: -1, "aria-label": say("Findings") });
  const nothing = el("p", { class: "nothing", hidden: true });
  element.append(head.element, nothing, list);
  const view = new VirtualList(list);
  const ignored = new Ignored(app, draw);
  /** @type {readonly ShownRow[]} */
  let rows = [];
  /** @type {{key: string, finding: Finding, detail: import("./finding_detail.js").FindingDetail} | null} */
  let shown = null;

  function refresh() {
    const n = findings.counts.all;
    if (count) count.textContent = n > 0 ? String(n) : "";
    // What is not seen costs nothing.
    if (tabs.current() !== "findings") return;
    head.draw();
    draw();
  }

  /** Shows the rows; the chosen finding keeps its element while it says the same. */
  function draw() {
    const f = findings.open ? findings.finding : undefined;
    element.classList.toggle("open", f !== undefined);
    if (shown && (!f || shown.key !== f.fingerprint || !sameFinding(shown.finding, f))) {
      shown.detail.end();
      shown = null;
    }
    if (f && !shown) {
      const key = f.fingerprint;
      shown = { key, finding: f, detail: findingDetail(app, f, { changed: () => view.changed(key) }) };
    }
    const all = ignored.list;
    rows =
      all.length === 0
        ? findings.rows
        : [
            ...findings.rows,
            { kind: "ignored-head", key: "ignored", count: all.length, open: ignored.open },
            ...(ignored.open ? all.map(i => ({ kind: /** @type {const} */ ("ignored"), key: i.id, ignore: i })) : []),
          ];
    const focus = focusedKey();
    view.show(
      {
        list: rows,
        count: rows.length,
        key: i => rows[i]?.key ?? "",
        guess: i => GUESS[rows[i]?.key === shown?.key ? "detail" : (rows[i]?.kind ?? "finding")],
        make,
        kept: () => findings.rowOf(findings.chosen),
      },
      (_, e) => stays(e),
    );
    drawNothing();
    if (focus !== null) refocus(focus);
  }

  /** What elements were made of. @type {WeakMap<Element, {finding: Finding, detail: import("./finding_detail.js").FindingDetail | null}>} */
  const made = new WeakMap();

  /**
   * Whether an element still shows what is to be shown; a line may only become the chosen
   * one, or stop being it.
   * @param {HTMLElement} e
   */
  function stays(e) {
    const from = made.get(e);
    const row = from && rows[findings.rowOf(from.finding.fingerprint)];
    if (!from || row?.kind !== "finding") return false;
    if ((row.key === shown?.key ? shown.detail : null) !== from.detail) return false;
    if (from.detail) return true;
    if (row.finding !== from.finding) return false;
    const button = e.querySelector("button");
    if (button) mark(button, row.finding);
    return true;
  }

  /**
   * @param {HTMLElement} button
   * @param {Finding} f
   */
  function mark(button, f) {
    const on = f.fingerprint === findings.chosen;
    button.classList.toggle("on", on);
    button.tabIndex = on || (findings.chosen === "" && f === findings.shown[0]) ? 0 : -1;
  }

  function drawNothing() {
    nothing.hidden = findings.shown.length > 0 || findings.rows.length > 0;
    if (nothing.hidden) return;
    const empty = app.store.diagram.tableIDs.size === 0;
    nothing.replaceChildren(
      ...(findings.counts.all > 0
        ? [
            say("No finding passes the filters. "),
            el("button", { type: "button", class: "link", onclick: () => findings.clearFilters() }, say("Show all")),
          ]
        : empty
          ? [say("Findings show up here while you draw.")]
          : [icon("check"), say(" Nothing to complain about.")]),
    );
  }

  /** @param {number} i */
  function make(i) {
    const row = /** @type {ShownRow} */ (rows[i]);
    switch (row.kind) {
      case "group":
        return heading(row.title, row.count, row.open, severity(row.worst), () => findings.fold(row.key));
      case "ignored-head":
        return heading(say("Ignored"), row.count, row.open, icon("mute"), () => ignored.toggle());
      case "ignored":
        return ignored.row(row.ignore);
      default: {
        const detail = row.key === shown?.key ? shown.detail : null;
        const e = el("div", { role: "listitem" }, detail?.element ?? line(row.finding));
        made.set(e, { finding: row.finding, detail });
        return e;
      }
    }
  }

  /** @param {Finding} f */
  function line(f) {
    const button = el(
      "button",
      {
        type: "button",
        class: "finding",
        "data-testid": "finding",
        "data-fingerprint": f.fingerprint,
        "data-rule": f.rule,
        onclick: () => findings.choose(f.fingerprint, { by: "list" }),
        onfocus: () => {
          if (findings.chosen !== f.fingerprint && !drawing)
            findings.choose(f.fingerprint, { open: false, by: "list" });
        },
      },
      severity(markOf(f)),
      el(
        "span",
        null,
        el("span", { class: "message", lang: "en" }, f.message),
        el(
          "small",
          null,
          `${f.rule} ${f.name}`,
          tier(f),
          ...(f.fixes.length > 0
            ? [icon("wand", "ic small"), el("span", { class: "visually-hidden" }, say("has a fix"))]
            : []),
        ),
      ),
    );
    mark(button, f);
    return button;
  }
  let drawing = false;

  /** The row with the focus, "" when the list itself has it, null when it is elsewhere. */
  function focusedKey() {
    const at = document.activeElement;
    if (!at || !list.contains(at)) return null;
    return at.closest("[data-fingerprint]")?.getAttribute("data-fingerprint") ?? "";
  }

  /**
   * What had the focus was made anew, or is gone; then the chosen one has its place.
   * @param {string} key
   */
  function refocus(key) {
    if (list.contains(document.activeElement) && document.activeElement !== list) return;
    drawing = true;
    const row = view.element(key) ?? view.element(findings.chosen);
    const target = row?.querySelector("[data-fingerprint]") ?? list;
    /** @type {HTMLElement} */ (target).focus({ preventScroll: true });
    drawing = false;
  }

  findings.on("change", refresh);
  findings.on("chosen", ({ finding, open, by }) => {
    if (!finding) return;
    if (by === "elsewhere") tabs.open("findings");
    view.reveal(findings.rowOf(finding.fingerprint));
    const row = view.element(finding.fingerprint);
    const target = /** @type {HTMLElement | null | undefined} */ (row?.querySelector("[data-fingerprint]"));
    drawing = true;
    target?.focus({ preventScroll: true });
    drawing = false;
    if (open || by === "elsewhere") app.announce(`${markOf(finding)}: ${finding.message}`);
  });
  findings.on("act", ({ act }) => shown?.detail.act(act));

  element.addEventListener("keydown", e => {
    if (e.defaultPrevented || !(e.target instanceof HTMLElement) || e.ctrlKey || e.metaKey) return;
    const typing = e.target.matches("input, textarea, select");
    if (typing) {
      if (e.key === "Escape" || (e.key === "ArrowDown" && e.target.matches('[type="search"]'))) {
        e.preventDefault();
        e.stopPropagation();
        if (findings.chosen === "") findings.step(1, { open: false, by: "list" });
        else findings.choose(findings.chosen, { open: findings.open, by: "list" });
      }
      return;
    }
    if (!list.contains(e.target)) return;
    if (walk(e)) {
      e.preventDefault();
      e.stopPropagation();
      return;
    }
    const command = commandFor(keys, e);
    if (!command || !app.enabled(command.id)) return;
    e.preventDefault();
    e.stopPropagation();
    app.run(command.id);
  });

  /** @param {KeyboardEvent} e */
  function walk(e) {
    const inDetail = shown?.detail.element.contains(/** @type {Node} */ (e.target)) ?? false;
    const onDetail = shown !== null && e.target === shown.detail.element;
    const how = { open: findings.open, by: /** @type {const} */ ("list"), round: false };
    const last = findings.shown.length;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: view.perView, PageUp: -view.perView, Home: -last, End: last };
    const by = steps[/** @type {keyof typeof steps} */ (e.key)];
    if (by && (!inDetail || onDetail || e.key.startsWith("Arrow"))) return findings.step(by, how);
    if (e.key === "Escape") {
      if (findings.open) {
        findings.close();
        refocus(findings.chosen);
      } else {
        tabs.close();
        app.view.focus();
      }
      return true;
    }
    if (e.key === "Enter" && onDetail && findings.finding?.fixes.length) {
      findings.act("apply");
      return true;
    }
    return false;
  }

  app.on("change", () => {
    // Ignores are part of the diagram; findings come when the server has looked.
    if (ignored.list.length > 0 || rows !== findings.rows) refresh();
  });
  app.on("derived", () => {
    shown?.detail.refresh();
    void ignored.refresh();
    if (tabs.current() === "findings") score.refresh();
  });
  tabs.onShow(name => {
    if (name === "findings") {
      head.draw();
      draw();
      score.refresh();
    } else findings.close();
  });
  window.addEventListener("hashchange", fromAddress);
  const stop = app.on("derived", () => {
    if (!fromAddress() && findings.counts.all === 0) return;
    stop();
  });
  /** An address may name a finding: #finding=… from the page on its rule. */
  function fromAddress() {
    const wanted = /^#finding=(.+)$/.exec(location.hash)?.[1];
    if (!wanted) return false;
    if (app.derived.seq < 0) return false;
    history.replaceState(null, "", location.pathname);
    if (!findings.choose(decodeURIComponent(wanted)))
      app.toast(say("That finding is gone: the diagram has changed since."));
    return true;
  }
  refresh();
}

/**
 * The title of a group, which folds it.
 * @param {string} title
 * @param {number} n
 * @param {boolean} open
 * @param {Element} mark
 * @param {() => void} fold
 */
function heading(title, n, open, mark, fold) {
  return el(
    "div",
    { class: "group", role: "listitem" },
    el(
      "h3",
      null,
      el(
        "button",
        { type: "button", "aria-expanded": String(open), onclick: fold },
        icon(open ? "down" : "right", "ic small"),
        open ? null : mark,
        el("span", null, title),
        el("small", null, String(n)),
      ),
    ),
  );
}

/**
 * Whether two findings say the same, so that what is shown of one may stay.
 * @param {Finding} a
 * @param {Finding} b
 */
function sameFinding(a, b) {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
