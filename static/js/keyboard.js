/**
 * Keys and clipboard of the page. Single letters act only when no field has the focus;
 * keys that walk or delete only when the canvas has it, or nothing.
 * @module
 */

import { say } from "./say.js";
import { copied } from "./clipboard.js";
import { commandFor, keymapOf } from "./command/keymap.js";

/** @typedef {import("./app.js").App} App */

/** Keys that buttons, lists and trees use themselves. */
const LOCAL = /^(Enter|Escape|Delete|Backspace|Arrow.*|(Shift|Alt)\+Arrow.*)$/;

/**
 * @param {App} app
 * @param {HTMLElement} host of the canvas
 * @param {import("./tool/toolbox.js").Toolbox} toolbox
 */
export function listenToKeys(app, host, toolbox) {
  const map = keymapOf(app.commands);
  const onCanvas = () =>
    document.activeElement === document.body ||
    document.activeElement === null ||
    host.contains(document.activeElement);

  document.addEventListener("keydown", e => {
    if (e.defaultPrevented || e.isComposing || document.querySelector("dialog[open]")) return;
    const field = isField(e.target);
    if (field && !(e.ctrlKey || e.metaKey)) return;
    if (!field && onCanvas()) {
      if (e.key === " ") {
        toolbox.space = true;
        host.style.cursor = toolbox.cursor;
        e.preventDefault();
        return;
      }
      if (toolbox.key(e.key)) {
        e.preventDefault();
        return;
      }
    }
    const command = commandFor(map, e);
    if (!command || command.native) return;
    const spelled = `${e.altKey ? "Alt+" : ""}${e.shiftKey ? "Shift+" : ""}${e.key}`;
    if (LOCAL.test(spelled) && !onCanvas()) return;
    // In a field undo, copy and select all are the field's own; the palette is ours.
    if (field && !["palette"].includes(command.id)) return;
    if (!app.enabled(command.id)) return;
    e.preventDefault();
    app.run(command.id);
  });
  document.addEventListener("keyup", e => {
    if (e.key !== " " || !toolbox.space) return;
    toolbox.space = false;
    host.style.cursor = toolbox.cursor;
  });
  window.addEventListener("blur", () => {
    toolbox.space = false;
  });

  for (const type of /** @type {const} */ (["copy", "cut"])) {
    document.addEventListener(type, e => {
      if (isField(e.target) || !onCanvas() || app.selection.size === 0 || String(getSelection() ?? "") !== "") return;
      const text = copied(app.store.diagram, app.selection.ids);
      if (text === "" || !e.clipboardData) return;
      e.clipboardData.setData("text/plain", text);
      e.preventDefault();
      if (type === "cut") app.run("delete");
      else app.announce(say("Copied."));
    });
  }
  document.addEventListener("paste", e => {
    if (isField(e.target) || !onCanvas() || !e.clipboardData || e.clipboardData.files.length > 0) return;
    const text = e.clipboardData.getData("text/plain");
    if (text === "") return;
    e.preventDefault();
    app.run("paste", { text });
  });
}

/** @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
