/**
 * All shortcuts, from the list of commands, and what the pointer does.
 * @module
 */

import { say } from "../say.js";
import { groupName } from "../command/command.js";
import { keysOf } from "../command/keymap.js";
import { el } from "../element.js";

/** What no command says. @type {readonly [string, string][]} */
const POINTER = [
  [say("Shift + click, Shift + arrow"), say("select more things, more columns")],
  [say("Double click"), say("on the canvas: a table; on a name: type it")],
  [say("Drag a row to a row"), say("relate them; X swaps the sides")],
  [say("Drag a row to a card"), say("make the foreign-key column there")],
  [say("Alt + drag card to card"), say("pivot table between both")],
  [say("Click an end of the selected line"), say("next cardinality")],
  [say("Wheel, Ctrl + wheel"), say("pan, zoom")],
  [say("Space + drag, middle button"), say("pan")],
];

/** One grammar for columns. @type {readonly [string, string][]} */
const LINES = [
  ["email varchar(255) !u", say("not null and unique")],
  ["id uuid pk", say("primary key")],
  ["total decimal(10,2) = 0", say("default")],
  ["user_id -> users", say("foreign key with the other end's type")],
  ["status enum(draft,paid)", say("values")],
];

/** @param {import("../app.js").App} app */
export function openHelp(app) {
  if (document.querySelector("dialog.help-dialog")) return;
  const told = app.commands.filter(c => c.shortcuts?.length && !/^(nudge|walk-(up|left|right))/.test(c.id));
  const groups = [...new Set(told.map(c => c.group))];
  const section = (/** @type {string} */ title, /** @type {Node[]} */ rows) =>
    el("section", null, el("h3", null, title), el("dl", null, rows));
  const row = (/** @type {Node[]} */ keys, /** @type {string} */ text) =>
    el("div", null, el("dt", null, keys), el("dd", null, text));
  const sections = groups.map(g =>
    section(
      groupName(g),
      told
        .filter(c => c.group === g)
        .map(c =>
          c.id === "walk-down"
            ? row(
                [el("kbd", null, "↑"), el("kbd", null, "↓"), el("kbd", null, "←"), el("kbd", null, "→")],
                say("Walk over cells"),
              )
            : row(
                keysOf(c.shortcuts?.[0] ?? "").map(k => el("kbd", null, k)),
                c.label,
              ),
        ),
    ),
  );
  sections.push(
    section(
      say("Pointer"),
      POINTER.map(([a, b]) => row([el("span", null, a)], b)),
    ),
  );
  sections.push(
    section(
      say("Columns as lines"),
      LINES.map(([a, b]) => row([el("code", null, a)], b)),
    ),
  );
  const close = el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("Close"));
  const dialog = el(
    "dialog",
    { class: "help-dialog", "aria-label": say("Shortcuts") },
    el("header", null, el("h2", null, say("Shortcuts")), close),
    el("div", { class: "columns" }, sections),
  );
  dialog.addEventListener("keydown", e => e.stopPropagation());
  dialog.addEventListener("click", e => {
    if (e.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
