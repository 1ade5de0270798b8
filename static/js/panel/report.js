/**
 * What was odd about the file that the diagram was read from: what was guessed, and why;
 * what was not understood.
 * @module
 */

import { say } from "../say.js";
import { el, icon, severity } from "../element.js";
import { request } from "../request.js";

/** @typedef {{code: string, message: string, where: string, object?: string}} Warning */

/** What is neither odd nor guessed, but no part of a schema either. */
const KEPT = ["note", "many-to-many"];

/**
 * @param {HTMLElement} element
 * @param {import("../app.js").App} app
 */
export async function mountReport(element, app) {
  /** @type {{files: {name: string, format: string, warnings: Warning[]}[]}} */
  let report;
  try {
    report = await request(`${app.root}/report`);
  } catch (e) {
    element.append(el("p", { class: "nothing" }, /** @type {Error} */ (e).message));
    return;
  }
  for (const f of report.files) {
    const guessed = f.warnings.filter(w => w.code === "guessed");
    const kept = f.warnings.filter(w => KEPT.includes(w.code));
    const odd = f.warnings.filter(w => w.code !== "guessed" && !KEPT.includes(w.code));
    element.append(
      el(
        "div",
        { class: "file" },
        icon("doc"),
        el("span", null, f.name, el("small", null, say`${f.format}, kept for export back`)),
      ),
      ...group(say("Not understood, or odd"), "warning", odd),
      ...group(say("Guessed: check these"), "hint", guessed),
      ...group(say("Kept as drawn"), "info", kept),
    );
    if (f.warnings.length === 0)
      element.append(
        el("p", { class: "nothing" }, icon("check"), say(" Everything in the file was read as it stands.")),
      );
  }

  /**
   * @param {string} title
   * @param {string} level
   * @param {readonly Warning[]} warnings
   */
  function group(title, level, warnings) {
    if (warnings.length === 0) return [];
    return [
      el("h3", null, title, el("small", null, String(warnings.length))),
      ...warnings.map(w => {
        const body = [
          severity(level),
          el("span", { lang: "en" }, w.message, w.where ? el("small", null, w.where) : null),
        ];
        return w.object
          ? el(
              "button",
              {
                type: "button",
                class: "remark",
                "data-testid": "warning",
                onclick: () => app.goTo(/** @type {string} */ (w.object)),
              },
              body,
            )
          : el("div", { class: "remark", "data-testid": "warning" }, body);
      }),
    ];
  }
}
