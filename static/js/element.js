/**
 * Building elements. Text is always text: nothing here takes markup.
 * @module
 */

import { LEVELS } from "./model/level_name.js";

/**
 * Attributes, and handlers as onclick, oninput …
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes
 */
/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element. false, null and undefined leave an attribute or a child out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes | null} attributes
 * @param {...(Child | readonly Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") e.addEventListener(name.slice(2), value);
    else e.setAttribute(name, value === true ? "" : String(value));
  }
  e.append(...children.flat().filter(c => c !== null && c !== undefined && c !== false));
  return e;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * One of the drawings of img/icons.svg.
 * @param {string} name
 * @param {string} [className]
 */
export function icon(name, className = "ic") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

/**
 * The mark of a severity: error, warning, info or hint.
 * @param {string} level
 */
export function severity(level) {
  const svg = icon(`sev-${level}`, `sev ${level}`);
  svg.removeAttribute("aria-hidden");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", LEVELS[level] ?? level);
  return svg;
}
