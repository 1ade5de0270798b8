/**
 * All shortcuts, from the list of commands, and what the pointer does.
 * @module
 */

import { keysOf } from "../command/keymap.js";
import { el } from "../element.js";

/** What no command says. @type {readonly [string, string][]} */
const POINTER = [
  ["Shift + click, Shift + arrow", "select more things, more columns"],
  ["Double click", "on the canvas: a table; on a name: type it"],
  ["Drag a row to a row", "relate them; X swaps the sides"],
  ["Drag a row to a card", "make the foreign-key column there"],
  ["Alt + drag card to card", "pivot table between both"],
  ["Click an end of the selected line", "next cardinality"],
  ["Wheel, Ctrl + wheel", "pan, zoom"],
  ["Space + drag, middle button", "pan"],
];

/** One grammar for columns. @type {readonly [string, string][]} */
const LINES = [
  ["email varchar(255) !u", "not null and unique"],
  ["id uuid pk", "primary key"],
  ["total decimal(10,2) = 0", "default"],
  ["user_id -> users", "foreign key with the other end's type"],
  ["status enum(draft,paid)", "values"],
];

/** @param {import("../app.js").App} app */
export function openHelp(app) {
  if (document.querySelector("dialog.help-dialog")) return;
  const mac = /mac/i.test(navigator.platform);
  const told = app.commands.filter(c => c.shortcuts?.length && !/^(nudge|walk-(up|left|right))/.test(c.id));
  const groups = [...new Set(told.map(c => c.group))];
  const section = (/** @type {string} */ title, /** @type {Node[]} */ rows) =>
    el("section", null, el("h3", null, title), el("dl", null, rows));
  const row = (/** @type {Node[]} */ keys, /** @type {string} */ text) =>
    el("div", null, el("dt", null, keys), el("dd", null, text));
  const sections = groups.map(g =>
    section(
      g,
      told
        .filter(c => c.group === g)
        .map(c =>
          c.id === "walk-down"
            ? row(
                [el("kbd", null, "↑"), el("kbd", null, "↓"), el("kbd", null, "←"), el("kbd", null, "→")],
                "Walk over cells",
              )
            : row(
                keysOf(c.shortcuts?.[0] ?? "", mac).map(k => el("kbd", null, k)),
                c.label,
              ),
        ),
    ),
  );
  sections.push(
    section(
      "Pointer",
      POINTER.map(([a, b]) => row([el("span", null, a)], b)),
    ),
  );
  sections.push(
    section(
      "Columns as lines",
      LINES.map(([a, b]) => row([el("code", null, a)], b)),
    ),
  );
  const close = el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, "Close");
  const dialog = el(
    "dialog",
    { class: "help-dialog", "aria-label": "Shortcuts" },
    el("header", null, el("h2", null, "Shortcuts"), close),
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
