/**
 * The export menu: DDL of each dialect, the picture, the diagram itself.
 * @module
 */

import { el } from "../element.js";
import { openMenu } from "../menu.js";

/**
 * @param {HTMLElement} button
 * @param {import("../app.js").App} app
 */
export function mountExport(button, app) {
  /** @param {string} path */
  const download = path => {
    const a = el("a", { href: `${app.root}/${path}`, download: true });
    document.body.append(a);
    a.click();
    a.remove();
  };
  button.addEventListener("click", () => {
    const dialects = [...document.querySelectorAll("#dialect option")].map(o => /** @type {HTMLOptionElement} */ (o));
    openMenu(button, [
      ...dialects.map(o => ({
        icon: "download",
        label: `DDL for ${o.text}`,
        run: () => download(`ddl.sql?dialect=${o.value}`),
      })),
      null,
      {
        icon: "doc",
        label: "Picture (SVG)",
        run: () => download(`export.svg?theme=${document.documentElement.dataset.theme === "dark" ? "dark" : "light"}`),
      },
      { icon: "copy", label: "Whole diagram (JSON)", run: () => download("export.json") },
    ]);
  });
}
