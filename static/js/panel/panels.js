/**
 * All panels of the editor, mounted where the page has a place for them.
 * @module
 */

import { mountImport } from "../import_file.js";
import { mountLanguage } from "../language.js";
import { mountTheme } from "../theme_button.js";
import { mountExport } from "./export.js";
import { mountFindings } from "./findings.js";
import { mountInspector } from "./inspector.js";
import { mountMerge } from "./merge.js";
import { mountOutline } from "./outline.js";
import { mountReport } from "./report.js";
import { mountSQL } from "./sql.js";
import { mountTabs } from "./tabs.js";

/** @param {import("../app.js").App} app */
export function mountPanels(app) {
  const tabs = mountTabs(app);
  /** @type {[string, (element: HTMLElement, app: import("../app.js").App, tabs: import("./tabs.js").Tabs) => void][]} */
  const panels = [
    ["#outline", mountOutline],
    ["#inspector", mountInspector],
    ["#findings", mountFindings],
    ["#sql", mountSQL],
    ["#report", mountReport],
    ["#merge", mountMerge],
    ["#export", mountExport],
  ];
  for (const [selector, mount] of panels) {
    const element = document.querySelector(selector);
    if (element instanceof HTMLElement) mount(element, app, tabs);
  }
  mountLanguage();
  mountTheme();
  mountImport([document.querySelector("#import")], app.diagram);
}
