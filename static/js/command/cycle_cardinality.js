/** Gives an end of a relationship the next cardinality; NULL and unique follow. @module */

import { say } from "../say.js";
import { bothWays } from "../model/relationship.js";
import { cycleEnd } from "./batch/relate.js";

/** @typedef {import("../app.js").App} App */

/**
 * @param {string} id
 * @param {string} label
 * @param {string} shortcut
 * @param {number} end that is meant when the pointer names none
 * @returns {import("./command.js").Command}
 */
const cycler = (id, label, shortcut, end) => ({
  id,
  label,
  group: "Relationship",
  shortcuts: [shortcut],
  on: ["relationship"],
  enabled: (app, args) => app.store.diagram.kind(lineOf(app, args)) === "relationship",
  run(app, args) {
    const line = lineOf(app, args);
    const act = cycleEnd(app.store.diagram, line, Number(args.end ?? end));
    if (!act || !app.submit(act.label, act.ops)) return;
    const r = app.store.diagram.object(line, "relationship");
    if (r) app.announce(bothWays(app.store.diagram, r.props));
  },
});

/**
 * @param {App} app
 * @param {Record<string, unknown>} args
 */
const lineOf = (app, args) => String(args.id ?? app.selection.single);

export const cycleCardinality = cycler("cycle-cardinality", say("Next cardinality at the first end"), "C", 0);
export const cycleCardinalityBack = cycler(
  "cycle-cardinality-back",
  say("Next cardinality at the second end"),
  "Shift+C",
  1,
);
