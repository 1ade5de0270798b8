/** Brings the panels beside the canvas to the front, with the keyboard focus in them. @module */

import { say } from "../say.js";

/**
 * @param {string} panel
 * @param {string} label
 * @param {string} icon
 * @param {string} shortcut
 * @returns {import("./command.js").Command}
 */
const show = (panel, label, icon, shortcut) => ({
  id: `show-${panel}`,
  label,
  group: "View",
  icon,
  shortcuts: [shortcut],
  on: panel === "inspector" ? ["table", "column", "relationship", "note", "frame"] : [],
  enabled: () => document.getElementById(panel) !== null,
  run(app) {
    app.openPanel(panel);
    const body = document.getElementById(panel);
    const first = body?.querySelector("input:not([type=file]), select, textarea, button, [tabindex='0']");
    if (first instanceof HTMLElement) first.focus();
  },
});

export const panelCommands = [
  show("inspector", say("Edit properties"), "gear", "Alt+Enter"),
  show("findings", say("Show the findings"), "check", "Alt+2"),
  show("sql", say("Show the DDL"), "doc", "Alt+3"),
];
