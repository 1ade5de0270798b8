/**
 * Moves the view.
 * @module
 */

/** @typedef {import("./tool.js").Press} Press */

/**
 * The canvas follows the pointer.
 * @param {Press} from
 * @param {import("./tool.js").Stage} stage
 * @returns {import("./tool.js").State}
 */
export function panning(from, stage) {
  let { x, y } = from;
  const start = { x, y };
  return {
    cursor: "grabbing",
    move(p) {
      stage.panBy(p.x - x, p.y - y);
      x = p.x;
      y = p.y;
    },
    cancel: () => stage.panBy(start.x - x, start.y - y),
  };
}

/** @type {import("./tool.js").Tool} */
export const handTool = {
  name: "hand",
  cursor: "grab",
  hint: "",
  down: (p, stage) => panning(p, stage),
};
