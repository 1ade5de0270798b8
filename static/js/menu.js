/**
 * Small menus at a button: arrows walk, Enter takes, Esc closes.
 * @module
 */

import { say } from "./say.js";
import { el, icon } from "./element.js";

/**
 * One line of a menu that does something or opens more lines, or null for a rule between
 * lines. A line that is one of several to choose from says whether it is chosen.
 * @typedef {{icon?: string, label: string, keys?: readonly string[], danger?: boolean, checked?: boolean, run?: () => void, items?: readonly Item[]} | null} Item
 */

/**
 * Opens a menu below a button, or at a point of the window; the focus comes back to the
 * button when it closes.
 * @param {HTMLElement} button
 * @param {readonly Item[]} items
 * @param {{x: number, y: number}} [point]
 */
export function openMenu(button, items, point) {
  if (items.length === 0) return;
  document.querySelector(".menu")?.remove();
  const menu = el("div", { class: "menu", role: "menu" });
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (!point) button.setAttribute("aria-expanded", "false");
  };
  /** @param {Event} e */
  const outside = e => {
    if (!menu.contains(/** @type {Node} */ (e.target))) close();
  };
  /** Back to the lines that these came from. @type {(() => void) | null} */
  let leave = null;
  const place = () => {
    const at = button.getBoundingClientRect();
    const left = point?.x ?? at.right - menu.offsetWidth;
    const top = point?.y ?? at.bottom + 4;
    menu.style.left = `${Math.max(8, Math.min(left, innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(top, innerHeight - menu.offsetHeight - 8))}px`;
  };
  /** @param {readonly Item[]} list @param {readonly Item[] | null} back what the list came from */
  const show = (list, back) => {
    menu.replaceChildren(
      ...(back ? [line({ icon: "left", label: say("Back") }, () => show(back, null)), el("hr", null)] : []),
      ...list.map(item =>
        item
          ? line(item, () => {
              if (item.items) {
                show(item.items, list);
                return;
              }
              close();
              button.focus();
              item.run?.();
            })
          : el("hr", null),
      ),
    );
    leave = back && (() => show(back, null));
    place();
    /** @type {HTMLElement | null} */ (menu.querySelector(back ? "hr + button" : "button"))?.focus();
  };
  menu.addEventListener("keydown", e => {
    const buttons = [...menu.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else if (e.key === "ArrowRight" && buttons[at]?.getAttribute("aria-haspopup")) buttons[at]?.click();
    else if (leave && (e.key === "ArrowLeft" || e.key === "Escape")) leave();
    else if (e.key === "Escape" || e.key === "Tab") {
      close();
      button.focus();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  });
  document.body.append(menu);
  show(items, null);
  if (!point) button.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
}

/**
 * @param {NonNullable<Item>} item
 * @param {() => void} onclick
 */
function line({ icon: name, label, keys, danger, checked, items }, onclick) {
  return el(
    "button",
    {
      type: "button",
      role: checked === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": checked === undefined ? null : String(checked),
      class: danger ? "danger" : null,
      "aria-haspopup": items ? "menu" : null,
      onclick,
    },
    checked ? icon("check") : name ? icon(name) : el("span", { class: "ic" }),
    label,
    keys?.length ? el("kbd", null, keys.join(" ")) : null,
    items ? icon("right", "ic more") : null,
  );
}
