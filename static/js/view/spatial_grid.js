/**
 * Which boxes meet a box: cells of 800 world px hold the IDs of what touches them. A box
 * that would fill very many cells is kept aside and always looked at.
 * @module
 */

import { meets } from "../model/geometry.js";

/** @typedef {import("../model/geometry.js").Rect} Rect */

const CELL = 800;
const MANY = 400;

export class SpatialGrid {
  constructor() {
    /** @type {Map<string, Rect>} */
    this.boxes = new Map();
  }

  /** Boxes by ID in each cell. @type {Map<number, Map<string, Rect>>} */
  #cells = new Map();
  /** @type {Set<string>} */
  #large = new Set();

  /**
   * Puts a box in, or moves it.
   * @param {string} id
   * @param {Rect} box
   */
  put(id, box) {
    const old = this.boxes.get(id);
    this.boxes.set(id, box);
    if (old && !sameCells(old, box)) this.#take(id, old);
    if (cellCount(box) > MANY) {
      this.#large.add(id);
      return;
    }
    for (const key of cells(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.set(id, box);
      else this.#cells.set(key, new Map([[id, box]]));
    }
  }

  /** @param {string} id */
  remove(id) {
    const old = this.boxes.get(id);
    if (!old) return;
    this.boxes.delete(id);
    this.#take(id, old);
  }

  clear() {
    this.boxes.clear();
    this.#cells.clear();
    this.#large.clear();
  }

  /**
   * IDs of the boxes that meet this one, in no order.
   * @param {Rect} box
   * @returns {string[]}
   */
  query(box) {
    /** @type {string[]} */
    const out = [];
    if (cellCount(box) > this.#cells.size) {
      // The box covers more cells than exist: going through all is cheaper.
      for (const [id, b] of this.boxes) if (meets(b, box)) out.push(id);
      return out;
    }
    for (const id of this.#large) if (meets(/** @type {Rect} */ (this.boxes.get(id)), box)) out.push(id);
    const x0 = Math.floor(box.x / CELL);
    const y0 = Math.floor(box.y / CELL);
    const x1 = Math.floor((box.x + box.w) / CELL);
    const y1 = Math.floor((box.y + box.h) / CELL);
    for (let x = x0; x <= x1; x++) {
      for (let y = y0; y <= y1; y++) {
        for (const [id, b] of this.#cells.get(cellKey(x, y)) ?? []) {
          // A box in several cells is told in the first of them that is looked at.
          const first = x === Math.max(x0, Math.floor(b.x / CELL)) && y === Math.max(y0, Math.floor(b.y / CELL));
          if (first && meets(b, box)) out.push(id);
        }
      }
    }
    return out;
  }

  /**
   * @param {string} id
   * @param {Rect} old
   */
  #take(id, old) {
    if (this.#large.delete(id)) return;
    for (const key of cells(old)) {
      const cell = this.#cells.get(key);
      cell?.delete(id);
      if (cell?.size === 0) this.#cells.delete(key);
    }
  }
}

/** @param {Rect} b */
function cellCount(b) {
  return (
    (Math.floor((b.x + b.w) / CELL) - Math.floor(b.x / CELL) + 1) *
    (Math.floor((b.y + b.h) / CELL) - Math.floor(b.y / CELL) + 1)
  );
}

/**
 * @param {Rect} a
 * @param {Rect} b
 */
function sameCells(a, b) {
  const f = Math.floor;
  return (
    f(a.x / CELL) === f(b.x / CELL) &&
    f(a.y / CELL) === f(b.y / CELL) &&
    f((a.x + a.w) / CELL) === f((b.x + b.w) / CELL) &&
    f((a.y + a.h) / CELL) === f((b.y + b.h) / CELL)
  );
}

/**
 * Keys of the cells of a box. Coordinates reach ±1e6, so a row number is below 1e4.
 * @param {Rect} b
 */
function* cells(b) {
  const x1 = Math.floor((b.x + b.w) / CELL);
  const y1 = Math.floor((b.y + b.h) / CELL);
  for (let x = Math.floor(b.x / CELL); x <= x1; x++)
    for (let y = Math.floor(b.y / CELL); y <= y1; y++) yield cellKey(x, y);
}

/**
 * @param {number} x
 * @param {number} y
 */
function cellKey(x, y) {
  return x * 100003 + y;
}
