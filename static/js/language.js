/**
 * The language of the pages: what there is, and a menu to choose from. The choice is a
 * cookie that the server reads; the page is then loaded again, and what is not saved yet
 * stays kept as with any reload.
 * @module
 */

import { openMenu } from "./menu.js";
import { language } from "./say.js";

/** Languages by code, each with its own name; those of the server's package say. */
export const LANGUAGES = { en: "English", de: "Deutsch" };

/** How long the choice is kept, in seconds: a year. */
const KEPT = 365 * 24 * 3600;

/** @param {string} code */
export function setLanguage(code) {
  if (code === language) return;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in all browsers
  document.cookie = `language=${code}; path=/; max-age=${KEPT}; samesite=lax`;
  location.reload();
}

/** Makes #language work, if the page has it. */
export function mountLanguage() {
  const button = document.querySelector("#language");
  if (!(button instanceof HTMLElement)) return;
  button.addEventListener("click", () =>
    openMenu(
      button,
      Object.entries(LANGUAGES).map(([code, label]) => ({
        label,
        checked: code === language,
        run: () => setLanguage(code),
      })),
    ),
  );
}
