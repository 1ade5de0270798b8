/**
 * The inspector: the properties of what is selected, to be read and changed. With
 * nothing selected it shows the diagram itself and its modules.
 * @module
 */

import { toggleKey, toggleNull, toggleUnique } from "../command/batch/column.js";
import { lastOrder, put, set } from "../command/batch/ops.js";
import { setCard } from "../command/batch/relate.js";
import { el, icon, severity } from "../element.js";
import { newID } from "../model/id.js";
import { counted } from "../model/noun.js";
import { bothWays } from "../model/relationship.js";
import { MODULE_COLORS } from "../model/schema.js";
import { markOf } from "../state/findings.js";
import { ACTIONS, CARDS, DIALECTS, DRAWINGS, IDENTITIES } from "./choice.js";
import { fieldsOf } from "./field.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../types.js").Kind} Kind */

/**
 * @param {HTMLElement} element
 * @param {App} app
 * @param {import("./tabs.js").Tabs} tabs
 */
export function mountInspector(element, app, tabs) {
  let stale = true;

  let waiting = false;
  /** What is shown, so that the focus stays where it was only in the same view. */
  let shown = "";

  /**
   * Draws anew when the focus has settled: an edit is often kept because the focus moves
   * on. A change by somebody else must not take the field away that is being typed in.
   */
  function refresh() {
    stale = true;
    if (waiting || tabs.current() !== "inspector") return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      if (stale && tabs.current() === "inspector" && !isTyping()) draw();
    });
  }

  function isTyping() {
    const f = document.activeElement;
    const field = f instanceof HTMLInputElement || f instanceof HTMLTextAreaElement;
    return field && element.contains(f) && f.value !== f.defaultValue;
  }

  const controls = () =>
    /** @type {HTMLElement[]} */ ([...element.querySelectorAll("input, select, textarea, button")]);

  function draw() {
    stale = false;
    const ids = [...app.selection.ids];
    const id = ids[0] ?? "";
    const before = document.activeElement;
    const at = before instanceof HTMLElement && shown === ids.join() ? controls().indexOf(before) : -1;
    const scroll = shown === ids.join() ? element.scrollTop : 0;
    shown = ids.join();
    const view = ids.length > 1 ? several(ids) : (VIEWS[app.store.diagram.kind(id)]?.(id) ?? whole());
    element.replaceChildren(...view.filter(v => v !== null));
    element.scrollTop = scroll;
    const again = at >= 0 ? controls()[at] : undefined;
    again?.focus({ preventScroll: true });
    if (again instanceof HTMLInputElement && again.type === "text") again.select();
  }

  /** @type {Partial<Record<Kind | "", (id: ID) => (Node | null)[]>>} */
  const VIEWS = { table, column, relationship, note, frame };

  const { form, text, pick, check, colors } = fieldsOf({
    draw,
    settle: () => stale && refresh(),
    leave: () => app.view.focus(),
  });

  /** @param {import("../command/command.js").Act | null} act */
  const act = act => {
    if (act) app.submit(act.label, act.ops);
  };

  /**
   * @param {string} title
   * @param {string} [sub]
   */
  const head = (title, sub) =>
    el("div", { class: "head" }, el("h2", null, title || "unnamed"), sub ? el("p", null, sub) : null);

  /** @param {ID} id */
  function findings(id) {
    const list = app.derived.findingsOf(id);
    if (list.length === 0) return null;
    return el(
      "div",
      { class: "lines" },
      el("h3", null, "Findings"),
      list.map(f =>
        el(
          "button",
          {
            type: "button",
            onclick: () => app.findings.choose(f.fingerprint),
          },
          severity(markOf(f)),
          f.message,
        ),
      ),
    );
  }

  // ---- what is shown

  /** @param {ID} id */
  function table(id) {
    const t = app.store.diagram.table(id);
    if (!t) return whole();
    const modules = app.store.diagram.all("module");
    const relations = [...app.store.diagram.relationshipsOf(id)];
    return [
      head(t.name, t.props.kind === "view" ? "View" : counted(t.columns.length, "column")),
      form(
        text("Name", t.name, v => app.submit("Rename table", [set(id, "table", "name", v)])),
        text("Comment", t.props.comment, v => app.submit("Comment table", [set(id, "table", "comment", v)]), {
          area: true,
          placeholder: "What is kept here?",
        }),
        modules.length
          ? pick(
              "Module",
              t.props.module,
              [["", "none"], ...modules.map(m => /** @type {[string, string]} */ ([m.id, m.props.name]))],
              v => app.submit("Move to module", [set(id, "table", "module", v)]),
            )
          : null,
        t.props.kind === "view"
          ? text("Query", t.props.definition, v => app.submit("Change query", [set(id, "table", "definition", v)]), {
              area: true,
              mono: true,
            })
          : null,
        check("Keeps its place when the diagram is tidied", t.props.pinned, () =>
          app.submit(t.props.pinned ? "Unpin table" : "Pin table", [set(id, "table", "pinned", !t.props.pinned)]),
        ),
      ),
      t.columns.length
        ? el(
            "div",
            { class: "lines" },
            el("h3", null, "Columns"),
            t.columns.map(c =>
              el(
                "button",
                { type: "button", onclick: () => app.goTo(c.id) },
                c.pk ? icon("key", "ic small") : c.fk ? icon("fk", "ic small") : icon("column", "ic small"),
                c.name,
                el("span", { class: "mono muted grow" }, c.type),
              ),
            ),
          )
        : null,
      t.keys.length + t.indexes.length + t.checks.length
        ? el(
            "div",
            { class: "lines" },
            el("h3", null, "Keys, indexes, checks"),
            t.keys.map(k => el("p", null, `${k.props.primary ? "Primary key" : "Unique"} (${names(k.props.columns)})`)),
            t.indexes.map(x =>
              el(
                "p",
                null,
                `${x.props.unique ? "Unique index" : "Index"} (${x.props.parts.map(p => p.expression || names([p.column ?? ""])).join(", ")})${x.props.where ? " where …" : ""}`,
              ),
            ),
            t.checks.map(c => el("p", { class: "mono" }, `check ${c.props.expression}`)),
          )
        : null,
      t.dependencies.length
        ? el(
            "div",
            { class: "lines" },
            el("h3", null, "Dependencies"),
            t.dependencies.map(f =>
              el("p", { class: "mono" }, `${names(f.props.determinant)} → ${names(f.props.dependent)}`),
            ),
          )
        : null,
      relations.length
        ? el(
            "div",
            { class: "lines" },
            el("h3", null, "Relationships"),
            relations.map(r =>
              el(
                "button",
                { type: "button", onclick: () => app.goTo(r) },
                icon("relation", "ic small"),
                otherEnds(r, id),
              ),
            ),
          )
        : null,
      findings(id),
      el(
        "div",
        { class: "actions" },
        el(
          "button",
          { type: "button", class: "btn", onclick: () => app.view.editNewColumn(id) },
          icon("plus"),
          "Column",
        ),
        t.props.kind === "view"
          ? null
          : el("a", { class: "btn", href: `${app.root}/workbench/${id}` }, icon("check"), "Normal forms…"),
        el("button", { type: "button", class: "btn", onclick: () => app.run("delete") }, icon("trash"), "Delete table"),
      ),
    ];
  }

  /**
   * @param {ID} relationship
   * @param {ID} table
   */
  function otherEnds(relationship, table) {
    const r = app.store.diagram.object(relationship, "relationship");
    const others =
      r?.props.ends.filter(e => e.table !== table).map(e => app.store.diagram.table(e.table)?.name ?? "?") ?? [];
    return others.length ? others.join(", ") : "itself";
  }

  /** @param {readonly ID[]} ids */
  const names = ids => ids.map(id => app.store.diagram.column(id)?.column.name ?? "?").join(", ");

  /** @param {ID} id */
  function column(id) {
    const found = app.store.diagram.column(id);
    if (!found) return whole();
    const { table, column: c } = found;
    const p = c.object.props;
    const d = () => app.store.diagram;
    return [
      head(c.name, `Column of ${table.name}`),
      form(
        text("Name", c.name, v => app.submit("Rename column", [set(id, "column", "name", v)])),
        text("Type", c.type, v => app.submit("Change type", [set(id, "column", "type", v)]), {
          mono: true,
          placeholder: "varchar(255)",
        }),
        check("Primary key", c.pk, () => act(toggleKey(d(), [id]))),
        check("Not null", c.notNull, () => act(toggleNull(d(), [id]))),
        check("Unique", c.unique, () => act(toggleUnique(d(), [id]))),
        text("Default", p.default, v => app.submit("Change default", [set(id, "column", "default", v)]), {
          mono: true,
          placeholder: "0, 'draft', now()",
        }),
        pick("Numbers itself", p.identity, IDENTITIES, v =>
          app.submit("Change numbering", [set(id, "column", "identity", v)]),
        ),
        text("Generated as", p.generated, v => app.submit("Change expression", [set(id, "column", "generated", v)]), {
          mono: true,
          placeholder: "price * quantity",
        }),
        text("Check", p.check, v => app.submit("Change check", [set(id, "column", "check", v)]), {
          mono: true,
          placeholder: "price >= 0",
        }),
        text("Comment", p.comment, v => app.submit("Comment column", [set(id, "column", "comment", v)]), {
          area: true,
        }),
      ),
      findings(id),
      el(
        "div",
        { class: "actions" },
        el(
          "button",
          { type: "button", class: "btn", onclick: () => app.run("delete") },
          icon("trash"),
          "Delete column",
        ),
      ),
    ];
  }

  /** @param {ID} id */
  function relationship(id) {
    const r = app.store.diagram.object(id, "relationship");
    if (!r) return whole();
    const p = r.props;
    const name = (/** @type {number} */ i) => app.store.diagram.table(p.ends[i]?.table ?? "")?.name ?? "?";
    const key = p.ends.length === 2 && p.pairs.length > 0;
    return [
      head(
        p.ends.map((_, i) => name(i)).join(" → "),
        key ? "Foreign key" : p.ends.length > 2 ? "Relationship of several tables" : "Relationship without columns",
      ),
      p.ends.length === 2 ? el("p", { class: "sentence" }, bothWays(app.store.diagram, p)) : null,
      el(
        "div",
        { class: "lines" },
        p.pairs.map(x => el("p", { class: "mono" }, `${names([x.from])} → ${names([x.to])}`)),
      ),
      form(
        p.ends.map((e, i) =>
          pick(`How many ${name(i)}`, e.card, CARDS, v => act(setCard(app.store.diagram, id, i, v))),
        ),
        text("Name", p.name, v => app.submit("Rename relationship", [set(id, "relationship", "name", v)])),
        key
          ? pick("When the parent is deleted", p.on_delete, ACTIONS, v =>
              app.submit("Change action", [set(id, "relationship", "on_delete", v)]),
            )
          : null,
        key
          ? pick("When the parent's key changes", p.on_update, ACTIONS, v =>
              app.submit("Change action", [set(id, "relationship", "on_update", v)]),
            )
          : null,
        p.ends.length === 2
          ? pick("Drawn", p.drawn, DRAWINGS, v => app.submit("Change drawing", [set(id, "relationship", "drawn", v)]))
          : null,
        text("Comment", p.comment, v => app.submit("Comment relationship", [set(id, "relationship", "comment", v)]), {
          area: true,
        }),
      ),
      findings(id),
      el(
        "div",
        { class: "actions" },
        p.ends.length === 2
          ? el(
              "button",
              { type: "button", class: "btn", onclick: () => app.run("flip-relationship") },
              icon("flip"),
              "Swap sides",
            )
          : null,
        el("button", { type: "button", class: "btn", onclick: () => app.run("delete") }, icon("trash"), "Delete"),
      ),
    ];
  }

  /** @param {ID} id */
  function note(id) {
    const n = app.store.diagram.object(id, "note");
    if (!n) return whole();
    return [
      head("Note"),
      form(text("Text", n.props.text, v => app.submit("Edit note", [set(id, "note", "text", v)]), { area: true })),
      paint(n.props.color, v => app.submit("Colour note", [set(id, "note", "color", v)])),
    ];
  }

  /** @param {ID} id */
  function frame(id) {
    const f = app.store.diagram.object(id, "frame");
    if (!f) return whole();
    return [
      head(f.props.title, "Frame"),
      form(text("Title", f.props.title, v => app.submit("Rename frame", [set(id, "frame", "title", v)]))),
      paint(f.props.color, v => app.submit("Colour frame", [set(id, "frame", "color", v)])),
    ];
  }

  /**
   * The colours of a note or frame; the one it has lets go of it.
   * @param {string} current
   * @param {(color: string) => void} keep
   */
  const paint = (current, keep) =>
    el(
      "div",
      { class: "actions" },
      colors("Colour", current, v => keep(v === current ? "" : v)),
    );

  /** @param {readonly ID[]} ids */
  function several(ids) {
    const tables = ids.filter(id => app.store.diagram.kind(id) === "table");
    const modules = app.store.diagram.all("module");
    return [
      head(`${ids.length} selected`, tables.length ? counted(tables.length, "table") : undefined),
      tables.length && modules.length
        ? form(
            pick(
              "Module",
              "",
              [["", "choose …"], ...modules.map(m => /** @type {[string, string]} */ ([m.id, m.props.name]))],
              v =>
                app.submit(
                  "Move to module",
                  tables.map(t => set(t, "table", "module", v)),
                ),
            ),
          )
        : null,
      el(
        "div",
        { class: "actions" },
        tables.length
          ? el(
              "button",
              { type: "button", class: "btn", onclick: () => addModule(tables) },
              icon("module"),
              "New module of these",
            )
          : null,
        el("button", { type: "button", class: "btn", onclick: () => app.run("delete") }, icon("trash"), "Delete"),
      ),
    ];
  }

  /** @param {readonly ID[]} tables */
  function addModule(tables) {
    const id = newID();
    const n = app.store.diagram.all("module").length;
    const color = MODULE_COLORS[n % MODULE_COLORS.length] ?? "azure";
    app.submit("Add module", [
      put("module", id, "", lastOrder(app.store.diagram, "module"), { name: `Module ${n + 1}`, color }),
      ...tables.map(t => set(t, "table", "module", id)),
    ]);
    draw();
  }

  function whole() {
    const d = app.store.diagram;
    const s = d.settings;
    return [
      head(s.name, `${counted(d.tableIDs.size, "table")}, ${counted(d.relationshipIDs.size, "relationship")}`),
      form(
        pick("Types are written for", s.dialect, DIALECTS, v =>
          app.submit("Choose dialect", [set("diagram", "diagram", "dialect", v)]),
        ),
        text(
          "What is it for?",
          s.comment,
          v => app.submit("Describe diagram", [set("diagram", "diagram", "comment", v)]),
          { area: true },
        ),
      ),
      el("h3", null, "Modules"),
      ...d.all("module").map(m =>
        form(
          text("Module", m.props.name, v => app.submit("Rename module", [set(m.id, "module", "name", v)])),
          colors(`Colour of ${m.props.name}`, m.props.color, v =>
            app.submit("Colour module", [set(m.id, "module", "color", v)]),
          ),
          el(
            "div",
            null,
            el(
              "button",
              {
                type: "button",
                class: "btn ghost",
                onclick: () => {
                  app.submit("Delete module", [{ op: "delete", id: m.id }]);
                  draw();
                },
              },
              icon("trash"),
              "Delete module",
            ),
          ),
        ),
      ),
      el(
        "div",
        { class: "actions" },
        el("button", { type: "button", class: "btn", onclick: () => addModule([]) }, icon("plus"), "Module"),
      ),
    ];
  }

  app.on("selection", () => {
    stale = true;
    if (tabs.current() === "inspector") draw();
  });
  app.on("change", refresh);
  app.on("derived", refresh);
  tabs.onShow(name => {
    if (name === "inspector") draw();
  });
}
