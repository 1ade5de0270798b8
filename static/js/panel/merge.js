/**
 * Merging an import into the open diagram: what would be new, changed and removed, on the
 * canvas and in a list. Single changes can be left out, renames that look likely are
 * accepted or not; then all of it is one step, and undone as one.
 * @module
 */

import { kindName } from "../model/kind_name.js";
import { say } from "../say.js";
import { el, icon, severity } from "../element.js";
import { counted } from "../model/noun.js";
import { post } from "../request.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {{id: ID, what: string, kind: "new" | "changed" | "removed" | "renamed" | "kept", name: string, old_name?: string, details?: string[], conflicts?: {of: string, mine: string, theirs: string}[], left_out?: boolean}} Change */
/** @typedef {{what: string, old: ID, new: ID, old_name: string, new_name: string, table?: string, score: number, why: string, certain?: boolean, accepted?: boolean}} Rename */
/** @typedef {{file: string, earlier: string, drawn: boolean, changes: Change[], renames: Rename[], ops: import("../types.js").Op[]}} Plan */

/** Where the ID of the draft stands in the address. */
const HASH = /^#merge=([A-Za-z0-9_-]+)$/;
/** So many changes of a kind are listed. */
const MOST = 200;

const GROUPS = /** @type {const} */ ([
  ["new", say("New"), "add"],
  ["renamed", say("Renamed"), "chg"],
  ["changed", say("Changed"), "chg"],
  ["removed", say("Removed: the file has it no more"), "del"],
  ["kept", say("Kept, because it was changed here"), ""],
]);

/**
 * @param {HTMLElement} element
 * @param {import("../app.js").App} app
 * @param {import("./tabs.js").Tabs} tabs
 */
export function mountMerge(element, app, tabs) {
  const tab = document.querySelector("#tab-merge");
  let draft = "";
  /** @type {Plan | null} */
  let plan = null;
  /** Changes that are left out, by object. @type {Set<ID>} */
  const left = new Set();
  /** Offers of renames that were accepted, by the new object. @type {Map<ID, Rename>} */
  const renames = new Map();
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const choices = () => ({ left_out: [...left], renames: [...renames.values()] });

  async function refresh() {
    const turn = ++asked;
    try {
      const answer = await post(`${app.root}/merge/${draft}/plan`, choices());
      if (turn !== asked || draft === "") return;
      const first = plan === null;
      plan = answer;
      draw();
      show();
      // What is new may lie beside what is in view.
      if (first) app.view.fitAll();
    } catch (e) {
      if (turn !== asked) return;
      plan = null;
      element.replaceChildren(el("p", { class: "nothing" }, /** @type {Error} */ (e).message), footer());
    }
  }

  function show() {
    if (plan && tabs.current() === "merge") app.preview.set(plan.ops);
  }

  function begin() {
    const id = HASH.exec(location.hash)?.[1] ?? "";
    if (id === draft) return;
    if (id === "") {
      end();
      return;
    }
    draft = id;
    plan = null;
    left.clear();
    renames.clear();
    if (tab instanceof HTMLElement) tab.hidden = false;
    element.replaceChildren(el("p", { class: "nothing" }, say("Comparing…")));
    tabs.show("merge");
    document.body.classList.add("show-right");
    if (app.store.head >= 0) void refresh();
  }

  function end() {
    draft = "";
    plan = null;
    asked++;
    clearTimeout(timer);
    app.preview.clear();
    if (tab instanceof HTMLElement) tab.hidden = true;
    history.replaceState(null, "", location.pathname);
    if (tabs.current() === "merge") tabs.show("findings");
  }

  /** @param {() => Promise<unknown>} act */
  async function attempt(act) {
    for (const b of element.querySelectorAll("footer button")) b.setAttribute("disabled", "");
    try {
      await act();
    } catch (e) {
      app.toast(/** @type {Error} */ (e).message, { kind: "error" });
      for (const b of element.querySelectorAll("footer button")) b.removeAttribute("disabled");
    }
  }

  const take = () =>
    attempt(async () => {
      const file = plan?.file ?? say("the file");
      const n = taken().length;
      await post(`${app.root}/merge/${draft}`, choices());
      end();
      app.toast(say`${counted(n, "change")} of ${file} merged.`, { action: say("Undo"), run: () => app.undo() });
    });

  const taken = () => (plan?.changes ?? []).filter(c => c.kind !== "kept" && !c.left_out);

  function footer() {
    const n = taken().length;
    return el(
      "footer",
      null,
      el(
        "button",
        { type: "button", class: "btn primary", disabled: n === 0, onclick: take, "data-testid": "merge-take" },
        n === 0 ? say("Nothing to merge") : say`Merge ${counted(n, "change")}`,
      ),
      plan && !plan.drawn
        ? el(
            "button",
            {
              type: "button",
              class: "btn",
              onclick: () => attempt(async () => location.assign((await post(`/diagrams/${draft}/accept`)).url)),
            },
            say("As a new diagram"),
          )
        : null,
      plan?.drawn
        ? el("a", { class: "btn", href: `/diagrams/${draft}/review?into=${app.diagram}` }, say("Back to the review"))
        : null,
      el("button", { type: "button", class: "btn", onclick: end }, say("Not now")),
    );
  }

  function draw() {
    if (!plan) return;
    const p = plan;
    const offers = p.renames.filter(r => !r.certain);
    const place = element.querySelector(".changes")?.scrollTop ?? 0;
    const list = el(
      "div",
      { class: "changes" },
      el(
        "p",
        { class: "file" },
        icon("doc"),
        el(
          "span",
          null,
          p.file,
          el(
            "small",
            null,
            p.earlier
              ? say`A newer edition of ${p.earlier}. Places and corrections made here stay.`
              : say("Met by the names of tables and columns. Nothing here is removed."),
          ),
        ),
      ),
      offers.length > 0 ? el("h3", null, say("Renamed?"), el("small", null, String(offers.length))) : null,
      offers.map(offer),
      GROUPS.flatMap(([kind, title, mark]) => {
        const all = p.changes.filter(c => c.kind === kind);
        if (all.length === 0) return [];
        return [
          el("h3", null, title, el("small", null, String(all.length))),
          ...all.slice(0, MOST).map(c => line(c, mark)),
          all.length > MOST ? el("p", { class: "nothing" }, say`And ${all.length - MOST} more.`) : null,
        ];
      }),
      p.changes.length === 0
        ? el("p", { class: "nothing" }, icon("check"), say(" The diagram has all of it already."))
        : null,
    );
    element.replaceChildren(list, footer());
    list.scrollTop = place;
  }

  /** @param {Rename} r */
  function offer(r) {
    const answer = (/** @type {boolean} */ yes) => {
      if (yes) renames.set(r.new, r);
      else renames.delete(r.new);
      void refresh();
    };
    return el(
      "div",
      { class: "remark rename", "data-testid": "rename" },
      severity("hint"),
      el(
        "div",
        null,
        el("b", null, `${r.table ? `${r.table}.` : ""}${r.old_name} → ${r.new_name}`),
        el("small", null, say`${r.why}, ${Math.round(r.score * 100)} % sure.`),
        el(
          "div",
          { class: "acts" },
          el(
            "button",
            { type: "button", class: "btn", "aria-pressed": String(r.accepted === true), onclick: () => answer(true) },
            say("Renamed"),
          ),
          el(
            "button",
            { type: "button", class: "btn", "aria-pressed": String(r.accepted !== true), onclick: () => answer(false) },
            say("Another one"),
          ),
        ),
      ),
    );
  }

  /**
   * @param {Change} c
   * @param {string} mark
   */
  function line(c, mark) {
    const box = el("input", {
      type: "checkbox",
      checked: !c.left_out,
      disabled: c.kind === "kept",
      "aria-label": say`Take ${kindName(c.what)} ${c.name}`,
      onchange: () => {
        if (left.has(c.id)) left.delete(c.id);
        else left.add(c.id);
        void refresh();
      },
    });
    const go = () => {
      if (app.store.diagram.kind(c.id) !== "") app.view.flyTo(c.id);
    };
    return el(
      "div",
      {
        class: `change ${mark} ${c.left_out ? "left" : ""}`,
        "data-testid": "change",
        "data-kind": c.kind,
        onclick: go,
      },
      box,
      el(
        "div",
        null,
        el(
          "span",
          null,
          c.old_name ? `${c.old_name} → ${c.name}` : c.name || `(${kindName(c.what)})`,
          " ",
          el("small", null, kindName(c.what)),
        ),
        (c.details ?? []).slice(0, 8).map(d => el("small", null, d)),
        (c.details ?? []).length > 8 ? el("small", null, say`and ${(c.details ?? []).length - 8} more`) : null,
        (c.conflicts ?? []).map(k =>
          el(
            "small",
            { class: "conflict" },
            say`${k.of}: ${k.mine || say("nothing")} here, ${k.theirs || say("nothing")} in the file, which comes`,
          ),
        ),
      ),
    );
  }

  app.on("change", e => {
    if (draft === "") return;
    // Somebody edits meanwhile: compare again.
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), plan || !e.all ? 300 : 0);
  });
  tabs.onShow(name => {
    if (draft === "") return;
    if (name === "merge") show();
    else app.preview.clear();
  });
  window.addEventListener("hashchange", begin);
  begin();
}
