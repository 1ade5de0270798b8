/**
 * What a new user is told, one thing at a time: the first hint that fits what is selected
 * and that this person has not learned yet. Doing what it says once is learning it.
 * @module
 */

import { say } from "../say.js";

/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("../app.js").App} App */

/**
 * @typedef {object} Hint
 * @property {string} id
 * @property {string} text keys stand in `backticks`, what is typed in ‹these›
 * @property {(app: App) => boolean} fits
 * @property {readonly string[]} [commands] that teach it
 * @property {(op: Op) => boolean} [taught] an operation that teaches it
 */

const kindOf = (/** @type {App} */ app) => app.store.diagram.kind(app.selection.single);
const puts = (/** @type {string} */ kind) => (/** @type {Op} */ o) => o.op === "put" && o.kind === kind;

/** @type {readonly Hint[]} */
export const HINTS = [
  {
    id: "pair",
    text: say("`R` relates the two tables, `M` puts a pivot table between them"),
    fits: app => app.selection.size === 2 && app.selection.tables(app.store.diagram).length === 2,
    commands: ["relate", "pivot"],
  },
  {
    id: "columns",
    text: say("`Ctrl+Enter` adds columns, a line each: ‹email varchar(255) !u›, ‹user_id -> users›"),
    fits: app => kindOf(app) === "table",
    commands: ["add-column"],
    taught: puts("column"),
  },
  {
    id: "relate",
    text: say("Drag a row onto another row or card: a foreign key"),
    fits: app => kindOf(app) === "column" && app.store.diagram.tableIDs.size > 1,
    taught: puts("relationship"),
  },
  {
    id: "cardinality",
    text: say("Click an end of the line: one, many, optional; null and unique follow"),
    fits: app => kindOf(app) === "relationship",
    commands: ["cycle-cardinality", "cycle-cardinality-back"],
    taught: o => o.op === "set" && o.prop === "ends",
  },
  {
    id: "findings",
    text: say("`F8` goes through the findings: why, what to do, and what changes"),
    fits: app => app.selection.size === 0 && app.derived.findings.length > 0,
    commands: ["next-finding", "previous-finding", "show-finding"],
  },
  {
    id: "palette",
    text: say("`Ctrl+K` finds every table, column and command"),
    fits: app => app.selection.size === 0 && app.store.diagram.tableIDs.size > 1,
    commands: ["palette", "search"],
  },
  {
    id: "help",
    text: say("`?` shows all shortcuts"),
    fits: app => app.selection.size === 0 && app.store.diagram.tableIDs.size > 1,
    commands: ["help"],
  },
];

/** Which hints one person has learned. */
export class Hints {
  /** @param {string} learned IDs, with spaces between them */
  constructor(learned = "") {
    this.learned = new Set(learned.split(" ").filter(id => id !== ""));
  }

  /**
   * @param {App} app
   * @returns {Hint | undefined}
   */
  next(app) {
    return HINTS.find(h => !this.learned.has(h.id) && h.fits(app));
  }

  /**
   * Takes in what a person did; says whether that taught something.
   * @param {{command?: string, ops?: readonly Op[]}} act
   */
  saw({ command = "", ops = [] }) {
    const before = this.learned.size;
    for (const h of HINTS) {
      const { taught } = h;
      if (h.commands?.includes(command) || (taught && ops.some(o => taught(o)))) this.learned.add(h.id);
    }
    return this.learned.size > before;
  }

  toString() {
    return [...this.learned].join(" ");
  }
}
