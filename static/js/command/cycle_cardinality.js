/** Gives an end of a relationship the next cardinality; NULL and unique follow. @module */

import { bothWays } from "../model/relationship.js";
import { cycleEnd } from "./batch/relate.js";

/** @type {import("./command.js").Command} */
export const cycleCardinality = {
  id: "cycle-cardinality",
  label: "Next cardinality",
  group: "Draw",
  hidden: true,
  enabled: (app, args) => app.store.diagram.kind(String(args.id ?? "")) === "relationship",
  run(app, args) {
    const id = String(args.id ?? "");
    const act = cycleEnd(app.store.diagram, id, Number(args.end ?? 0));
    if (!act || !app.submit(act.label, act.ops)) return;
    const r = app.store.diagram.object(id, "relationship");
    if (r) app.announce(bothWays(app.store.diagram, r.props));
  },
};
