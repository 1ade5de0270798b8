/**
 * Files from the server, saved where the browser saves them.
 * @module
 */

import { el } from "./element.js";

/** @param {string} href */
export function download(href) {
  const a = el("a", { href, download: true });
  document.body.append(a);
  a.click();
  a.remove();
}
