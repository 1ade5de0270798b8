/**
 * The inspector: the properties of what is selected, to be read and changed. With nothing
 * selected it shows the diagram itself. What is shown of each kind is in inspect/.
 * @module
 */

import { column } from "./inspect/column.js";
import { whole } from "./inspect/diagram.js";
import { kitOf } from "./inspect/kit.js";
import { frame, note } from "./inspect/note.js";
import { relationship } from "./inspect/relationship.js";
import { several } from "./inspect/several.js";
import { table } from "./inspect/table.js";

/** @typedef {import("../types.js").ID} ID */

/** @type {Partial<Record<import("../types.js").Kind | "", (kit: import("./inspect/kit.js").Kit, id: ID) => (Node | null)[] | null>>} */
const VIEWS = { table, column, relationship, note, frame };

/**
 * @param {HTMLElement} element
 * @param {import("../app.js").App} app
 * @param {import("./tabs.js").Tabs} tabs
 */
export function mountInspector(element, app, tabs) {
  let stale = true;
  let waiting = false;
  /** What is shown, so that the focus stays where it was only in the same view. */
  let shown = "";

  const kit = kitOf(app, {
    draw,
    settle: () => stale && refresh(),
    leave: () => app.view.focus(),
  });

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
    /** @type {HTMLElement[]} */ ([...element.querySelectorAll("input, select, textarea, button, summary")]);

  /**
   * Shows everything anew. The focus stays in the field that had it.
   * @param {ID} [into] what gets the focus instead: something that was just made
   */
  function draw(into) {
    stale = false;
    const ids = [...app.selection.ids];
    const id = ids[0] ?? "";
    const same = shown === ids.join();
    const before = same ? controls() : [];
    const at = before.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const name = at >= 0 ? nameOf(before[at]) : "";
    const caret = caretOf(before[at]);
    const scroll = same ? element.scrollTop : 0;
    shown = ids.join();
    const view = ids.length > 1 ? several(kit, ids) : (VIEWS[app.store.diagram.kind(id)]?.(kit, id) ?? whole(kit));
    element.replaceChildren(...view.filter(v => v !== null));
    element.scrollTop = scroll;
    if (into) {
      const made = element.querySelector(`[data-of="${CSS.escape(into)}"]`);
      made?.scrollIntoView({ block: "nearest" });
      take(made?.querySelector("input, textarea, select"));
    } else if (at >= 0) {
      const after = controls();
      const again = after.find(c => nameOf(c) === name);
      take(again ?? after[Math.min(at, after.length - 1)], again ? caret : null);
    }
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

/**
 * Puts the focus into a control; in a text all of it is selected, or what was.
 * @param {Element | null | undefined} control
 * @param {readonly [number, number] | null} [caret]
 */
function take(control, caret = null) {
  if (!(control instanceof HTMLElement)) return;
  control.focus({ preventScroll: true });
  if (!isText(control)) return;
  if (caret) control.setSelectionRange(...caret);
  else control.select();
}

/**
 * @param {Element | undefined} control
 * @returns {control is HTMLInputElement | HTMLTextAreaElement}
 */
const isText = control =>
  control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === "text");

/**
 * What is selected in a text, or null.
 * @param {Element | undefined} control
 */
const caretOf = control =>
  isText(control) ? /** @type {const} */ ([control.selectionStart ?? 0, control.selectionEnd ?? 0]) : null;

/**
 * What tells a control from all others: the thing it is of, and its label.
 * @param {Element | undefined} control
 */
function nameOf(control) {
  const label = control?.getAttribute("aria-label") ?? (control?.closest("label") ?? control)?.firstChild?.textContent;
  const of = [];
  for (let e = control?.closest("[data-of]"); e; e = e.parentElement?.closest("[data-of]"))
    of.push(e.getAttribute("data-of"));
  return [label, control?.tagName, ...of].join("/");
}
