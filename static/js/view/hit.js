/**
 * What lies under a point of the world. One answer for pointer, keyboard and tests.
 * @module
 */

import { levelAt, ROWS } from "./paint/pen.js";
import { onFrame } from "./scene.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../tool/tool.js").Hit} Hit */
/** @typedef {import("./scene.js").Scene} Scene */

/** Reach of the pointer, CSS px. */
const REACH = 7;

/**
 * @param {Scene} scene
 * @param {Point} p
 * @param {number} k zoom
 * @param {ReadonlySet<ID>} selected
 * @returns {Hit}
 */
export function hitAt(scene, p, k, selected) {
  const reach = REACH / k;
  for (const id of selected) {
    const box = scene.things.get(id);
    if (box && Math.abs(p.x - box.x - box.w) <= reach && Math.abs(p.y - box.y - box.h) <= reach) {
      return { kind: scene.diagram.kind(id) === "note" ? "note" : "frame", id, handle: true };
    }
  }
  const table = scene.tableAt(p, id => selected.has(id));
  if (table)
    return {
      kind: "table",
      id: table.id,
      column: levelAt(k) === ROWS ? (table.columns[scene.columnAt(table, p)]?.id ?? "") : "",
    };
  const note = scene.diagram.all("note").findLast(n => inside(scene.things.get(n.id), p));
  if (note) return { kind: "note", id: note.id, handle: false };
  const line = scene.lineAt(p, reach);
  if (line) return { kind: "relationship", id: line.id, end: levelAt(k) === ROWS ? line.end : -1 };
  const stub = levelAt(k) === ROWS ? scene.stubAt(p) : undefined;
  if (stub) return { kind: "relationship", id: stub.id, end: -1, stub: stub.end };
  let frame = "";
  let least = Infinity;
  for (const f of scene.diagram.all("frame")) {
    const box = scene.things.get(f.id);
    if (!box || !onFrame(box, p, reach, f.props.title) || box.w * box.h >= least) continue;
    least = box.w * box.h;
    frame = f.id;
  }
  return frame ? { kind: "frame", id: frame, handle: false } : { kind: "empty" };
}

/**
 * @param {import("../model/geometry.js").Rect | undefined} b
 * @param {Point} p
 */
function inside(b, p) {
  return !!b && p.x >= b.x && p.y >= b.y && p.x <= b.x + b.w && p.y <= b.y + b.h;
}
