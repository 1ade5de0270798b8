/** Files to take away: DDL, drawings, texts of other tools, the picture, the diagram. @module */

import { say } from "../say.js";
import { download } from "../download.js";
import { DIALECTS } from "../panel/choice.js";
import { request } from "../request.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./command.js").Command} Command */

/**
 * Says what the file has no place for, and hands it over all the same.
 * @param {App} app
 * @param {string} format
 * @param {string} [query]
 */
async function save(app, format, query = "") {
  try {
    const { losses } = await request(`${app.root}/export/${format}/losses${query}`);
    download(`${app.root}/export/${format}${query}`);
    if (losses.length > 0) app.toast(lossText(losses), { kind: "info" });
  } catch (e) {
    app.toast(/** @type {Error} */ (e).message, { kind: "error" });
  }
}

/**
 * What got lost on the way into a file, in a sentence.
 * @param {readonly {message: string}[]} losses
 */
function lossText(losses) {
  const shown = losses.slice(0, 2).map(l => l.message);
  return losses.length > 2 ? say`${shown.join(" ")} And ${losses.length - 2} more.` : shown.join(" ");
}

/** How the labels begin; the menu leaves it out. */
export const EXPORT = `${say("Export")}: `;

/** The drawing that the diagram goes back into, or "". */
const origin = () => /** @type {HTMLElement | null} */ (document.querySelector("#editor"))?.dataset.origin ?? "";

/**
 * @param {string} id
 * @param {string} title
 * @param {string} icon
 * @param {(app: App) => void} run
 * @returns {Command}
 */
const file = (id, title, icon, run) => ({ id: `export-${id}`, label: `${EXPORT}${title}`, group: "Export", icon, run });

const drawioBack = {
  ...file("drawio-back", say("draw.io, back into its file"), "doc", app => void save(app, "drawio")),
  enabled: () => origin() !== "",
};

/** Groups of the export menu, each below a rule. @type {readonly (readonly Command[])[]} */
export const exportGroups = [
  DIALECTS.filter(([dialect]) => dialect !== "").map(([dialect, title]) =>
    file(`ddl-${dialect}`, say`DDL for ${title}`, "download", app =>
      download(`${app.root}/ddl.sql?dialect=${dialect}`),
    ),
  ),
  [
    drawioBack,
    file("drawio", say("draw.io, a new file"), "doc", app => void save(app, "drawio", "?new=1")),
    file("edraw", "EdrawMax (.eddx)", "doc", app => void save(app, "edraw")),
  ],
  [
    file("dbml", "DBML", "doc", app => void save(app, "dbml")),
    file("mermaid", "Mermaid", "doc", app => void save(app, "mermaid")),
    file("plantuml", "PlantUML", "doc", app => void save(app, "plantuml")),
    file("prisma", "Prisma", "doc", app => void save(app, "prisma")),
  ],
  [
    file("svg", say("Picture (SVG)"), "doc", app =>
      download(
        `${app.root}/export.svg?${new URLSearchParams({ theme: document.documentElement.dataset.theme ?? "light", ...app.view.look })}`,
      ),
    ),
    file("json", say("Whole diagram (JSON)"), "copy", app => download(`${app.root}/export.json`)),
  ],
];

export const exportCommands = exportGroups.flat();
