/** Puts the selected things in line, or spaces them evenly. @module */

import { say } from "../say.js";
import { align, boxesOf, distribute } from "./batch/arrange.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./command.js").Command} Command */
/** @typedef {import("./command.js").Act} Act */

/**
 * @param {string} id
 * @param {string} label
 * @param {string} icon
 * @param {string} shortcut
 * @param {number} least so many things make sense of it
 * @param {(app: App) => Act | null} build
 * @returns {Command}
 */
const arranger = (id, label, icon, shortcut, least, build) => ({
  id,
  label,
  group: "Arrange",
  icon,
  shortcuts: [shortcut],
  on: ["table", "note", "frame"],
  enabled: app => boxesOf(app.store.diagram, app.selection.ids).size >= least,
  run(app) {
    const act = build(app);
    if (act && app.submit(act.label, act.ops)) app.announce(act.label);
    else app.announce(say("They stand like that already."));
  },
});

/**
 * @param {import("./batch/arrange.js").Side} side
 * @param {string} label
 * @param {string} shortcut
 */
const aligner = (side, label, shortcut) =>
  arranger(`align-${side}`, label, `align-${side}`, shortcut, 2, app =>
    align(app.store.diagram, app.selection.ids, side),
  );

/**
 * @param {"across" | "down"} way
 * @param {string} label
 * @param {string} shortcut
 */
const spacer = (way, label, shortcut) =>
  arranger(`spread-${way}`, label, `spread-${way}`, shortcut, 3, app =>
    distribute(app.store.diagram, app.selection.ids, way),
  );

/** @type {readonly Command[]} */
export const alignCommands = [
  aligner("left", say("Align left edges"), "Alt+A"),
  aligner("center", say("Align centres"), "Alt+H"),
  aligner("right", say("Align right edges"), "Alt+D"),
  aligner("top", say("Align top edges"), "Alt+W"),
  aligner("middle", say("Align middles"), "Alt+V"),
  aligner("bottom", say("Align bottom edges"), "Alt+S"),
  spacer("across", say("Equal gaps across"), "Alt+Shift+H"),
  spacer("down", say("Equal gaps down"), "Alt+Shift+V"),
];
