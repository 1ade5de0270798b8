/**
 * What every painter gets: the context, the theme, and two ways to measure. Boxes are
 * painted in device pixels, so that borders are crisp at every zoom; texts, glyphs and
 * lines in world units.
 * @module
 */

import { around } from "../../model/geometry.js";
import { HEADER_HEIGHT, ROW_HEIGHT } from "../../model/schema.js";

/** @typedef {import("../theme.js").Theme} Theme */
/** @typedef {import("../../model/geometry.js").Rect} Rect */

/** Levels of detail: blocks, names, rows. */
export const BLOCKS = 0;
export const NAMES = 1;
export const ROWS = 2;

/**
 * The level of detail at a zoom.
 * @param {number} k
 */
export function levelAt(k) {
  return k >= 0.35 ? ROWS : k >= 0.12 ? NAMES : BLOCKS;
}

/** While the zoom changes letters grow by this factor at once, so that their pictures are used again. */
const STEP = Math.log(1.04);

export class Pen {
  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("../text_fit.js").TextFit} text
   * @param {Theme} theme
   */
  constructor(context, text, theme) {
    this.c = context;
    this.text = text;
    this.theme = theme;
    this.dpr = 1;
    this.k = 1;
    /** Device pixels per world unit. */
    this.s = 1;
    /** Whether letters keep to a few sizes, while nobody can read them. */
    this.zooming = false;
    this.tx = 0;
    this.ty = 0;
    this.level = ROWS;
    /** How the diagram is drawn. @type {import("../../model/look.js").Notation} */
    this.notation = "crowsfoot";
    /** @type {import("../../model/look.js").Density} */
    this.density = "comfortable";
    /** Heights of a header and of a row, world units. */
    this.header = HEADER_HEIGHT;
    this.row = ROW_HEIGHT;
    /** What is being painted, in world units. @type {readonly Rect[]} */
    this.views = [];
    /** Around all of it. @type {Rect} */
    this.view = { x: 0, y: 0, w: 0, h: 0 };
  }

  /** Whether the last picture had another zoom than the one before. */
  #other = false;

  /** @param {Pick<import("../scene.js").Scene, "look" | "header" | "row">} scene */
  follow(scene) {
    this.notation = scene.look.notation;
    this.density = scene.look.density;
    this.header = scene.header;
    this.row = scene.row;
  }

  /**
   * @param {{x: number, y: number, k: number}} camera
   * @param {number} dpr device pixels per CSS pixel
   * @param {boolean} moving whether the camera is on its way
   */
  look(camera, dpr, moving) {
    const other = this.k !== camera.k;
    // A single step is sharp at once.
    this.zooming = moving && (this.zooming || (other && this.#other));
    this.#other = moving && other;
    this.dpr = dpr;
    this.k = camera.k;
    this.s = camera.k * dpr;
    // A whole number of device pixels: text and lines stay as crisp as the boxes.
    this.tx = Math.round(camera.x * dpr);
    this.ty = Math.round(camera.y * dpr);
    this.level = levelAt(camera.k);
  }

  /**
   * From here on these boxes are painted.
   * @param {readonly Rect[]} parts in device pixels
   */
  watch(parts) {
    const { s, tx, ty } = this;
    this.views = parts.map(p => ({ x: (p.x - tx) / s, y: (p.y - ty) / s, w: p.w / s, h: p.h / s }));
    this.view = around(this.views) ?? this.view;
  }

  /** From here on coordinates are device pixels. */
  device() {
    this.c.setTransform(1, 0, 0, 1, 0, 0);
  }

  /** From here on coordinates are world units. */
  world() {
    this.c.setTransform(this.s, 0, 0, this.s, this.tx, this.ty);
  }

  /**
   * From here on letters have their size for this zoom, nearly while the zoom changes.
   * Coordinates are world units times what it answers.
   */
  letters() {
    const { s } = this;
    const size = this.zooming ? Math.exp(Math.round(Math.log(s) / STEP) * STEP) : s;
    this.c.setTransform(size, 0, 0, size, this.tx, this.ty);
    return s / size;
  }

  /**
   * World x as a whole device pixel.
   * @param {number} x
   */
  X(x) {
    return Math.round(x * this.s + this.tx);
  }

  /**
   * World y as a whole device pixel.
   * @param {number} y
   */
  Y(y) {
    return Math.round(y * this.s + this.ty);
  }

  /**
   * CSS pixels as device pixels, at least one.
   * @param {number} v
   */
  px(v) {
    return Math.max(1, Math.round(v * this.dpr));
  }
}
