/**
 * The whole diagram in a corner, with what is in view. The cards are painted only when
 * they change. What is in view is painted, too: an element that moves makes the browser go
 * through the layers of the whole page in each frame.
 * @module
 */

import { say } from "../say.js";
import { around, grow } from "../model/geometry.js";

/** @typedef {import("./canvas.js").Canvas} Canvas */

/** What is in view has a border so wide and is tinted so much; CSS px, alpha. */
const BORDER = 1.5;
const TINT = 0.07;

/**
 * @param {HTMLElement} host
 * @param {Canvas} canvas
 */
export function mountMinimap(host, canvas) {
  const picture = document.createElement("canvas");
  picture.setAttribute("aria-hidden", "true");
  host.append(picture);
  host.setAttribute("role", "img");
  host.setAttribute("aria-label", say("Map of the diagram"));
  /** The cards, without what is in view. */
  const cards = document.createElement("canvas");
  let version = -1;
  let view = { x: 0, y: 0, k: 1 };
  let shown = "";

  function paintCards() {
    version = canvas.scene.version;
    shown = "";
    const { clientWidth: w, clientHeight: h } = host;
    const dpr = devicePixelRatio || 1;
    const bounds = around(canvas.scene.cards.boxes.values());
    host.classList.toggle("empty", !bounds);
    if (!bounds || w === 0 || h === 0) return;
    const world = grow(bounds, Math.max(bounds.w, bounds.h) * 0.06 + 40);
    const k = Math.min(w / world.w, h / world.h);
    view = { x: (w - world.w * k) / 2 - world.x * k, y: (h - world.h * k) / 2 - world.y * k, k };
    for (const c of [picture, cards]) {
      c.width = Math.round(w * dpr);
      c.height = Math.round(h * dpr);
    }
    picture.style.width = `${w}px`;
    picture.style.height = `${h}px`;
    const c = cards.getContext("2d");
    if (!c) return;
    const { theme } = canvas.pen;
    const { diagram } = canvas.scene;
    c.setTransform(dpr, 0, 0, dpr, 0, 0);
    c.globalAlpha = 0.55;
    /** @type {Map<string, [number, number, number, number][]>} */
    const byColor = new Map();
    for (const [id, b] of canvas.scene.cards.boxes) {
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

  function paint() {
    const v = canvas.camera.view();
    const at = `${v.x} ${v.y} ${v.w} ${v.h}`;
    const c = picture.getContext("2d");
    if (at === shown || !c || picture.width === 0) return;
    shown = at;
    const dpr = devicePixelRatio || 1;
    const x = v.x * view.k + view.x + BORDER / 2;
    const y = v.y * view.k + view.y + BORDER / 2;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, picture.width, picture.height);
    c.drawImage(cards, 0, 0);
    c.setTransform(dpr, 0, 0, dpr, 0, 0);
    c.beginPath();
    c.roundRect(x, y, v.w * view.k + BORDER, v.h * view.k + BORDER, 2);
    c.fillStyle = c.strokeStyle = canvas.pen.theme.color.accent;
    c.lineWidth = BORDER;
    c.globalAlpha = TINT;
    c.fill();
    c.globalAlpha = 1;
    c.stroke();
  }

  // The browser may throw a picture away, and gives an empty one back.
  for (const c of [picture, cards]) {
    c.addEventListener("contextrestored", () => {
      version = -1;
      canvas.request();
    });
  }

  /** Many changes in a row make one picture. */
  let timer = 0;
  function follow() {
    if (canvas.scene.version !== version && !timer && (!canvas.moving || version < 0)) {
      timer = requestAnimationFrame(() => {
        timer = 0;
        paintCards();
        paint();
      });
    }
    paint();
  }

  /** @param {PointerEvent} e */
  function go(e) {
    const r = host.getBoundingClientRect();
    const world = { x: (e.clientX - r.left - view.x) / view.k, y: (e.clientY - r.top - view.y) / view.k };
    const { camera } = canvas;
    canvas.place({ x: camera.width / 2 - world.x * camera.k, y: camera.height / 2 - world.y * camera.k, k: camera.k });
  }

  canvas.on("frame", follow);
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
  paintCards();
  paint();
}
