/**
 * The whole diagram in a corner, with what is in view. The cards are painted only when
 * they change; panning moves a frame.
 * @module
 */

import { say } from "../say.js";
import { around, grow } from "../model/geometry.js";

/** @typedef {import("./canvas.js").Canvas} Canvas */

/**
 * @param {HTMLElement} host
 * @param {Canvas} canvas
 */
export function mountMinimap(host, canvas) {
  const picture = document.createElement("canvas");
  picture.setAttribute("aria-hidden", "true");
  const frame = document.createElement("div");
  frame.className = "minimap-view";
  host.append(picture, frame);
  host.setAttribute("role", "img");
  host.setAttribute("aria-label", say("Map of the diagram"));
  let version = -1;
  let view = { x: 0, y: 0, k: 1 };

  function repaint() {
    version = canvas.scene.version;
    const { clientWidth: w, clientHeight: h } = host;
    const dpr = devicePixelRatio || 1;
    const bounds = around(canvas.scene.cards.boxes.values());
    host.classList.toggle("empty", !bounds);
    if (!bounds || w === 0 || h === 0) return;
    const world = grow(bounds, Math.max(bounds.w, bounds.h) * 0.06 + 40);
    const k = Math.min(w / world.w, h / world.h);
    view = { x: (w - world.w * k) / 2 - world.x * k, y: (h - world.h * k) / 2 - world.y * k, k };
    picture.width = Math.round(w * dpr);
    picture.height = Math.round(h * dpr);
    picture.style.width = `${w}px`;
    picture.style.height = `${h}px`;
    const c = picture.getContext("2d");
    if (!c) return;
    const { theme } = canvas.pen;
    const { diagram, cards } = canvas.scene;
    c.setTransform(dpr, 0, 0, dpr, 0, 0);
    c.globalAlpha = 0.55;
    /** @type {Map<string, [number, number, number, number][]>} */
    const byColor = new Map();
    for (const [id, b] of cards.boxes) {
      const color = diagram.table(id)?.color ?? "";
      const box = /** @type {[number, number, number, number]} */ ([
        b.x * k + view.x,
        b.y * k + view.y,
        Math.max(1, b.w * k),
        Math.max(1, b.h * k),
      ]);
      const list = byColor.get(color);
      if (list) list.push(box);
      else byColor.set(color, [box]);
    }
    for (const [color, boxes] of byColor) {
      c.fillStyle = theme.module[color]?.strip ?? theme.color["ink-off"];
      for (const b of boxes) c.fillRect(...b);
    }
  }

  /** Many changes in a row make one picture. */
  let timer = 0;
  function follow() {
    if (canvas.scene.version !== version && !timer && (!canvas.moving || version < 0)) {
      timer = requestAnimationFrame(() => {
        timer = 0;
        repaint();
        resize();
      });
    }
    place();
  }

  let shown = 0;
  function place() {
    // Another size makes the browser lay out the page, which panning need not: see resize.
    if (canvas.camera.k !== shown) return;
    const v = canvas.camera.view();
    frame.style.transform = `translate(${v.x * view.k + view.x}px, ${v.y * view.k + view.y}px)`;
  }

  function resize() {
    const v = canvas.camera.view();
    frame.style.width = `${v.w * view.k}px`;
    frame.style.height = `${v.h * view.k}px`;
    shown = canvas.camera.k;
    place();
  }

  /** @param {PointerEvent} e */
  function go(e) {
    const r = host.getBoundingClientRect();
    const world = { x: (e.clientX - r.left - view.x) / view.k, y: (e.clientY - r.top - view.y) / view.k };
    const { camera } = canvas;
    canvas.place({ x: camera.width / 2 - world.x * camera.k, y: camera.height / 2 - world.y * camera.k, k: camera.k });
  }

  canvas.on("frame", follow);
  canvas.on("pace", resize);
  canvas.on("rest", follow);
  canvas.on("theme", () => {
    version = -1;
    follow();
  });
  host.addEventListener("pointerdown", e => {
    host.setPointerCapture(e.pointerId);
    go(e);
  });
  host.addEventListener("pointermove", e => {
    if (host.hasPointerCapture(e.pointerId)) go(e);
  });
  repaint();
  resize();
}
