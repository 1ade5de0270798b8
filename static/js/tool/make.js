/**
 * The tools that make something at a place: table, note, frame.
 * @module
 */

import { say } from "../say.js";
import { addFrame, addNote } from "../command/batch/table.js";
import { between, snap } from "../model/geometry.js";
import { isDrag } from "./tool.js";

/** @typedef {import("../model/geometry.js").Rect} Rect */
/** @typedef {import("./tool.js").Press} Press */
/** @typedef {import("./tool.js").Stage} Stage */
/** @typedef {import("./tool.js").State} State */

/** @type {import("./tool.js").Tool} */
export const tableTool = {
  name: "table",
  cursor: "copy",
  hint: say("Table: click where it should stand"),
  down: (_, stage) => ({
    up(p) {
      stage.setTool("select");
      stage.run("add-table", { at: p.world });
      return null;
    },
  }),
};

/** @type {import("./tool.js").Tool} */
export const noteTool = {
  name: "note",
  cursor: "crosshair",
  hint: say("Note: click, or drag a box"),
  down: (p, stage) => boxing(p, stage, { w: 200, h: 120 }, box => addNote(stage.diagram(), box)),
};

/** @type {import("./tool.js").Tool} */
export const frameTool = {
  name: "frame",
  cursor: "crosshair",
  hint: say("Frame: drag a box around the tables"),
  down: (p, stage) => boxing(p, stage, { w: 480, h: 360 }, box => addFrame(stage.diagram(), box)),
};

/**
 * Draws a box and makes the thing in it; a click makes one of the usual size.
 * @param {Press} from
 * @param {Stage} stage
 * @param {{w: number, h: number}} usual
 * @param {(box: Rect) => import("../command/command.js").Act & {id: string}} make
 * @returns {State}
 */
function boxing(from, stage, usual, make) {
  const boxTo = (/** @type {Press} */ p) => {
    const b = between(from.world, p.world);
    const x = snap(b.x);
    const y = snap(b.y);
    return { x, y, w: Math.max(snap(b.x + b.w) - x, 80), h: Math.max(snap(b.y + b.h) - y, 40) };
  };
  return {
    autopan: true,
    cursor: "crosshair",
    move(p) {
      if (isDrag(from, p)) stage.show({ ghost: boxTo(p) });
    },
    up(p) {
      stage.show({});
      stage.setTool("select");
      const box = isDrag(from, p) ? boxTo(p) : { x: snap(from.world.x), y: snap(from.world.y), ...usual };
      const act = make(box);
      if (stage.submit(act)) {
        stage.selection.set([act.id]);
        stage.editName(act.id);
      }
      return null;
    },
    cancel: () => stage.show({}),
  };
}
