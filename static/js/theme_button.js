/**
 * The button that goes through the themes, and remembers.
 * @module
 */

import { say } from "./say.js";
import { store } from "./stored.js";

/** The themes, with the words for them. */
export const THEMES = { light: say("Light"), dark: say("Dark"), contrast: say("High contrast") };

/** @param {string} name */
export function setTheme(name) {
  document.documentElement.dataset.theme = name;
  store("theme", name);
}

/** Makes #theme work, if the page has it. */
export function mountTheme() {
  const names = Object.keys(THEMES);
  document.querySelector("#theme")?.addEventListener("click", () => {
    const now = document.documentElement.dataset.theme ?? "light";
    setTheme(names[(names.indexOf(now) + 1) % names.length] ?? "light");
  });
}
