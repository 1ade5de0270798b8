/**
 * Dragging cards, notes and frames: on the grid, or along the edges of what stands near.
 * A frame takes along what stands in it.
 * @module
 */

import { moveThings } from "../command/batch/table.js";
import { around, holds, snap } from "../model/geometry.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../model/geometry.js").Rect} Rect */
/** @typedef {import("./tool.js").Press} Press */
/** @typedef {import("./tool.js").Stage} Stage */

/** Edges nearer than this catch, CSS px. */
const CATCH = 6;

/**
 * @param {Press} from
 * @param {Stage} stage
 * @param {ID} held the thing under the pointer
 * @returns {import("./tool.js").State | null}
 */
export function dragging(from, stage, held) {
  const ids = movers(stage, held);
  const start = new Map();
  for (const id of ids) {
    const box = stage.scene.boxOf(id);
    if (box) start.set(id, box);
  }
  const grip = /** @type {Rect | undefined} */ (start.get(held));
  if (!grip) return null;
  const still = near(stage, ids);
  /** @type {Map<ID, Point>} */
  let places = new Map();
  return {
    autopan: true,
    cursor: "grabbing",
    move(p) {
      const want = { x: grip.x + p.world.x - from.world.x, y: grip.y + p.world.y - from.world.y };
      const { at, guides } = settle(want, grip, still, p.ctrl, CATCH / stage.camera().k);
      const dx = at.x - grip.x;
      const dy = at.y - grip.y;
      places = new Map([...start].map(([id, b]) => [id, { x: b.x + dx, y: b.y + dy }]));
      stage.scene.move(places);
      stage.show({ guides });
      stage.moved();
    },
    up() {
      const moved = [...places].some(([id, p]) => p.x !== start.get(id)?.x || p.y !== start.get(id)?.y);
      stage.show({});
      if (moved) stage.submit(moveThings(stage.diagram(), places));
      stage.scene.move(new Map());
      stage.moved();
      return null;
    },
    cancel() {
      stage.show({});
      stage.scene.move(new Map());
      stage.moved();
    },
  };
}

/**
 * What moves along: the selection when the held thing is part of it, and what stands in a
 * frame.
 * @param {Stage} stage
 * @param {ID} held
 */
function movers(stage, held) {
  const d = stage.diagram();
  const selected = [...stage.selection.ids].map(id => (d.kind(id) === "column" ? (d.tableOf(id)?.id ?? "") : id));
  const ids = new Set(selected.includes(held) ? selected.filter(id => stage.scene.boxOf(id)) : [held]);
  for (const id of [...ids]) {
    if (d.kind(id) !== "frame") continue;
    const f = stage.scene.boxOf(id);
    if (!f) continue;
    const boxes = [...stage.scene.cards.query(f).map(t => [t, stage.scene.boxOf(t)]), ...stage.scene.things];
    for (const [t, b] of /** @type {[ID, Rect | undefined][]} */ (boxes)) {
      if (b && holds(f, b)) ids.add(t);
    }
  }
  return ids;
}

/**
 * Boxes in view that edges may be aligned with.
 * @param {Stage} stage
 * @param {ReadonlySet<ID>} ids
 */
function near(stage, ids) {
  const boxes = [];
  for (const id of stage.scene.cards.query(stage.view())) {
    const b = ids.has(id) ? undefined : stage.scene.boxOf(id);
    if (b) boxes.push(b);
  }
  return boxes.length > 300 ? [] : boxes;
}

/**
 * The place for a box: an edge of a neighbour when one is near, else the grid.
 * @param {Point} want
 * @param {Rect} box
 * @param {readonly Rect[]} others
 * @param {boolean} free whether nothing catches
 * @param {number} within
 * @returns {{at: Point, guides: {x0: number, y0: number, x1: number, y1: number}[]}}
 */
export function settle(want, box, others, free, within) {
  if (free) return { at: { x: Math.round(want.x), y: Math.round(want.y) }, guides: [] };
  let x = snap(want.x);
  let y = snap(want.y);
  let bestX = within;
  let bestY = within;
  /** @type {Rect | null} */
  let alongX = null;
  /** @type {Rect | null} */
  let alongY = null;
  let edgeX = 0;
  let edgeY = 0;
  for (const o of others) {
    for (const [mine, theirs] of /** @type {[number, number][]} */ ([
      [0, o.x],
      [box.w, o.x + o.w],
      [box.w / 2, o.x + o.w / 2],
    ])) {
      const d = Math.abs(want.x + mine - theirs);
      if (d >= bestX) continue;
      bestX = d;
      x = theirs - mine;
      alongX = o;
      edgeX = theirs;
    }
    for (const [mine, theirs] of /** @type {[number, number][]} */ ([
      [0, o.y],
      [box.h, o.y + o.h],
    ])) {
      const d = Math.abs(want.y + mine - theirs);
      if (d >= bestY) continue;
      bestY = d;
      y = theirs - mine;
      alongY = o;
      edgeY = theirs;
    }
  }
  const guides = [];
  const here = { ...box, x, y };
  if (alongX) {
    const b = around([here, alongX]);
    if (b) guides.push({ x0: edgeX, x1: edgeX, y0: b.y - 12, y1: b.y + b.h + 12 });
  }
  if (alongY) {
    const b = around([here, alongY]);
    if (b) guides.push({ x0: b.x - 12, x1: b.x + b.w + 12, y0: edgeY, y1: edgeY });
  }
  return { at: { x, y }, guides };
}
