/**
 * Short messages at the lower edge.
 * @module
 */

import { el } from "./element.js";

/** How long a message stays: longer with something to press, and longer for errors. */
const TIME = { info: 4000, error: 9000, action: 9000 };

/**
 * @typedef {object} Options
 * @property {"info" | "error"} [kind]
 * @property {string} [action] a button
 * @property {() => void} [run] what the button does
 * @property {string} [instead] the message takes the place of the last one of this name
 */

/**
 * @param {string} text
 * @param {Options} [options]
 */
export function toast(text, { kind = "info", action, run, instead } = {}) {
  const host = document.querySelector("#toasts");
  if (!host) return;
  if (instead) host.querySelector(`[data-name="${CSS.escape(instead)}"]`)?.remove();
  const box = el(
    "div",
    { class: `toast ${kind}`, role: kind === "error" ? "alert" : null, "data-name": instead },
    el("span", null, text),
  );
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
