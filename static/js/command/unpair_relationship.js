/** Takes the columns off a relationship; the line stays. @module */

import { say } from "../say.js";
import { unpair } from "./batch/reading.js";

/** @type {import("./command.js").Command} */
export const unpairRelationship = {
  id: "unpair-relationship",
  label: say("Not these columns"),
  group: "Relationship",
  on: ["relationship"],
  enabled: (app, args) => {
    const r = app.store.diagram.object(String(args.id ?? app.selection.single), "relationship");
    return r !== undefined && r.props.pairs.length > 0;
  },
  run(app, args) {
    const act = unpair(app.store.diagram, String(args.id ?? app.selection.single));
    if (act) app.submit(act.label, act.ops);
  },
};
