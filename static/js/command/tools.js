/** Takes a tool: select, hand, note, frame. @module */

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
  take("select", "Select tool", "cursor", "V"),
  take("hand", "Hand tool", "hand", "H"),
  take("note", "Add note", "note", "N"),
  take("frame", "Add frame", "frame", "F"),
];
