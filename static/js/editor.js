/**
 * The editor page: reads where the diagram is, builds the App, mounts everything. The only
 * module besides library.js that does something when it is imported.
 * @module
 */

import { breath } from "./breath.js";
import { say } from "./say.js";
import { listenToKeys } from "./keyboard.js";
import { makeApp } from "./make_app.js";
import { bindPage } from "./page.js";
import { mountPanels } from "./panel/panels.js";
import { mountHint } from "./view/hint.js";
import { mountMinimap } from "./view/minimap.js";

const frame = document.querySelector("#editor");
const host = document.querySelector("#canvas");

if (frame instanceof HTMLElement && host instanceof HTMLElement) {
  const { diagram = "", live = `${location.pathname}/live`, root = location.pathname } = frame.dataset;
  void start(host, diagram, root, new URL(live, location.href.replace(/^http/, "ws")).href);
}

/**
 * @param {HTMLElement} host
 * @param {string} diagram
 * @param {string} root
 * @param {string} url
 */
async function start(host, diagram, root, url) {
  host.tabIndex = -1;
  host.setAttribute("role", "application");
  host.setAttribute("aria-label", say("Diagram. Tab goes from table to table, arrows walk over cells, Enter edits."));
  const { app, live, canvas, toolbox } = makeApp({ host, diagram, root, url });
  listenToKeys(app, host, toolbox);
  bindPage(app);
  // The canvas is there; the panels are a task of their own.
  await breath();
  mountPanels(app);
  const minimap = document.querySelector("#minimap");
  if (minimap instanceof HTMLElement) mountMinimap(minimap, canvas);
  const hint = document.querySelector("#hint");
  if (hint instanceof HTMLElement) mountHint(hint, app);

  const place = `view:${diagram}`;
  let placed = false;
  /** Looks where the last visit did, or at everything, before the first card is painted. */
  const look = (/** @type {import("./model/geometry.js").Rect | null} */ bounds) => {
    if (placed) return;
    placed = true;
    canvas.place(readView(place) ?? firstView(canvas.camera, bounds));
  };
  live.on("coming", e => look(e.bounds));
  live.on("cards", () => {
    canvas.changed();
    host.dataset.cards = "true";
  });
  live.on("ready", () => {
    host.dataset.ready = "true";
    look(canvas.scene.bounds());
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
 * @param {import("./view/camera.js").Camera} camera
 * @param {import("./model/geometry.js").Rect | null} box
 */
function firstView(camera, box) {
  return box ? camera.fitting(box, 20, 1) : { x: camera.width / 2, y: camera.height / 2, k: 1 };
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
