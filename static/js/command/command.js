/**
 * What a command is. editor.js holds the array of all commands; menus, shortcuts, the
 * help and the palette come from it.
 * @module
 */

import { say } from "../say.js";

/** @typedef {import("../app.js").App} App */

/**
 * @typedef {object} Command
 * @property {string} id kebab-case, never changed: pages refer to it by data-command
 * @property {string} label verb phrase for menus, "Add table"
 * @property {string} group one of GROUPS: the heading in the shortcut help
 * @property {readonly string[]} [shortcuts] such as "Ctrl+Shift+Z", "Alt+ArrowUp", "Shift+1", "T"; Ctrl is Command on a Mac
 * @property {string} [icon] name of the symbol in img/icons.svg
 * @property {boolean} [hidden] not in the palette
 * @property {readonly (import("../types.js").Kind | "empty")[]} [on] what its menu offers the command for; empty is the bare canvas
 * @property {"findings"} [where] the panel that must have the focus for the shortcuts to act; everywhere, when not given
 * @property {boolean} [native] the browser's own event runs it when the keys are pressed, see keyboard.js
 * @property {(app: App, args: Record<string, unknown>) => boolean} [enabled] always, when not given
 * @property {(app: App) => boolean} [checked] of a choice: whether it is the one in force
 * @property {(app: App) => boolean} [offered] whether menus and the palette show it; when it is enabled, if not given
 * @property {(app: App, args: Record<string, unknown>) => void} run
 */

/**
 * One act of a person, before it has a batch ID: what the pure builders in batch/ answer.
 * @typedef {object} Act
 * @property {string} label verb phrase for the history, "Rename table"
 * @property {import("../types.js").Op[]} ops
 * @property {import("../types.js").ID} [id] the main object made, to be selected
 */

/** What the groups of commands are called. @type {Record<string, string>} */
const GROUPS = {
  Edit: say("Edit"),
  Draw: say("Draw"),
  Column: say("Column"),
  Relationship: say("Relationship"),
  Arrange: say("Arrange"),
  Diagram: say("Diagram"),
  Findings: say("Findings"),
  "On a finding, in its list": say("On a finding, in its list"),
  View: say("View"),
  Export: say("Export"),
};

/** @param {string} group */
export const groupName = group => GROUPS[group] ?? group;

/**
 * Whether menus, the palette and panels show a command.
 * @param {App} app
 * @param {Command} c
 */
export const isOffered = (app, c) => c.offered?.(app) ?? app.enabled(c.id);
