/**
 * The menu of what is under the pointer: right click, a long press, or the menu key on
 * what is selected. It runs commands and knows none of its own.
 * @module
 */

import { keysOf } from "../command/keymap.js";
import { openMenu } from "../menu.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../tool/tool.js").Hit} Hit */

/** Commands by what they act on; "" is a rule. @type {Record<string, readonly string[]>} */
const COMMANDS = {
  empty: [
    "add-table",
    "tool-note",
    "tool-frame",
    "",
    "select-all",
    "fit-all",
    "tidy",
    "tidy-keeping",
    "",
    "show-all-lines",
    "draw-by-default",
  ],
  table: [
    "rename",
    "add-column",
    "",
    "relate",
    "pivot",
    "duplicate",
    "table-to-note",
    "normal-forms",
    "",
    "tidy-selection",
    "show-lines",
    "show-stubs",
    "",
    "show-finding",
    "",
    "delete",
  ],
  column: ["rename", "toggle-key", "toggle-null", "toggle-unique", "", "show-finding", "", "duplicate", "delete"],
  relationship: [
    "flip-relationship",
    "cycle-cardinality",
    "pivot",
    "unpair-relationship",
    "",
    "show-lines",
    "show-stubs",
    "",
    "show-finding",
    "",
    "delete",
  ],
  note: ["rename", "duplicate", "note-to-table", "", "delete"],
  frame: ["rename", "duplicate", "", "delete"],
};

/**
 * @param {import("./canvas.js").Canvas} canvas
 * @param {App} app
 * @param {(world: import("../model/geometry.js").Point) => Hit} hitAt
 * @param {() => void} cancel ends what a press has begun
 */
export function mountContextMenu(canvas, app, hitAt, cancel) {
  const { host } = canvas;
  const mac = /mac/i.test(navigator.platform);
  host.addEventListener("contextmenu", e => {
    if (e.target instanceof Element && e.target.closest("input, textarea")) return;
    e.preventDefault();
    cancel();
    const r = host.getBoundingClientRect();
    const hit = hitAt(canvas.camera.toWorld({ x: e.clientX - r.left, y: e.clientY - r.top }));
    const id = hit.kind === "empty" ? "" : hit.kind === "table" ? hit.column || hit.id : hit.id;
    if (!app.selection.has(id)) app.selection.set(id ? [id] : []);
    const kind = hit.kind === "table" && hit.column ? "column" : hit.kind;
    openMenu(host, itemsOf(app, COMMANDS[kind] ?? [], mac), { x: e.clientX, y: e.clientY });
  });
}

/**
 * @param {App} app
 * @param {readonly string[]} ids
 * @param {boolean} mac
 */
function itemsOf(app, ids, mac) {
  /** @type {import("../menu.js").Item[]} */
  const items = [];
  for (const id of ids) {
    const c = app.commands.find(x => x.id === id);
    if (id === "") {
      if (items.at(-1)) items.push(null);
    } else if (c && app.enabled(id)) {
      const keys = c.shortcuts?.[0] ? keysOf(c.shortcuts[0], mac) : [];
      items.push({ icon: c.icon ?? "", label: c.label, keys, danger: id === "delete", run: () => app.run(id) });
    }
  }
  while (items.at(-1) === null) items.pop();
  return items;
}
