/**
 * The menu of what is under the pointer: right click, a long press, or the menu key on
 * what is selected. It is made of the commands that say what they are for.
 * @module
 */

import { groupName, isOffered } from "../command/command.js";
import { keysOf } from "../command/keymap.js";
import { openMenu } from "../menu.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../command/command.js").Command} Command */
/** @typedef {import("../tool/tool.js").Hit} Hit */

/** So many commands stand in a menu; with more, large groups have menus of their own. */
const MOST = 12;
/** A group is large from here on. */
const LARGE = 5;
/** No rule stands between groups that have together no more than this. */
const TOGETHER = 4;

/**
 * @param {import("./canvas.js").Canvas} canvas
 * @param {App} app
 * @param {(world: import("../model/geometry.js").Point) => Hit} hitAt
 * @param {() => void} cancel ends what a press has begun
 */
export function mountContextMenu(canvas, app, hitAt, cancel) {
  const { host } = canvas;
  host.addEventListener("contextmenu", e => {
    if (e.target instanceof Element && e.target.closest("input, textarea")) return;
    e.preventDefault();
    cancel();
    const r = host.getBoundingClientRect();
    const hit = hitAt(canvas.camera.toWorld({ x: e.clientX - r.left, y: e.clientY - r.top }));
    const id = hit.kind === "empty" ? "" : hit.kind === "table" ? hit.column || hit.id : hit.id;
    if (!app.selection.has(id)) app.selection.set(id ? [id] : []);
    const kind = hit.kind === "table" && hit.column ? "column" : hit.kind;
    openMenu(host, itemsOf(app, kind), { x: e.clientX, y: e.clientY });
  });
}

/**
 * What may be done with a thing: each group of commands by itself, deleting last.
 * @param {App} app
 * @param {import("../types.js").Kind | "empty"} kind
 */
export function itemsOf(app, kind) {
  const commands = app.commands.filter(c => c.on?.includes(kind) && isOffered(app, c));
  const item = (/** @type {Command} */ c) => ({
    icon: c.icon ?? "",
    label: c.label,
    keys: c.shortcuts?.[0] ? keysOf(c.shortcuts[0]) : [],
    danger: c.id === "delete",
    run: () => app.run(c.id),
  });
  const groups = [...new Set(commands.map(c => c.group))]
    .map(name => ({ name, list: commands.filter(c => c.group === name && c.id !== "delete").map(item), folded: false }))
    .filter(g => g.list.length > 0);
  const lines = () => groups.reduce((sum, g) => sum + (g.folded ? 1 : g.list.length), 0);
  // The first group is what one looks for first.
  for (const g of groups.slice(1).sort((a, b) => b.list.length - a.list.length))
    if (lines() > MOST && g.list.length >= LARGE) g.folded = true;
  /** @type {import("../menu.js").Item[]} */
  const items = [];
  let below = 0;
  for (const { name, list, folded } of groups) {
    // Small groups stand together.
    if (items.length > 0 && below + list.length > TOGETHER) {
      items.push(null);
      below = 0;
    }
    below += folded ? 1 : list.length;
    if (folded) items.push({ icon: list[0]?.icon ?? "", label: groupName(name), items: list });
    else items.push(...list);
  }
  const last = commands.find(c => c.id === "delete");
  if (last) items.push(null, item(last));
  return items;
}
