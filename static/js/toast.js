/**
 * Short messages at the lower edge.
 * @module
 */

import { el } from "./element.js";

/** How long a message stays: longer with something to press, and longer for errors. */
const TIME = { info: 4000, error: 9000, action: 9000 };

/**
 * @param {string} text
 * @param {{kind?: "info" | "error", action?: string, run?: () => void}} [options]
 */
export function toast(text, { kind = "info", action, run } = {}) {
  const host = document.querySelector("#toasts");
  if (!host) return;
  const box = el("div", { class: `toast ${kind}`, role: kind === "error" ? "alert" : null }, el("span", null, text));
  const close = () => box.remove();
  if (action) {
    box.append(
      el(
        "button",
        {
          type: "button",
          onclick: () => {
            close();
            run?.();
          },
        },
        action,
      ),
    );
  }
  let timer = setTimeout(close, action ? TIME.action : TIME[kind]);
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => {
    timer = setTimeout(close, TIME.info);
  });
  host.append(box);
  while (host.childElementCount > 3) host.firstElementChild?.remove();
}
