/**
 * From a finding about dependencies to the workbench of its table, where they are declared.
 * @module
 */

import { say } from "../say.js";
import { el } from "../element.js";

/** What the way is called, by rule. @type {Readonly<Record<string, string>>} */
const LABELS = { N201: say("Declare dependency…"), N301: say("Declare dependency…"), N304: say("Normal forms…") };

/**
 * @param {{readonly root: string}} app
 * @param {{readonly rule: string, readonly objects: readonly {table_id?: string}[]}} finding
 * @returns {HTMLElement | null} null for findings about other things
 */
export function dependencyLink(app, finding) {
  const label = LABELS[finding.rule];
  const table = finding.objects[0]?.table_id;
  return label && table ? el("a", { class: "chip", href: `${app.root}/workbench/${table}` }, label) : null;
}
