/**
 * What of the last picture can be used again: when the camera only moved, all but the
 * strips that came into view; when only things moved, all but where they were and are.
 * Whoever changes anything else says forget. Start at LastPicture.reuse.
 * @module
 */

import { grow } from "../model/geometry.js";
import { cover } from "./cover.js";

/** @typedef {import("../model/geometry.js").Rect} Rect */
/** @typedef {import("./paint/pen.js").Pen} Pen */

/**
 * Where something looks different: a box in world units, and how far around it that
 * reaches, CSS px.
 * @typedef {{box: Rect, reach: number}} Spot
 */

/** What painting a part costs beside its area, as an area, device px². */
const COST = 3000;
/** Above this share of the canvas painting everything is cheaper. */
const MOST = 0.7;

export class LastPicture {
  /** Where the camera was, null when there is no picture. @type {{s: number, tx: number, ty: number} | null} */
  #at = null;
  /** The picture on its way to another place: a canvas that is drawn on itself is copied first. */
  #between = document.createElement("canvas");
  /** @type {Spot[]} */
  #spoiled = [];
  /** Whether the picture was put together from parts. */
  inParts = false;

  /** Everything is to be painted. */
  forget() {
    this.#at = null;
  }

  /** @param {readonly Spot[]} spots */
  spoil(spots) {
    for (const s of spots) this.#spoiled.push(s);
  }

  /**
   * Puts what can be used again in its new place. Answers the boxes that are left to be
   * painted, in device pixels, or null for everything.
   * @param {Pen} pen looking as for the new picture
   * @returns {Rect[] | null}
   */
  reuse(pen) {
    const was = this.#at;
    const spoiled = this.#spoiled;
    this.#at = { s: pen.s, tx: pen.tx, ty: pen.ty };
    this.#spoiled = [];
    this.inParts = false;
    if (!was || was.s !== pen.s) return null;
    const { canvas } = pen.c;
    const whole = { x: 0, y: 0, w: canvas.width, h: canvas.height };
    const dx = pen.tx - was.tx;
    const dy = pen.ty - was.ty;
    const strips = [
      { x: dx > 0 ? 0 : whole.w + dx, y: 0, w: Math.abs(dx), h: whole.h },
      { x: 0, y: dy > 0 ? 0 : whole.h + dy, w: whole.w, h: Math.abs(dy) },
    ];
    const boxes = [...strips, ...spoiled.map(s => onDevice(pen, grow(s.box, s.reach / pen.k)))];
    const parts = cover(
      boxes.map(b => common(b, whole)).filter(b => b !== null),
      COST,
    );
    if (parts.reduce((sum, p) => sum + p.w * p.h, 0) > MOST * whole.w * whole.h) return null;
    if (dx !== 0 || dy !== 0) this.#shift(pen, dx, dy);
    this.inParts = true;
    return parts;
  }

  /**
   * @param {Pen} pen
   * @param {number} dx device px
   * @param {number} dy
   */
  #shift(pen, dx, dy) {
    const { canvas } = pen.c;
    const between = this.#between;
    if (between.width !== canvas.width) between.width = canvas.width;
    if (between.height !== canvas.height) between.height = canvas.height;
    between.getContext("2d", { alpha: false })?.drawImage(canvas, dx, dy);
    pen.device();
    pen.c.drawImage(between, 0, 0);
  }
}

/**
 * @param {Pen} pen
 * @param {Rect} b in world units
 * @returns {Rect}
 */
function onDevice(pen, b) {
  const x = pen.X(b.x);
  const y = pen.Y(b.y);
  return { x, y, w: pen.X(b.x + b.w) - x, h: pen.Y(b.y + b.h) - y };
}

/**
 * @param {Rect} a
 * @param {Rect} b
 * @returns {Rect | null}
 */
function common(a, b) {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const w = Math.min(a.x + a.w, b.x + b.w) - x;
  const h = Math.min(a.y + a.h, b.y + b.h) - y;
  return w > 0 && h > 0 ? { x, y, w, h } : null;
}
