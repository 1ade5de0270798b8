/**
 * The editor page: reads where the diagram is, builds the App, mounts everything. The only
 * module besides library.js that does something when it is imported.
 * @module
 */

import { listenToKeys } from "./keyboard.js";
import { makeApp } from "./make_app.js";
import { bindPage } from "./page.js";
import { mountPanels } from "./panel/panels.js";
import { mountMinimap } from "./view/minimap.js";

const frame = document.querySelector("#editor");
const host = document.querySelector("#canvas");

if (frame instanceof HTMLElement && host instanceof HTMLElement) {
  const { diagram = "", live = `${location.pathname}/live`, root = location.pathname } = frame.dataset;
  start(host, diagram, root, new URL(live, location.href.replace(/^http/, "ws")).href);
}

/**
 * @param {HTMLElement} host
 * @param {string} diagram
 * @param {string} root
 * @param {string} url
 */
function start(host, diagram, root, url) {
  host.tabIndex = -1;
  host.setAttribute("role", "application");
  host.setAttribute("aria-label", "Diagram. Tab goes from table to table, arrows walk over cells, Enter edits.");
  const { app, live, canvas, toolbox } = makeApp({ host, diagram, root, url });
  listenToKeys(app, host, toolbox);
  bindPage(app);
  mountPanels(app);
  const minimap = document.querySelector("#minimap");
  if (minimap instanceof HTMLElement) mountMinimap(minimap, canvas);

  const place = `view:${diagram}`;
  live.on("ready", e => {
    host.dataset.ready = "true";
    if (!e.first) return;
    canvas.place(readView(place) ?? firstView(canvas));
  });
  window.addEventListener("pagehide", () => {
    const { x, y, k } = canvas.camera;
    try {
      sessionStorage.setItem(place, JSON.stringify({ x, y, k }));
    } catch {
      // Storage is blocked: the next visit starts with everything in view.
    }
  });
  window.addEventListener("beforeunload", e => {
    const { count, kept } = live.saveState;
    if (count > 0 && !kept) e.preventDefault();
  });
  window.addEventListener("online", () => live.socket.start());
  void navigator.storage?.persist?.().catch(() => false);
  void live.start();
}

/**
 * Everything in view, at most at 100 %.
 * @param {import("./view/canvas.js").Canvas} canvas
 */
function firstView(canvas) {
  const box = canvas.scene.bounds();
  return box ? canvas.camera.fitting(box, 20, 1) : { x: canvas.camera.width / 2, y: canvas.camera.height / 2, k: 1 };
}

/** @param {string} key */
function readView(key) {
  try {
    const v = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return v && [v.x, v.y, v.k].every(Number.isFinite) && v.k > 0 ? { x: v.x, y: v.y, k: v.k } : null;
  } catch {
    return null;
  }
}
