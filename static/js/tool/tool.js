/**
 * What a tool is: a small state chart. A press starts a state; the state takes moves and
 * ends with up or cancel. Cancel always restores what was. Tools know no DOM: they get
 * presses and a Stage, so that tests run them without a browser.
 * @module
 */

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../model/geometry.js").Rect} Rect */

/**
 * What lies under a point.
 * @typedef {{kind: "table", id: ID, column: ID}
 *   | {kind: "relationship", id: ID, end: number, stub?: number}
 *   | {kind: "note", id: ID, handle: boolean}
 *   | {kind: "frame", id: ID, handle: boolean}
 *   | {kind: "empty"}} Hit column is "" on the header; stub is the end whose label is there
 */

/**
 * A pointer at a place.
 * @typedef {object} Press
 * @property {number} x on the canvas, CSS px
 * @property {number} y
 * @property {Point} world
 * @property {Hit} hit
 * @property {ID} mark thing whose mark of findings is there, or ""
 * @property {boolean} shift
 * @property {boolean} alt
 * @property {boolean} ctrl also Command
 * @property {boolean} touch
 * @property {number} clicks 2 for the second press of a double click
 */

/**
 * @typedef {object} State
 * @property {(p: Press) => void} [move]
 * @property {(p: Press) => State | null | void} [up] answers the next state, if there is one
 * @property {() => void} [cancel]
 * @property {(key: string) => boolean} [key] true when the key was meant for the state
 * @property {boolean} [autopan] whether the canvas moves when the pointer is at its border
 * @property {string} [cursor]
 */

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} cursor
 * @property {string} hint shown and told when the tool is chosen; "" for none
 * @property {(p: Press, stage: Stage) => State | null} down
 */

/**
 * What tools may do.
 * @typedef {object} Stage
 * @property {() => import("../model/diagram.js").Diagram} diagram
 * @property {import("../view/scene.js").Scene} scene
 * @property {import("../state/selection.js").Selection} selection
 * @property {() => {x: number, y: number, k: number}} camera
 * @property {() => Rect} view what is in view, world units
 * @property {(dx: number, dy: number) => void} panBy CSS px
 * @property {(world: Point) => Hit} hitAt
 * @property {(act: import("../command/command.js").Act | null) => boolean} submit
 * @property {(command: string, args?: Record<string, unknown>) => void} run
 * @property {(overlay: import("../view/paint/overlay.js").Overlay) => void} show
 * @property {() => void} moved something moves: paint
 * @property {(id: ID) => void} editName
 * @property {(tool: string) => void} setTool
 * @property {(text: string) => void} announce
 */

/** A press that goes farther than this is a drag, CSS px. */
export const SLOP = 4;

/**
 * Whether the pointer went far enough for a drag.
 * @param {Press} from
 * @param {Press} to
 */
export function isDrag(from, to) {
  return Math.hypot(to.x - from.x, to.y - from.y) > (to.touch ? 2 * SLOP : SLOP);
}

/**
 * Waits whether a press becomes a click or a drag.
 * @param {Press} from
 * @param {(p: Press) => State | null} drag
 * @param {(p: Press) => void} click
 * @returns {State}
 */
export function pointing(from, drag, click) {
  /** @type {State | null} */
  let state = null;
  return {
    get autopan() {
      return state?.autopan ?? false;
    },
    get cursor() {
      return state?.cursor ?? "";
    },
    move(p) {
      if (!state && isDrag(from, p)) state = drag(from);
      state?.move?.(p);
    },
    up(p) {
      if (state) return state.up?.(p);
      click(p);
      return null;
    },
    cancel: () => state?.cancel?.(),
    key: k => state?.key?.(k) ?? false,
  };
}
