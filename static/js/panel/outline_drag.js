/**
 * Dragging tables of the outline into a module: onto the module, or onto a table of it. All
 * that are selected go along with the one that is held.
 * @module
 */

import { say } from "../say.js";
import { set } from "../command/batch/ops.js";
import { el } from "../element.js";
import { counted } from "../model/noun.js";
import { SLOP } from "../tool/tool.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {{kind: "module" | "table" | "column", id: ID, name: string}} Row */

/**
 * @param {HTMLElement} tree
 * @param {import("../app.js").App} app
 * @param {(element: Element | null) => Row | undefined} rowOf
 */
export function mountOutlineDrag(tree, app, rowOf) {
  /** @type {{x: number, y: number, row: Row, ghost: HTMLElement | null} | null} */
  let held = null;
  /** @type {Element | null} */
  let over = null;

  /** @param {Element | null} element */
  function mark(element) {
    over?.classList.remove("drop-here");
    over = element;
    over?.classList.add("drop-here");
  }

  function end() {
    held?.ghost?.remove();
    held = null;
    mark(null);
    document.removeEventListener("keydown", cancel, true);
  }

  /** @param {KeyboardEvent} e */
  function cancel(e) {
    if (e.key !== "Escape") return;
    e.preventDefault();
    e.stopPropagation();
    end();
  }

  /**
   * The module of what is there, and the row to light; undefined when nothing can be
   * dropped there.
   * @param {PointerEvent} e
   */
  function targetAt(e) {
    const element = document.elementFromPoint(e.clientX, e.clientY)?.closest("#outline [data-i]") ?? null;
    const row = rowOf(element);
    if (!element || !row || row.kind === "column") return undefined;
    return { element, module: row.kind === "module" ? row.id : (app.store.diagram.table(row.id)?.props.module ?? "") };
  }

  /** @param {ID} id of the table that is held */
  const tables = id => {
    const d = app.store.diagram;
    return app.selection.has(id) ? app.selection.of(d, "table") : [id];
  };

  tree.addEventListener("pointerdown", e => {
    const row = rowOf(e.target instanceof Element ? e.target.closest("[data-i]") : null);
    const many = app.store.diagram.all("module").length > 0;
    if (e.button !== 0 || e.pointerType === "touch" || row?.kind !== "table" || !many) return;
    held = { x: e.clientX, y: e.clientY, row, ghost: null };
  });
  tree.addEventListener("pointermove", e => {
    if (!held) return;
    if (!held.ghost) {
      if (Math.hypot(e.clientX - held.x, e.clientY - held.y) <= SLOP) return;
      tree.setPointerCapture(e.pointerId);
      const { length } = tables(held.row.id);
      held.ghost = el("div", { class: "drag-ghost" }, length > 1 ? counted(length, "table") : held.row.name);
      document.body.append(held.ghost);
      document.addEventListener("keydown", cancel, true);
    }
    held.ghost.style.transform = `translate(${e.clientX + 12}px, ${e.clientY + 8}px)`;
    mark(targetAt(e)?.element ?? null);
  });
  tree.addEventListener("pointerup", e => {
    const target = held?.ghost ? targetAt(e) : undefined;
    const ids = held ? tables(held.row.id) : [];
    const name = held?.row.name ?? "";
    end();
    if (!target) return;
    app.submit(
      say`Move ${ids.length > 1 ? counted(ids.length, "table") : name} to module`,
      ids.map(id => set(id, "table", "module", target.module)),
    );
  });
  tree.addEventListener("pointercancel", end);
}
