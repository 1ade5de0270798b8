/**
 * The colours and fonts of the canvas, read from the custom properties of css/tokens.css,
 * so that every theme works and switches live.
 * @module
 */

import { MODULE_COLORS } from "../model/schema.js";

/** Families of types that have a colour of their own. */
export const FAMILIES = ["num", "text", "time", "bool", "id", "json", "enum", "bin", "none"];

const PLAIN = /** @type {const} */ ([
  "canvas",
  "canvas-dot",
  "card",
  "card-head",
  "hover",
  "hairline",
  "hairline-card",
  "hairline-strong",
  "ink",
  "ink-2",
  "ink-3",
  "ink-off",
  "accent",
  "accent-ink",
  "accent-soft",
  "accent-line",
  "line",
  "line-dim",
  "line-lit",
  "add",
  "add-soft",
  "del",
  "del-soft",
  "chg",
  "chg-soft",
  "guess",
  "guess-soft",
  "note",
  "note-line",
  "note-ink",
  "inset",
  "sev-error",
  "sev-error-soft",
  "sev-warning",
  "sev-warning-soft",
  "sev-info",
  "sev-info-soft",
  "sev-hint",
  "sev-hint-soft",
]);

/**
 * @typedef {object} Theme
 * @property {Record<typeof PLAIN[number], string>} color
 * @property {Record<string, {strip: string, tint: string, ink: string, frame: string, frameLine: string}>} module by colour name; "" for none
 * @property {Record<string, string>} type by family
 * @property {string} sans
 * @property {string} mono
 * @property {number} line width of a line, in CSS px
 * @property {number} lit width of a lit line
 * @property {number} outline width of the outline of what is selected
 * @property {number} dim opacity of what is dimmed
 * @property {boolean} shadows
 * @property {string} shadow colour of the lift shadow
 */

/**
 * Reads the theme that is in force on an element.
 * @param {Element} element
 * @returns {Theme}
 */
export function readTheme(element) {
  const css = getComputedStyle(element);
  const get = (/** @type {string} */ name) => css.getPropertyValue(`--${name}`).trim();
  const contrast =
    element.closest("[data-theme]")?.getAttribute("data-theme") === "contrast" ||
    matchMedia("(forced-colors: active)").matches;
  /** @type {Theme["module"]} */
  const module = {};
  const ground = get("canvas");
  for (const name of MODULE_COLORS) {
    const strip = get(`m-${name}`);
    const tint = get(`m-${name}-tint`);
    module[name] = {
      strip,
      tint,
      ink: get(`m-${name}-ink`),
      frame: mix(tint, ground, 0.62),
      frameLine: contrast ? strip : mix(strip, ground, 0.32),
    };
  }
  module[""] = {
    strip: get("ink-off"),
    tint: get("card"),
    ink: get("ink-2"),
    frame: mix(get("inset"), ground, 0.62),
    frameLine: get("hairline"),
  };
  return {
    color: /** @type {Theme["color"]} */ (Object.fromEntries(PLAIN.map(n => [n, get(n)]))),
    module,
    type: Object.fromEntries(FAMILIES.map(f => [f, f === "none" ? get("ink-3") : get(`t-${f}`)])),
    sans: get("sans") || "sans-serif",
    mono: get("mono") || "monospace",
    line: Number.parseFloat(get("lw")) || 1.5,
    lit: Number.parseFloat(get("lw-lit")) || 2,
    outline: Number.parseFloat(get("lw-sel")) || 2,
    dim: contrast ? 0.72 : 0.46,
    shadows: !contrast,
    shadow: get("color-scheme") === "dark" || isDark(ground) ? "rgb(0 0 0 / .45)" : "rgb(30 28 20 / .13)",
  };
}

/**
 * Calls fn when the theme of the page may have changed.
 * @param {() => void} fn
 */
export function onThemeChange(fn) {
  const watch = new MutationObserver(fn);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", fn);
  }
}

/**
 * Part of a over the rest of b, as color-mix in sRGB does. Colours are #rrggbb.
 * @param {string} a
 * @param {string} b
 * @param {number} part
 */
function mix(a, b, part) {
  const x = rgb(a);
  const y = rgb(b);
  if (!x || !y) return a;
  return `rgb(${x.map((v, i) => Math.round(v * part + (y[i] ?? 0) * (1 - part))).join(" ")})`;
}

/**
 * @param {string} hex
 * @returns {number[] | null}
 */
function rgb(hex) {
  const m = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return m ? m.slice(1).map(h => Number.parseInt(h, 16)) : null;
}

/** @param {string} hex */
function isDark(hex) {
  const c = rgb(hex);
  return !!c && c.reduce((s, v) => s + v, 0) < 300;
}
