/**
 * Small menus at a button: arrows walk, Enter takes, Esc closes.
 * @module
 */

import { el, icon } from "./element.js";

/**
 * One line of a menu, or null for a rule between lines. A line that is one of several to
 * choose from says whether it is chosen.
 * @typedef {{icon?: string, label: string, keys?: readonly string[], danger?: boolean, checked?: boolean, run: () => void} | null} Item
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
  for (const item of items) {
    if (!item) {
      menu.append(el("hr", null));
      continue;
    }
    menu.append(
      el(
        "button",
        {
          type: "button",
          role: item.checked === undefined ? "menuitem" : "menuitemradio",
          "aria-checked": item.checked === undefined ? null : String(item.checked),
          class: item.danger ? "danger" : null,
          onclick: () => {
            close();
            button.focus();
            item.run();
          },
        },
        item.checked ? icon("check") : item.icon ? icon(item.icon) : el("span", { class: "ic" }),
        item.label,
        item.keys?.length ? el("kbd", null, item.keys.join(" ")) : null,
      ),
    );
  }
  menu.addEventListener("keydown", e => {
    const buttons = [...menu.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else if (e.key === "Escape" || e.key === "Tab") {
      close();
      button.focus();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  });
  document.body.append(menu);
  const at = button.getBoundingClientRect();
  const left = point?.x ?? at.right - menu.offsetWidth;
  const top = point?.y ?? at.bottom + 4;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(top, innerHeight - menu.offsetHeight - 8))}px`;
  if (!point) button.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  menu.querySelector("button")?.focus();
}
