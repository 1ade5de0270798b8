/** Swaps child and parent of a relationship. @module */

import { say } from "../say.js";
import { flip } from "./batch/relate.js";

/** @type {import("./command.js").Command} */
export const flipRelationship = {
  id: "flip-relationship",
  label: say("Flip relationship"),
  group: "Relationship",
  on: ["relationship"],
  icon: "flip",
  shortcuts: ["X"],
  enabled: (app, args) => app.store.diagram.kind(String(args.id ?? app.selection.single)) === "relationship",
  run(app, args) {
    const act = flip(app.store.diagram, String(args.id ?? app.selection.single));
    if (act) app.submit(act.label, act.ops);
    else app.toast(say("Only a relationship between two tables can be flipped."));
  },
};
