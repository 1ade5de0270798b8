/**
 * Walking over lines with the keyboard: from a table through its lines, one after the
 * other; from a line to the table at either end.
 * @module
 */

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

/**
 * @param {App} app
 * @returns {import("../model/diagram.js").Table | undefined}
 */
const tableOf = app => app.store.diagram.tableOf(app.selection.single);

/** Commands that walk the lines of a table; they know from which one. */
function walkers() {
  /** The table that the walk began at. @type {ID} */
  let from = "";
  /**
   * @param {App} app
   * @returns {ID[]}
   */
  const lines = app => {
    const d = app.store.diagram;
    const r = d.object(app.selection.single, "relationship")?.props;
    if (r && !r.ends.some(e => e.table === from)) from = r.ends[0]?.table ?? "";
    if (!r) from = tableOf(app)?.id ?? "";
    return [...d.relationshipsOf(from)];
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
    shortcuts: [key],
    enabled: app => lines(app).length > 0,
    run(app) {
      const to = lineAfter(lines(app), app.selection.single, step);
      if (to) app.run("reveal", { id: to });
    },
  });
  return [
    walker("walk-lines", "Next line of the table", "L", 1),
    walker("walk-lines-back", "Line before", "Shift+L", -1),
  ];
}

/** @type {readonly import("./command.js").Command[]} */
export const walkLineCommands = walkers();
