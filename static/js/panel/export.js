/**
 * The export menu: DDL of each dialect, files of drawing programs, texts of other tools,
 * the picture, the diagram itself.
 * @module
 */

import { download } from "../download.js";
import { openMenu } from "../menu.js";
import { request } from "../request.js";

/**
 * @param {HTMLElement} button
 * @param {import("../app.js").App} app
 */
export function mountExport(button, app) {
  /** @param {string} path */
  const take = path => download(`${app.root}/${path}`);
  /**
   * Says what the file has no place for, and hands it over all the same.
   * @param {string} format
   * @param {string} [query]
   */
  const save = async (format, query = "") => {
    try {
      const { losses } = await request(`${app.root}/export/${format}/losses${query}`);
      take(`export/${format}${query}`);
      if (losses.length > 0) app.toast(lossText(losses), { kind: "info" });
    } catch (e) {
      app.toast(/** @type {Error} */ (e).message, { kind: "error" });
    }
  };
  const origin = /** @type {HTMLElement | null} */ (document.querySelector("#editor"))?.dataset.origin ?? "";
  button.addEventListener("click", () => {
    const dialects = [...document.querySelectorAll("#dialect option")].map(o => /** @type {HTMLOptionElement} */ (o));
    openMenu(button, [
      ...dialects.map(o => ({
        icon: "download",
        label: `DDL for ${o.text}`,
        run: () => take(`ddl.sql?dialect=${o.value}`),
      })),
      null,
      ...(origin
        ? [
            { icon: "doc", label: `draw.io, back into ${origin}`, run: () => void save("drawio") },
            { icon: "doc", label: "draw.io, a new file", run: () => void save("drawio", "?new=1") },
          ]
        : [{ icon: "doc", label: "draw.io (.drawio)", run: () => void save("drawio") }]),
      { icon: "doc", label: "EdrawMax (.eddx)", run: () => void save("edraw") },
      null,
      { icon: "doc", label: "DBML", run: () => void save("dbml") },
      { icon: "doc", label: "Mermaid", run: () => void save("mermaid") },
      { icon: "doc", label: "PlantUML", run: () => void save("plantuml") },
      { icon: "doc", label: "Prisma", run: () => void save("prisma") },
      null,
      {
        icon: "doc",
        label: "Picture (SVG)",
        run: () =>
          take(
            `export.svg?${new URLSearchParams({ theme: document.documentElement.dataset.theme ?? "light", ...app.view.look })}`,
          ),
      },
      { icon: "copy", label: "Whole diagram (JSON)", run: () => take("export.json") },
    ]);
  });
}

/**
 * What got lost on the way into a file, in a sentence.
 * @param {readonly {message: string}[]} losses
 */
function lossText(losses) {
  const shown = losses.slice(0, 2).map(l => l.message);
  return losses.length > 2 ? `${shown.join(" ")} And ${losses.length - 2} more.` : shown.join(" ");
}
