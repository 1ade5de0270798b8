/**
 * The findings: how many, a list by family, and the chosen one in full with its fix:
 * what it would change on the canvas and in the DDL. Enter fixes, Esc lets go.
 * @module
 */

import { el, icon, severity } from "../element.js";
import { newID } from "../model/id.js";
import { orderAt } from "../model/order.js";
import { request } from "../request.js";
import { markOf } from "../state/derived.js";
import { dependencyLink } from "./dependency_link.js";
import { diff } from "./diff.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../state/derived.js").Finding} Finding */
/** @typedef {{title: string, safe: boolean, ops: import("../types.js").Op[], ddl: {sign: string, text: string}[]}} FixPreview */

const LEVELS = ["error", "warning", "info", "hint"];
/** So many findings are listed at first, and so many more each time. */
const PAGE = 200;

/**
 * @param {HTMLElement} element
 * @param {App} app
 * @param {import("./tabs.js").Tabs} tabs
 */
export function mountFindings(element, app, tabs) {
  const count = document.querySelector("#finding-count");
  const summary = el("div", { class: "summary" });
  const list = el("div", { class: "list", role: "group", tabindex: -1, "aria-label": "Findings" });
  element.append(summary, list);
  /** Fingerprint of the chosen finding. */
  let chosen = "";
  let number = 0;
  let limit = PAGE;
  /** Where in the list the focus was last. */
  let place = 0;
  /** @type {Set<string>} */
  const muted = new Set();

  const shown = () => inOrder(app.derived.findings.filter(f => !muted.has(markOf(f))));

  function refresh() {
    const all = app.derived.findings;
    if (count) count.textContent = all.length ? String(all.length) : "";
    if (chosen && !all.some(f => f.fingerprint === chosen)) letGo();
    drawSummary(all);
    draw();
  }

  /** @param {readonly Finding[]} all */
  function drawSummary(all) {
    summary.replaceChildren(
      ...LEVELS.map(level => {
        const n = all.filter(f => markOf(f) === level).length;
        return el(
          "button",
          {
            type: "button",
            "aria-pressed": String(!muted.has(level)),
            title: `${n} ${level}${n === 1 ? "" : "s"}: show or hide`,
            disabled: n === 0,
            onclick: () => {
              if (!muted.delete(level)) muted.add(level);
              refresh();
            },
          },
          severity(level),
          String(n),
        );
      }),
    );
  }

  function draw() {
    const all = shown();
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const f of all) sizes.set(f.family, (sizes.get(f.family) ?? 0) + 1);
    /** @type {Map<string, Finding[]>} */
    const families = new Map();
    for (const f of all.slice(0, limit)) {
      const group = families.get(f.family);
      if (group) group.push(f);
      else families.set(f.family, [f]);
    }
    const hadFocus = list.contains(document.activeElement);
    const focused = document.activeElement?.closest("[data-fingerprint]")?.getAttribute("data-fingerprint");
    if (focused) {
      const at = all.findIndex(f => f.fingerprint === focused);
      if (at >= 0) place = at;
    }
    list.replaceChildren(
      ...[...families].flatMap(([family, findings]) => [
        el("h3", null, family, el("small", null, String(sizes.get(family)))),
        ...findings.map(f => (f.fingerprint === chosen ? detail(f) : line(f))),
      ]),
      ...(all.length > limit ? [more(all.length)] : []),
      ...ignored(),
    );
    if (families.size === 0) {
      list.prepend(
        el(
          "p",
          { class: "nothing" },
          app.store.diagram.tableIDs.size === 0
            ? "Findings show up here while you draw."
            : [icon("check"), " Nothing to complain about."],
        ),
      );
    }
    if (!hadFocus) return;
    // What had the focus is gone; the next finding has its place.
    const lines = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-testid=finding]"));
    const next = list.querySelector("[data-chosen]") ?? lines[Math.min(place, lines.length - 1)] ?? list;
    /** @type {HTMLElement} */ (next).focus({ preventScroll: true });
  }

  /** @param {number} total */
  function more(total) {
    return el(
      "button",
      {
        type: "button",
        class: "btn ghost more",
        onclick: () => {
          limit += PAGE;
          draw();
        },
      },
      `Show more: ${total - limit} are not listed yet`,
    );
  }

  /** @param {Finding} f */
  function line(f) {
    return el(
      "button",
      {
        type: "button",
        class: "finding",
        "data-testid": "finding",
        "data-fingerprint": f.fingerprint,
        "data-rule": f.rule,
        onclick: () => choose(f.fingerprint),
      },
      severity(markOf(f)),
      el("span", null, el("span", { class: "message" }, f.message), el("small", null, `${f.rule} ${f.name}`, tier(f))),
    );
  }

  /** @param {Finding} f */
  function tier(f) {
    return el(
      "span",
      { class: `tier ${f.tier}` },
      icon(`tier-${f.tier}`, ""),
      f.tier,
      f.confidence < 1 ? el("b", null, f.confidence.toFixed(2)) : null,
    );
  }

  /** @param {Finding} f */
  function detail(f) {
    const preview = el("div", { class: "preview" });
    const box = el(
      "section",
      {
        class: "detail",
        tabindex: -1,
        "data-chosen": true,
        "data-testid": "finding-detail",
        "data-fingerprint": f.fingerprint,
        "data-rule": f.rule,
        "aria-label": f.message,
      },
      el("header", null, severity(markOf(f)), el("h4", null, f.message)),
      el(
        "div",
        { class: "meta" },
        tier(f),
        el("a", { class: "chip", href: `/rules/${f.name}`, target: "_blank" }, `${f.rule} ${f.name}`),
        dependencyLink(app, f),
      ),
      f.evidence?.length ? el("h5", null, "Why we think so") : null,
      f.evidence?.length
        ? el(
            "ul",
            null,
            (f.evidence ?? []).map(e => el("li", null, icon("check", "ic small"), e)),
          )
        : null,
      preview,
    );
    if (f.fixes && f.fixes.length > 1) {
      preview.before(
        el(
          "select",
          {
            class: "field",
            "aria-label": "Fix",
            onchange: (/** @type {Event} */ e) => {
              number = Number(/** @type {HTMLSelectElement} */ (e.target).value);
              void loadFix(f, preview, footer);
            },
          },
          f.fixes.map((x, i) => el("option", { value: i, selected: i === number }, x.title)),
        ),
      );
    }
    const footer = el("footer", null);
    box.append(footer);
    if (f.fixes?.length) void loadFix(f, preview, footer);
    else footer.append(ignoreButton(f));
    return box;
  }

  /** @param {Finding} f */
  function ignoreButton(f) {
    return el(
      "button",
      {
        type: "button",
        class: "btn",
        onclick: (/** @type {Event} */ e) => askReason(f, /** @type {HTMLElement} */ (e.target)),
      },
      "Ignore because…",
    );
  }

  /**
   * Fetches what a fix would do and shows it here and on the canvas.
   * @param {Finding} f
   * @param {HTMLElement} preview
   * @param {HTMLElement} footer
   */
  async function loadFix(f, preview, footer) {
    const fixURL = `${app.root}/findings/${f.fingerprint}/fixes/${number}?dialect=${dialect()}`;
    /** @type {FixPreview} */
    let fix;
    try {
      fix = await request(fixURL);
    } catch (e) {
      preview.replaceChildren(el("p", { class: "muted" }, /** @type {Error} */ (e).message));
      return;
    }
    if (chosen !== f.fingerprint) return;
    app.preview.set(fix.ops);
    preview.replaceChildren(
      fix.safe
        ? ""
        : el(
            "p",
            { class: "unsafe" },
            severity("warning"),
            "Look twice: on a database with rows this could lose data or be refused.",
          ),
      el("h5", null, fix.title),
      diff(fix.ddl),
    );
    footer.replaceChildren(
      el(
        "button",
        { type: "button", class: "btn primary", "data-testid": "fix", onclick: () => apply(fix) },
        "Fix",
        el("kbd", null, "↵"),
      ),
      ignoreButton(f),
    );
  }

  /** @param {FixPreview} fix */
  function apply(fix) {
    letGo();
    app.submit(fix.title, fix.ops);
    app.announce(`${fix.title}: done`);
    draw();
  }

  /**
   * @param {Finding} f
   * @param {HTMLElement} button
   */
  function askReason(f, button) {
    const field = el("input", {
      class: "field",
      placeholder: "Why is this fine?",
      "aria-label": "Reason for ignoring this finding",
      maxlength: 500,
    });
    const form = el(
      "form",
      {
        class: "reason",
        onsubmit: (/** @type {Event} */ e) => {
          e.preventDefault();
          const reason = field.value.trim();
          if (!reason) return;
          const object = f.objects[0]?.id ?? "";
          letGo();
          app.submit(`Ignore ${f.rule}`, [
            {
              op: "put",
              id: newID(),
              kind: "ignore",
              order: orderAt(app.store.diagram.all("ignore").length),
              props: { rule: f.rule, object, fingerprint: f.fingerprint, reason },
            },
          ]);
        },
      },
      field,
      el("button", { class: "btn", type: "submit" }, "Ignore"),
    );
    form.addEventListener("keydown", e => {
      e.stopPropagation();
      if (e.key === "Escape") draw();
    });
    button.replaceWith(form);
    field.focus();
  }

  /** The ignored findings with their reasons, and a way back. */
  function ignored() {
    const ignores = app.store.diagram.all("ignore");
    if (ignores.length === 0) return [];
    return [
      el("h3", null, "Ignored", el("small", null, String(ignores.length))),
      ...ignores.map(i =>
        el(
          "div",
          { class: "ignored" },
          icon("mute"),
          el("span", null, i.props.reason, el("small", null, `${i.props.rule} ${nameOf(i.props.object)}`)),
          el(
            "button",
            {
              type: "button",
              class: "btn ghost",
              onclick: () => app.submit("Stop ignoring", [{ op: "delete", id: i.id }]),
            },
            "Show again",
          ),
        ),
      ),
    ];
  }

  /** @param {string} id */
  function nameOf(id) {
    const d = app.store.diagram;
    const c = d.column(id);
    return c ? `${c.table.name}.${c.column.name}` : (d.table(id)?.name ?? "");
  }

  /** @param {string} fingerprint */
  function choose(fingerprint) {
    const f = app.derived.findings.find(x => x.fingerprint === fingerprint);
    if (!f) return;
    app.preview.clear();
    limit = Math.max(limit, shown().indexOf(f) + 1);
    chosen = fingerprint;
    number = 0;
    draw();
    app.showFinding(f);
    const box = /** @type {HTMLElement | null} */ (list.querySelector("[data-chosen]"));
    box?.focus();
    box?.scrollIntoView({ block: "nearest" });
  }

  function letGo() {
    chosen = "";
    app.preview.clear();
    app.showFinding(null);
  }

  element.addEventListener("keydown", e => {
    const all = shown();
    const focused = /** @type {HTMLElement} */ (e.target)
      .closest?.("[data-fingerprint]")
      ?.getAttribute("data-fingerprint");
    const at = all.findIndex(f => f.fingerprint === (chosen || focused));
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step && e.target instanceof HTMLElement && !e.target.matches("select")) {
      const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
      if (next) choose(next.fingerprint);
    } else if (e.key === "Escape" && chosen) {
      letGo();
      draw();
    } else if (e.key === "Enter" && e.target instanceof HTMLElement && e.target.matches("[data-chosen]")) {
      /** @type {HTMLElement | null} */ (list.querySelector("[data-testid=fix]"))?.click();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  });
  app.on("derived", refresh);
  app.on("change", () => {
    if (tabs.current() === "findings" && app.store.diagram.all("ignore").length) draw();
  });
  tabs.onShow(name => {
    if (name !== "findings" && chosen) {
      letGo();
      draw();
    }
  });
  document.addEventListener("crowsfoot:finding", e => {
    tabs.show("findings");
    choose(/** @type {CustomEvent<string>} */ (e).detail);
  });
  refresh();
}

/**
 * The worst first, family by family, as the list shows them and the arrows walk them.
 * @param {readonly Finding[]} findings
 */
function inOrder(findings) {
  const rank = (/** @type {Finding} */ f) => LEVELS.indexOf(markOf(f));
  /** @type {Map<string, number>} */
  const best = new Map();
  for (const f of findings) best.set(f.family, Math.min(rank(f), best.get(f.family) ?? LEVELS.length));
  return [...findings].sort(
    (a, b) =>
      (best.get(a.family) ?? 0) - (best.get(b.family) ?? 0) || a.family.localeCompare(b.family) || rank(a) - rank(b),
  );
}

/** The dialect that the DDL panel shows. */
function dialect() {
  return /** @type {HTMLSelectElement | null} */ (document.querySelector("#dialect"))?.value ?? "postgres";
}
