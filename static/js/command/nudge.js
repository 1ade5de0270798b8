/**
 * Moves the selected things by a grid step with Shift and an arrow. On columns the same
 * keys select more of them.
 * @module
 */

import { GRID_SIZE } from "../model/schema.js";
import { extend, onlyColumns } from "./extend.js";
import { moveThings } from "./batch/table.js";

/**
 * @param {string} key
 * @param {number} dx
 * @param {number} dy
 * @returns {import("./command.js").Command}
 */
const nudge = (key, dx, dy) => ({
  id: `nudge-${key.toLowerCase()}`,
  label: `Move ${key.toLowerCase()}`,
  group: "Edit",
  shortcuts: [`Shift+Arrow${key}`],
  hidden: true,
  enabled: app => app.selection.size > 0,
  run(app) {
    if (onlyColumns(app)) {
      if (dy !== 0) extend(app, dy);
      return;
    }
    const d = app.store.diagram;
    const places = new Map();
    for (const id of app.selection.ids) {
      const t = d.tableOf(id);
      const pos = t?.props.pos ?? (d.object(id, "note") ?? d.object(id, "frame"))?.props.pos;
      if (pos) places.set(t?.id ?? id, { x: pos.x + dx * GRID_SIZE, y: pos.y + dy * GRID_SIZE });
    }
    const act = moveThings(d, places);
    if (act) app.submit(act.label, act.ops);
  },
});

export const nudgeCommands = [nudge("Up", 0, -1), nudge("Down", 0, 1), nudge("Left", -1, 0), nudge("Right", 1, 0)];
