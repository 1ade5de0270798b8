/**
 * Where the canvas looks: screen = world × k + (x, y), in CSS pixels of the canvas.
 * Pure arithmetic; it draws nothing.
 * @module
 */

/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../model/geometry.js").Rect} Rect */

export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 4;
/** Height of the tool bar at the lower border, CSS px. */
const BOTTOM = 56;

export class Camera {
  constructor() {
    this.x = 0;
    this.y = 0;
    this.k = 1;
    /** Size of the canvas in CSS pixels. */
    this.width = 0;
    this.height = 0;
  }

  /**
   * @param {Point} p on the screen
   * @returns {Point}
   */
  toWorld(p) {
    return { x: (p.x - this.x) / this.k, y: (p.y - this.y) / this.k };
  }

  /**
   * @param {Point} p in the world
   * @returns {Point}
   */
  toScreen(p) {
    return { x: p.x * this.k + this.x, y: p.y * this.k + this.y };
  }

  /**
   * What is in view, in world units, with a margin in world units.
   * @param {number} [margin]
   * @returns {Rect}
   */
  view(margin = 0) {
    return {
      x: -this.x / this.k - margin,
      y: -this.y / this.k - margin,
      w: this.width / this.k + 2 * margin,
      h: this.height / this.k + 2 * margin,
    };
  }

  /**
   * Zooms so that the world stays put under a point of the screen.
   * @param {Point} at
   * @param {number} k
   */
  zoomAt(at, k) {
    const next = clampZoom(k);
    this.x = at.x - ((at.x - this.x) * next) / this.k;
    this.y = at.y - ((at.y - this.y) * next) / this.k;
    this.k = next;
  }

  /**
   * The camera that shows a box in the middle of what no control covers, at most at zoom max.
   * @param {Rect} box
   * @param {number} padding on the screen
   * @param {number} max
   */
  fitting(box, padding, max) {
    const height = Math.max(60, this.height - BOTTOM);
    const k = clampZoom(
      Math.min((this.width - 2 * padding) / Math.max(box.w, 1), (height - 2 * padding) / Math.max(box.h, 1), max),
    );
    return { x: this.width / 2 - (box.x + box.w / 2) * k, y: height / 2 - (box.y + box.h / 2) * k, k };
  }
}

/** @param {number} k */
function clampZoom(k) {
  return Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, k));
}
