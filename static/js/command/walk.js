/**
 * Walking over cells with the arrow keys: up and down through the rows of a card, left and
 * right to the nearest card on that side, from a line to the card at that end of it. With
 * nothing selected it starts at the first card.
 * @module
 */

import { say } from "../say.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../model/diagram.js").Table} Table */

/**
 * The nearest card on a side.
 * @param {Table} from
 * @param {readonly Table[]} tables
 * @param {-1 | 1} dx
 */
export function neighbour(from, tables, dx) {
  let best = Infinity;
  let hit;
  const mid = (/** @type {Table} */ t) => t.box.y + t.box.h / 2;
  for (const t of tables) {
    const ahead = (t.box.x + t.box.w / 2 - from.box.x - from.box.w / 2) * dx;
    if (t === from || ahead <= 10) continue;
    const aside = Math.max(0, Math.abs(mid(t) - mid(from)) - (t.box.h + from.box.h) / 2);
    const d = ahead + aside * 3;
    if (d < best) {
      best = d;
      hit = t;
    }
  }
  return hit;
}

/**
 * @param {App} app
 * @param {-1 | 0 | 1} dx
 * @param {-1 | 0 | 1} dy
 */
function walk(app, dx, dy) {
  const d = app.store.diagram;
  const line = d.object(app.selection.single, "relationship")?.props;
  if (line) {
    const [a, b] = [line.ends[0], line.ends.at(-1)].map(e => d.table(e?.table ?? ""));
    const left = a && b && a.box.x + a.box.w / 2 > b.box.x + b.box.w / 2 ? b : a;
    const to = dx < 0 || dy < 0 ? left : left === a ? b : a;
    if (to) app.run("reveal", { id: to.id });
    return;
  }
  const id = [...app.selection.ids].at(-1) ?? "";
  const table = d.tableOf(id);
  if (!table) {
    const first = d.tables().sort((a, b) => a.box.x + a.box.y - b.box.x - b.box.y)[0];
    if (first) app.goTo(first.id);
    return;
  }
  const rows = app.view.rows(table);
  const row = rows.indexOf(id);
  let to = "";
  if (dy !== 0) {
    const next = row + dy;
    to = next === -1 ? table.id : (rows[next] ?? "");
  } else {
    const other = neighbour(table, d.tables(), dx === 1 ? 1 : -1);
    const others = other ? app.view.rows(other) : [];
    to = (row < 0 ? "" : others[Math.min(row, others.length - 1)]) || (other?.id ?? "");
  }
  if (to) app.run("reveal", { id: to });
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} key
 * @param {-1 | 0 | 1} dx
 * @param {-1 | 0 | 1} dy
 * @returns {import("./command.js").Command}
 */
const arrow = (id, label, key, dx, dy) => ({
  id,
  label,
  group: "View",
  shortcuts: [key],
  hidden: true,
  run: app => walk(app, dx, dy),
});

export const walkCommands = [
  arrow("walk-up", say("Row above"), "ArrowUp", 0, -1),
  arrow("walk-down", say("Row below"), "ArrowDown", 0, 1),
  arrow("walk-left", say("Card to the left"), "ArrowLeft", -1, 0),
  arrow("walk-right", say("Card to the right"), "ArrowRight", 1, 0),
];
