/** What the bar of the page offers: the name of the diagram, importing, the way back. @module */

import { say } from "../say.js";

/**
 * @param {string} id
 * @param {string} label
 * @param {string} icon
 * @param {string} selector of the element of the page
 * @param {(element: HTMLElement) => void} act
 * @returns {import("./command.js").Command}
 */
const onPage = (id, label, icon, selector, act) => ({
  id,
  label,
  group: "Diagram",
  icon,
  enabled: () => document.querySelector(selector) !== null,
  run() {
    const element = document.querySelector(selector);
    if (element instanceof HTMLElement) act(element);
  },
});

/** @type {readonly import("./command.js").Command[]} */
export const pageCommands = [
  onPage("rename-diagram", say("Rename the diagram"), "edit", "#diagram-name", e => {
    e.focus();
    if (e instanceof HTMLInputElement) e.select();
  }),
  onPage("import", say("Import a file or a database…"), "upload", "#import", e => e.click()),
  onPage("library", say("All diagrams"), "grid", ".top .home", e => e.click()),
];
