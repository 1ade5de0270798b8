/**
 * The outline: modules, tables, and the columns of tables that are unfolded. Only the
 * rows in view are elements, so that ten thousand tables cost as little as ten. It is
 * the accessible whole of the diagram: a tree that arrows walk.
 * @module
 */

import { say } from "../say.js";
import { el, icon, severity } from "../element.js";
import { mountOutlineDrag } from "./outline_drag.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").ID} ID */

/**
 * One row of the tree.
 * @typedef {object} Row
 * @property {"module" | "table" | "column"} kind
 * @property {ID} id
 * @property {string} name
 * @property {string} [color] of a module
 * @property {string} [type] of a column
 * @property {string} [glyph] of a column
 * @property {number} [count] tables of a module
 * @property {boolean} [open]
 */

const HEIGHT = 26;

/**
 * @param {HTMLElement} element
 * @param {App} app
 */
export function mountOutline(element, app) {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("#outline-filter"));
  /** @type {Set<ID>} */
  const open = new Set();
  /** @type {Set<ID>} */
  const closed = new Set();
  /** @type {Row[]} */
  let rows = [];
  let active = 0;
  let opened = false;
  const pad = el("div", { class: "pad" });
  const tree = el("div", { class: "tree", role: "tree", tabindex: 0, "aria-label": say("Tables") }, pad);
  const none = el("p", { class: "nothing", hidden: true });
  element.append(tree, none);

  function collect() {
    const d = app.store.diagram;
    const text = field?.value.trim().toLowerCase() ?? "";
    /** @type {Map<ID, import("../model/diagram.js").Table[]>} */
    const byModule = new Map();
    for (const t of d.tables()) {
      const hit =
        !text || t.name.toLowerCase().includes(text) || t.columns.some(c => c.name.toLowerCase().includes(text));
      if (!hit) continue;
      const module = d.object(t.props.module, "module") ? t.props.module : "";
      const list = byModule.get(module);
      if (list) list.push(t);
      else byModule.set(module, [t]);
    }
    rows = [];
    const modules = d.all("module");
    for (const m of modules) {
      const tables = byModule.get(m.id) ?? [];
      if (text && tables.length === 0) continue;
      rows.push({
        kind: "module",
        id: m.id,
        name: m.props.name,
        color: m.props.color,
        count: tables.length,
        open: !closed.has(m.id),
      });
      if (!closed.has(m.id)) add(tables, text);
    }
    const rest = byModule.get("") ?? [];
    if (rest.length && modules.length)
      rows.push({
        kind: "module",
        id: "",
        name: say("Without module"),
        color: "",
        count: rest.length,
        open: !closed.has(""),
      });
    if (!modules.length || !closed.has("")) add(rest, text);
    none.hidden = rows.length > 0;
    none.textContent = !opened
      ? say("Opening …")
      : text
        ? say("No table or column has a name like that.")
        : say("No tables yet.");
    pad.style.height = `${rows.length * HEIGHT}px`;
    active = Math.min(active, Math.max(0, rows.length - 1));
  }

  /**
   * @param {readonly import("../model/diagram.js").Table[]} tables
   * @param {string} text
   */
  function add(tables, text) {
    for (const t of tables) {
      const byColumn = text !== "" && !t.name.toLowerCase().includes(text);
      const unfolded = open.has(t.id) || byColumn;
      rows.push({ kind: "table", id: t.id, name: t.name, open: unfolded });
      if (!unfolded) continue;
      for (const c of t.columns) {
        if (byColumn && !c.name.toLowerCase().includes(text)) continue;
        rows.push({
          kind: "column",
          id: c.id,
          name: c.name,
          type: c.type,
          glyph: c.pk ? "key" : c.fk ? "fk" : c.unique ? "unique" : "",
        });
      }
    }
  }

  function paint() {
    const from = Math.max(0, Math.floor(tree.scrollTop / HEIGHT) - 4);
    const to = Math.min(rows.length, Math.ceil((tree.scrollTop + tree.clientHeight) / HEIGHT) + 4);
    pad.replaceChildren(...rows.slice(from, to).map((r, i) => draw(r, from + i)));
  }

  /**
   * @param {Row} r
   * @param {number} i
   */
  function draw(r, i) {
    const selected = app.selection.has(r.id);
    const worst = r.kind === "module" ? "" : app.derived.worst(r.id);
    const row = el(
      "div",
      {
        class: `row ${r.kind}${selected ? " on" : ""}${i === active ? " active" : ""}`,
        role: "treeitem",
        id: `outline-${i}`,
        "aria-level": { module: 1, table: 2, column: 3 }[r.kind],
        "aria-selected": String(selected),
        "aria-expanded": r.kind === "column" ? null : String(Boolean(r.open)),
        "data-i": i,
      },
      r.kind === "column"
        ? null
        : el("span", { class: "fold", "data-fold": true }, icon(r.open ? "down" : "right", "ic small")),
      r.kind === "module"
        ? el("i", { class: `swatch ${r.color}` })
        : r.kind === "table"
          ? icon("table")
          : el("span", { class: "glyph" }, r.glyph ? icon(r.glyph, "ic small") : null),
      el("span", { class: "name" }, r.name || say("unnamed")),
      r.type ? el("span", { class: "type" }, r.type) : null,
      r.kind === "module" ? el("small", null, String(r.count)) : null,
      worst ? severity(worst) : null,
    );
    row.style.top = `${i * HEIGHT}px`;
    return row;
  }

  function refresh() {
    collect();
    paint();
  }

  /** @param {Row} r */
  function fold(r) {
    if (r.kind === "column") return;
    const set = r.kind === "module" ? closed : open;
    if (!set.delete(r.id)) set.add(r.id);
    refresh();
  }

  /** @param {number} i */
  function move(i) {
    active = Math.max(0, Math.min(rows.length - 1, i));
    const top = active * HEIGHT;
    if (top < tree.scrollTop) tree.scrollTop = top;
    else if (top + HEIGHT > tree.scrollTop + tree.clientHeight) tree.scrollTop = top + HEIGHT - tree.clientHeight;
    tree.setAttribute("aria-activedescendant", `outline-${active}`);
    paint();
  }

  /** @param {Row | undefined} r */
  function choose(r) {
    if (r && r.kind !== "module") app.goTo(r.id);
    else if (r) fold(r);
  }

  /** @param {Element | null} element */
  const rowOf = element => rows[Number(/** @type {HTMLElement | null} */ (element)?.dataset.i)];
  mountOutlineDrag(tree, app, rowOf);
  tree.addEventListener("scroll", paint, { passive: true });
  tree.addEventListener("click", e => {
    const target = /** @type {Element} */ (e.target);
    const r = rowOf(target.closest("[data-i]"));
    if (!r) return;
    active = rows.indexOf(r);
    if (target.closest("[data-fold]")) fold(r);
    else if (r.kind === "table" && (e.shiftKey || e.ctrlKey || e.metaKey)) app.selection.toggle(r.id);
    else choose(r);
  });
  tree.addEventListener("dblclick", () => {
    const r = rows[active];
    if (r?.kind === "table") fold(r);
  });
  tree.addEventListener("keydown", e => {
    const r = rows[active];
    switch (e.key) {
      case "ArrowDown":
        move(active + 1);
        break;
      case "ArrowUp":
        move(active - 1);
        break;
      case "Home":
        move(0);
        break;
      case "End":
        move(rows.length - 1);
        break;
      case "ArrowRight":
        if (r && r.kind !== "column" && !r.open) fold(r);
        else move(active + 1);
        break;
      case "ArrowLeft":
        if (r && r.kind !== "column" && r.open) fold(r);
        else move(rows.findLastIndex((x, i) => i < active && x.kind !== "column"));
        break;
      case "Enter":
        choose(r);
        break;
      default:
        return;
    }
    e.preventDefault();
    e.stopPropagation();
  });
  field?.addEventListener("input", refresh);
  field?.addEventListener("keydown", e => {
    if (e.key === "Escape") {
      field.value = "";
      refresh();
      app.view.focus();
    } else if (e.key === "Enter") {
      const first = rows.find(r => r.kind === "table");
      if (first) app.goTo(first.id);
    } else if (e.key === "ArrowDown") tree.focus();
  });
  new ResizeObserver(paint).observe(tree);
  app.on("change", () => {
    opened = true;
    refresh();
  });
  app.on("derived", paint);
  app.on("selection", paint);
  refresh();
}
