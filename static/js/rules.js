/**
 * The pages on rules: colours of SQL, and a search that answers while one types. Without
 * it the pages can be read, and Enter searches.
 * @module
 */

import { counted } from "./model/noun.js";
import { showSQL } from "./panel/sql_colors.js";
import { mountLanguage } from "./language.js";
import { mountTheme } from "./theme_button.js";

mountLanguage();
mountTheme();
for (const line of document.querySelectorAll("[data-sql]")) {
  showSQL(/** @type {HTMLElement} */ (line), line.textContent ?? "", "postgres");
}

const current = /** @type {HTMLElement | null} */ (document.querySelector("nav [aria-current]"));
const nav = current?.closest("nav");
// In a long list the rule that is shown is seen.
if (current && nav) nav.scrollTop = current.offsetTop - nav.offsetTop - nav.clientHeight / 2;

const search = /** @type {HTMLInputElement | null} */ (document.querySelector("#rule-search"));
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("tr[data-rule]")]);
const count = document.querySelector("#rules-found");

search?.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const row of rows) {
    const text = `${row.textContent} ${row.closest("section")?.querySelector("h2")?.textContent}`.toLowerCase();
    row.hidden = !words.every(w => text.includes(w) || text.replaceAll("-", " ").includes(w));
    if (!row.hidden) found++;
  }
  for (const family of document.querySelectorAll("section.family")) {
    /** @type {HTMLElement} */ (family).hidden = family.querySelector("tr[data-rule]:not([hidden])") === null;
  }
  if (count && rows.length > 0) count.textContent = counted(found, "rule");
});
document.addEventListener("keydown", e => {
  if (e.key !== "/" || e.target instanceof HTMLInputElement) return;
  e.preventDefault();
  search?.focus();
});
