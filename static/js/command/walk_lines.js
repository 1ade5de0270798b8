/**
 * Walking over lines with the keyboard: from a table or a column through its lines, one
 * after the other. What a line says is told.
 * @module
 */

import { say } from "../say.js";
import { bothWays } from "../model/relationship.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").ID} ID */

/**
 * The line after, or before, another one of a table; the first one when there is none.
 * @param {readonly ID[]} lines
 * @param {ID} at
 * @param {1 | -1} step
 */
export function lineAfter(lines, at, step) {
  const i = lines.indexOf(at);
  if (i < 0) return step === 1 ? lines[0] : lines.at(-1);
  return lines[(i + step + lines.length) % lines.length];
}

/** Commands that walk the lines of a thing; they know from which one. */
function walkers() {
  /** The table or column that the walk began at. @type {ID} */
  let from = "";
  /**
   * @param {App} app
   * @returns {ID[]}
   */
  const lines = app => {
    const d = app.store.diagram;
    const id = app.selection.single;
    const r = d.object(id, "relationship")?.props;
    const touches = r?.ends.some(e => e.table === d.tableOf(from)?.id);
    if (r && !touches) from = r.ends[0]?.table ?? "";
    if (!r) from = d.tableOf(id) ? id : "";
    const whole = d.kind(from) !== "column";
    return d
      .linesOf(d.tableOf(from)?.id ?? "")
      .filter(o => whole || o.props.pairs.some(p => p.from === from || p.to === from))
      .map(o => o.id);
  };
  /**
   * @param {string} id
   * @param {string} label
   * @param {string} key
   * @param {1 | -1} step
   * @returns {import("./command.js").Command}
   */
  const walker = (id, label, key, step) => ({
    id,
    label,
    group: "View",
    icon: "relation",
    shortcuts: [key],
    enabled: app => lines(app).length > 0,
    run(app) {
      const to = lineAfter(lines(app), app.selection.single, step);
      if (!to) return;
      app.run("reveal", { id: to });
      const r = app.store.diagram.object(to, "relationship")?.props;
      if (r) app.announce(bothWays(app.store.diagram, r));
    },
  });
  return [
    walker("walk-lines", say("Next line of the table"), "L", 1),
    walker("walk-lines-back", say("Line before"), "Shift+L", -1),
  ];
}

/** @type {readonly import("./command.js").Command[]} */
export const walkLineCommands = walkers();
