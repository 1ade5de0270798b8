/**
 * What a command is. editor.js holds the array of all commands; menus, shortcuts, the
 * help and the palette come from it.
 * @module
 */

/** @typedef {import("../app.js").App} App */

/**
 * @typedef {object} Command
 * @property {string} id kebab-case, never changed: pages refer to it by data-command
 * @property {string} label verb phrase for menus, "Add table"
 * @property {string} group heading in the shortcut help: Edit, Draw, Column, View, Diagram, Findings …
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

/**
 * Whether menus, the palette and panels show a command.
 * @param {App} app
 * @param {Command} c
 */
export const isOffered = (app, c) => c.offered?.(app) ?? app.enabled(c.id);
