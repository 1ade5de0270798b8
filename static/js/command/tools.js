/** Takes a tool: select, hand, note, frame. @module */

import { say } from "../say.js";

/**
 * @param {string} tool
 * @param {string} label
 * @param {string} icon
 * @param {string} shortcut
 * @returns {import("./command.js").Command}
 */
const take = (tool, label, icon, shortcut) => ({
  id: `tool-${tool}`,
  label,
  group: "Draw",
  icon,
  shortcuts: [shortcut],
  on: tool === "note" || tool === "frame" ? /** @type {const} */ (["empty"]) : [],
  run: app => app.setTool(tool),
});

export const toolCommands = [
  take("select", say("Select tool"), "cursor", "V"),
  take("hand", say("Hand tool"), "hand", "H"),
  take("note", say("Add note"), "note", "N"),
  take("frame", say("Add frame"), "frame", "F"),
];
