/**
 * Things put in line, with equal gaps between them, or so that the lines between tables
 * run straight. What stands in a frame goes along with it.
 * @module
 */

import { say } from "../../say.js";
import { around, grow, holds, meets, rowMiddle } from "../../model/geometry.js";
import { HEADER_HEIGHT } from "../../model/schema.js";
import { moveThings } from "./table.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../../model/diagram.js").Table} Table */
/** @typedef {import("../../model/geometry.js").Point} Point */
/** @typedef {import("../../model/geometry.js").Rect} Rect */
/** @typedef {import("../command.js").Act} Act */
/** @typedef {"left" | "center" | "right" | "top" | "middle" | "bottom"} Side */

/** A card moves no farther than this to make its lines straight, world units. */
const FARTHEST = 100;
/** Kept free between cards that move. */
const GAP = 20;

/**
 * Puts things in line along an edge of the box around them, or along its middle.
 * @param {Diagram} diagram
 * @param {Iterable<ID>} ids
 * @param {Side} side
 * @returns {Act | null}
 */
export function align(diagram, ids, side) {
  const boxes = boxesOf(diagram, ids);
  const all = around(boxes.values());
  if (!all || boxes.size < 2) return null;
  /** @type {Record<Side, (b: Rect) => Point>} */
  const place = {
    left: b => ({ x: all.x, y: b.y }),
    center: b => ({ x: all.x + (all.w - b.w) / 2, y: b.y }),
    right: b => ({ x: all.x + all.w - b.w, y: b.y }),
    top: b => ({ x: b.x, y: all.y }),
    middle: b => ({ x: b.x, y: all.y + (all.h - b.h) / 2 }),
    bottom: b => ({ x: b.x, y: all.y + all.h - b.h }),
  };
  return moved(diagram, boxes, place[side], say`Align ${boxes.size} things`);
}

/**
 * Spreads things so that the gaps between them are equal; the outermost stay.
 * @param {Diagram} diagram
 * @param {Iterable<ID>} ids
 * @param {"across" | "down"} way
 * @returns {Act | null}
 */
export function distribute(diagram, ids, way) {
  const boxes = boxesOf(diagram, ids);
  if (boxes.size < 3) return null;
  const [at, size] = way === "across" ? /** @type {const} */ (["x", "w"]) : /** @type {const} */ (["y", "h"]);
  const list = [...boxes.values()].sort((a, b) => a[at] + a[size] / 2 - b[at] - b[size] / 2);
  const first = /** @type {Rect} */ (list[0]);
  const last = /** @type {Rect} */ (list.at(-1));
  const room = last[at] + last[size] - first[at] - list.reduce((sum, b) => sum + b[size], 0);
  /** @type {Map<Rect, number>} */
  const places = new Map();
  let next = first[at];
  for (const b of list) {
    places.set(b, next);
    next += b[size] + room / (list.length - 1);
  }
  return moved(diagram, boxes, b => ({ x: b.x, y: b.y, [at]: places.get(b) }), say`Space ${boxes.size} things evenly`);
}

/**
 * Moves cards up or down by little, so that more of their lines run straight. Pinned cards
 * stay, and none comes to lie on another.
 * @param {Diagram} diagram
 * @param {Iterable<ID>} ids tables
 * @returns {Act | null}
 */
export function straighten(diagram, ids) {
  const tables = [...ids].map(id => diagram.table(id)).filter(t => t !== undefined);
  const boxes = new Map(diagram.tables().map(t => [t.id, t.box]));
  const links = linksOf(diagram, tables);
  /** @type {Map<ID, Point>} */
  const places = new Map();
  // What has many lines keeps its place; what has few comes to it.
  const free = tables.filter(t => !t.props.pinned);
  const few = free.sort((a, b) => (links.get(a.id)?.length ?? 0) - (links.get(b.id)?.length ?? 0));
  for (const t of few) {
    const box = /** @type {Rect} */ (boxes.get(t.id));
    const to = straightest(box, links.get(t.id) ?? [], boxes, t.id);
    if (to === box.y) continue;
    boxes.set(t.id, { ...box, y: to });
    places.set(t.id, { x: box.x, y: to });
  }
  const act = moveThings(diagram, places);
  return (
    act && {
      ...act,
      label: places.size === 1 ? say("Straighten lines") : say`Straighten lines of ${places.size} tables`,
    }
  );
}

/**
 * A line as one of its tables sees it: where it is held in both cards, from their tops.
 * @typedef {{other: ID, mine: number, theirs: number}} Link
 */

/**
 * @param {Diagram} diagram
 * @param {readonly Table[]} tables
 */
function linksOf(diagram, tables) {
  /** @type {Map<ID, Link[]>} */
  const links = new Map();
  for (const t of tables) {
    for (const id of diagram.relationshipsOf(t.id)) {
      const r = diagram.object(id, "relationship")?.props;
      const [a, b] = r?.ends ?? [];
      const other = a?.table === t.id ? b : a;
      if (r?.ends.length !== 2 || !other || other.table === t.id) continue;
      const pair = r.pairs[0];
      const height = (/** @type {ID | undefined} */ column) => {
        const at = column ? (diagram.column(column)?.index ?? -1) : -1;
        return at < 0 ? HEADER_HEIGHT / 2 : rowMiddle(at);
      };
      const [mine, theirs] = a?.table === t.id ? [pair?.from, pair?.to] : [pair?.to, pair?.from];
      const list = links.get(t.id) ?? [];
      list.push({ other: other.table, mine: height(mine), theirs: height(theirs) });
      links.set(t.id, list);
    }
  }
  return links;
}

/**
 * The height at which most lines of a card are straight, the nearest of equals.
 * @param {Rect} box
 * @param {readonly Link[]} links
 * @param {ReadonlyMap<ID, Rect>} boxes
 * @param {ID} id
 */
function straightest(box, links, boxes, id) {
  /** @type {number[]} */
  const heights = [];
  for (const l of links) {
    const o = boxes.get(l.other);
    // Cards above each other have no straight line between their sides.
    if (o && (o.x + o.w < box.x || box.x + box.w < o.x)) heights.push(o.y + l.theirs - l.mine);
  }
  const count = (/** @type {number} */ y) => heights.filter(h => Math.abs(h - y) < 1).length;
  const isFree = (/** @type {number} */ y) => {
    const want = grow({ ...box, y }, GAP);
    for (const [other, b] of boxes) if (other !== id && meets(want, b) && !meets(box, b)) return false;
    return true;
  };
  let best = box.y;
  for (const y of heights) {
    if (Math.abs(y - box.y) > FARTHEST || !isFree(y)) continue;
    const more = count(y) - count(best);
    if (more > 0 || (more === 0 && best !== box.y && Math.abs(y - box.y) < Math.abs(best - box.y))) best = y;
  }
  return best;
}

/**
 * Boxes of the tables, notes and frames among these; of a column that of its table.
 * @param {Diagram} diagram
 * @param {Iterable<ID>} ids
 */
export function boxesOf(diagram, ids) {
  /** @type {Map<ID, Rect>} */
  const boxes = new Map();
  for (const id of ids) {
    const t = diagram.tableOf(id);
    if (t) boxes.set(t.id, t.box);
    const thing = diagram.object(id, "note") ?? diagram.object(id, "frame");
    if (thing) boxes.set(id, { ...thing.props.pos, ...thing.props.size });
  }
  return boxes;
}

/**
 * @param {Diagram} diagram
 * @param {ReadonlyMap<ID, Rect>} boxes
 * @param {(box: Rect) => Point} place
 * @param {string} label
 * @returns {Act | null}
 */
function moved(diagram, boxes, place, label) {
  /** @type {Map<ID, Point>} */
  const places = new Map();
  for (const [id, b] of boxes) {
    const p = place(b);
    const to = { x: Math.round(p.x), y: Math.round(p.y) };
    if (to.x === b.x && to.y === b.y) continue;
    places.set(id, to);
    if (diagram.kind(id) !== "frame") continue;
    for (const [other, o] of boxesOf(diagram, [...diagram.tableIDs, ...diagram.all("note").map(n => n.id)])) {
      if (holds(b, o) && !boxes.has(other)) places.set(other, { x: o.x + to.x - b.x, y: o.y + to.y - b.y });
    }
  }
  const act = moveThings(diagram, places);
  return act && { ...act, label };
}
