/**
 * What to look at in an import: what was odd, what was guessed and why, what was kept as
 * drawn; each with one-click corrections. A correction is an edit like any other and is
 * undone like one. What was looked at moves to the settled ones.
 * @module
 */

import { say } from "../say.js";
import { el, icon, severity } from "../element.js";
import { bothWays, isManyToMany } from "../model/relationship.js";
import { post, request } from "../request.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../app.js").App} App */
/** @typedef {{code: string, message: string, where: string, object?: ID, source?: string}} Remark */
/** @typedef {{label: string, icon?: string, run: () => boolean | void}} Correction what a button does; false: nothing was done */

/** Texts of the page are one entry, with so many shown. */
const NOTES = 6;

/**
 * @param {HTMLElement} element
 * @param {App} app
 * @param {(source: string) => void} point lights a shape of the picture, "" none
 */
export async function mountRemarks(element, app, point) {
  /** @type {Remark[]} */
  let remarks = [];
  /** Places in the list. @type {Set<number>} */
  let settled = new Set();
  let shows = "open";
  let chosen = -1;
  try {
    const answer = await request(`${app.root}/review.json`);
    remarks = answer.remarks;
    settled = new Set(answer.settled);
  } catch (e) {
    element.append(el("p", { class: "nothing" }, /** @type {Error} */ (e).message));
    return;
  }
  const buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-remarks]")]);
  for (const b of buttons) {
    b.addEventListener("click", () => {
      shows = b.dataset.remarks ?? "open";
      for (const x of buttons) x.setAttribute("aria-pressed", String(x === b));
      draw();
    });
  }
  app.on("change", e => {
    // Corrections are undone and redone: what is offered follows what is there.
    if (e.all || remarks.some(r => r.object && e.ids.has(r.object))) draw();
    else count();
  });
  draw();

  /** @param {ID | undefined} id */
  function isThere(id) {
    return id !== undefined && app.store.diagram.kind(id) !== "";
  }

  function count() {
    const guesses = remarks.filter(r => r.code === "guessed" && isThere(r.object));
    const open = guesses.filter(r => !settled.has(remarks.indexOf(r)));
    app.guess(new Set(open.map(r => r.object ?? "")));
    const d = app.store.diagram;
    const all = d.tables().reduce((n, t) => n + 1 + t.columns.length, 0) + d.all("relationship").length;
    show("#certain", say`certain ${all - open.length}`, all - open.length);
    show("#guessed", say`guessed ${open.length}`, open.length);
    show("#open-count", String(remarks.length - settled.size), remarks.length - settled.size);
    show("#settled-count", String(settled.size), settled.size);
  }

  function draw() {
    count();
    const focused = element.contains(document.activeElement);
    const list = remarks.map((r, i) => ({ r, i })).filter(({ i }) => settled.has(i) === (shows === "settled"));
    const notes = list.filter(({ r }) => r.code === "note");
    element.replaceChildren(
      ...list.filter(({ r }) => r.code !== "note").map(({ r, i }) => card(r, i)),
      ...notes.slice(0, NOTES).map(({ r, i }) => card(r, i)),
      ...(notes.length > NOTES ? [moreNotes(notes)] : []),
    );
    if (list.length === 0)
      element.append(
        el(
          "p",
          { class: "nothing" },
          icon("check"),
          shows === "open"
            ? remarks.length === 0
              ? say(" Everything was read as it stands in the file.")
              : say(" All looked at.")
            : say(" Nothing is settled yet."),
        ),
      );
    if (focused) (rows().find(x => Number(x.dataset.n) >= chosen) ?? rows().at(-1))?.focus();
  }

  function rows() {
    return /** @type {HTMLElement[]} */ ([...element.querySelectorAll("[data-n]")]);
  }

  /** @param {{r: Remark, i: number}[]} notes */
  function moreNotes(notes) {
    return el(
      "p",
      { class: "more" },
      icon("note"),
      el("span", null, say`${notes.length - NOTES} more texts are kept as notes. `),
      el("button", { type: "button", class: "btn", onclick: () => settle(notes.map(n => n.i)) }, say("All right")),
    );
  }

  /**
   * @param {Remark} r
   * @param {number} n
   */
  function card(r, n) {
    const { title, text } = wordsOf(app, r);
    const fixes = settled.has(n) ? [] : corrections(app, r);
    const level = r.code === "guessed" ? "hint" : r.code === "note" || r.code === "many-to-many" ? "info" : "warning";
    const box = el(
      "article",
      { class: "todo-item", tabindex: 0, "data-n": n, "data-testid": "remark", "data-code": r.code },
      r.code === "note" ? icon("note") : severity(level),
      el(
        "div",
        null,
        el("h3", null, title),
        text ? el("p", null, text) : null,
        el(
          "div",
          { class: "acts" },
          settled.has(n)
            ? button({ label: say("Look again"), icon: "undo", run: () => reopen(n) })
            : [
                button({
                  label: r.code === "guessed" ? say("Right") : say("Seen"),
                  icon: "check",
                  run: () => settle([n]),
                }),
                ...fixes.map(f =>
                  button({
                    ...f,
                    run: () => {
                      if (f.run() !== false) settle([n]);
                    },
                  }),
                ),
              ],
        ),
      ),
    );
    const choose = () => {
      chosen = n;
      if (isThere(r.object)) app.goTo(/** @type {ID} */ (r.object));
      point(r.source ?? "");
    };
    box.addEventListener("click", e => {
      if (!(e.target instanceof Element && e.target.closest("button"))) choose();
    });
    box.addEventListener("keydown", e => {
      if (e.target !== box) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (step) rows()[rows().indexOf(box) + step]?.focus();
      else if (e.key === "Enter" && !e.ctrlKey && !e.metaKey) settle([n]);
      else if (e.key === " ") choose();
      else return;
      e.preventDefault();
      e.stopPropagation();
    });
    box.addEventListener("focus", () => {
      chosen = n;
    });
    return box;
  }

  /** @param {readonly number[]} list */
  function settle(list) {
    for (const n of list) settled.add(n);
    keep();
  }

  /** @param {number} n */
  function reopen(n) {
    settled.delete(n);
    keep();
  }

  function keep() {
    draw();
    post(`${app.root}/settle`, { settled: [...settled] }).catch(e => app.toast(e.message, { kind: "error" }));
  }
}

/** @param {Correction} c */
function button(c) {
  return el("button", { type: "button", class: "btn", onclick: () => c.run() }, c.icon ? icon(c.icon) : null, c.label);
}

/**
 * @param {string} selector
 * @param {string} text
 * @param {number} n hides the element when 0
 */
function show(selector, text, n) {
  const e = document.querySelector(selector);
  if (!(e instanceof HTMLElement)) return;
  e.textContent = text;
  e.hidden = n === 0;
}

/**
 * What a remark is about, and what it says, as things are now.
 * @param {App} app
 * @param {Remark} r
 */
function wordsOf(app, r) {
  const d = app.store.diagram;
  const line = d.object(r.object ?? "", "relationship")?.props;
  if (line && r.code === "guessed") return { title: bothWays(d, line), text: r.message };
  if (r.code === "note")
    return { title: `“${r.message}”`, text: say("A text that belongs to no table; kept as a note.") };
  const column = d.column(r.object ?? "");
  if (r.code === "guessed" && column) return { title: `${column.table.name}.${column.column.name}`, text: r.message };
  const table = d.table(r.object ?? "");
  if (r.code === "guessed" && table) return { title: say`Table ${table.name}`, text: r.message };
  if (r.code === "guessed") return { title: r.where, text: say`${r.message} It is not there any more.` };
  if (r.code === "many-to-many") {
    const many = (d.object(r.object ?? "", "relationship")?.props.ends.length ?? 2) === 2;
    return { title: `${r.where}: ${many ? say("many to many") : say("one relationship")}`, text: r.message };
  }
  return { title: r.message, text: r.where };
}

/**
 * The corrections that make sense for a remark, as things are now.
 * @param {App} app
 * @param {Remark} r
 * @returns {Correction[]}
 */
function corrections(app, r) {
  const id = r.object ?? "";
  const d = app.store.diagram;
  /** @param {string} command @param {Record<string, unknown>} [args] */
  const run = (command, args) => () => {
    app.selection.set([id]);
    app.run(command, args ?? {});
  };
  switch (d.kind(id)) {
    case "relationship": {
      const line = d.object(id, "relationship")?.props;
      if (!line) return [];
      const fix = line.ends.length > 2 || isManyToMany(line);
      /** @type {Correction[]} */
      const list = [];
      if (fix) list.push({ label: say("Make it a pivot table"), icon: "m2m", run: () => void makeJunction(app, id) });
      else if (line.ends.length === 2)
        list.push({ label: say("Flip side"), icon: "flip", run: run("flip-relationship", { id }) });
      if (line.pairs.length > 0)
        list.push({ label: say("Not these columns"), run: run("unpair-relationship", { id }) });
      list.push({ label: say("No relationship"), icon: "x", run: run("delete") });
      return list;
    }
    case "column": {
      const c = d.column(id)?.column;
      if (!c) return [];
      return [
        { label: c.pk ? say("Not the key") : say("This row is the key"), icon: "key", run: run("toggle-key") },
        { label: say("No column"), icon: "x", run: run("delete") },
      ];
    }
    case "table":
      return [
        {
          label: say("Rename"),
          run: () => {
            app.selection.set([id]);
            app.run("rename");
            return false;
          },
        },
        { label: say("This is a note"), icon: "note", run: run("table-to-note") },
      ];
    case "note":
      return [
        { label: say("This is a table"), icon: "table", run: run("note-to-table") },
        { label: say("Drop it"), icon: "x", run: run("delete") },
      ];
  }
  if (r.code === "loose-end" || r.code === "unattached")
    return [
      {
        label: say("Connect…"),
        icon: "relation",
        run: () => {
          app.setTool("relationship");
          app.toast(say("Drag from one table to the other."));
          return false;
        },
      },
    ];
  return [];
}

/**
 * Puts a junction table in the place of a line, as the linter's fix does it: attributes of
 * the line become columns, and lines of three or more ends work, too.
 * @param {App} app
 * @param {ID} id
 */
async function makeJunction(app, id) {
  const finding = app.derived.findings.find(f => f.rule === "P001" && f.objects.some(o => o.id === id));
  if (!finding) {
    app.selection.set([id]);
    app.run("pivot");
    return;
  }
  try {
    const fix = await request(`${app.root}/findings/${finding.fingerprint}/fixes/0`);
    if (app.submit(fix.title, fix.ops)) app.announce(fix.title);
  } catch (e) {
    app.toast(/** @type {Error} */ (e).message, { kind: "error" });
  }
}
