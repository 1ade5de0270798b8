/** Zooming and fitting. @module */

import { say } from "../say.js";

/** One step of zooming. */
const STEP = 1.25;

/**
 * @param {string} id
 * @param {string} label
 * @param {readonly string[]} shortcuts
 * @param {(view: import("../app.js").View) => void} run
 * @returns {import("./command.js").Command}
 */
const zoom = (id, label, shortcuts, run) => ({
  id,
  label,
  group: "View",
  shortcuts,
  run: app => run(app.view),
});

/** @type {readonly import("./command.js").Command[]} */
export const zoomCommands = [
  zoom("zoom-in", say("Zoom in"), ["Ctrl+=", "Ctrl++", "+"], v => v.zoomBy(STEP)),
  zoom("zoom-out", say("Zoom out"), ["Ctrl+-", "-"], v => v.zoomBy(1 / STEP)),
  zoom("zoom-100", say("Zoom to 100 %"), ["Ctrl+0"], v => v.zoomTo(1)),
  { ...zoom("fit-all", say("Fit everything"), ["Shift+1"], v => v.fitAll()), icon: "fit", on: ["empty"] },
  zoom("fit-selection", say("Fit the selection"), ["Shift+2"], v => v.fitSelection()),
];
