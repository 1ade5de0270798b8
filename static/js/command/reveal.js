/** Selects something and moves the view only if it is out of sight. @module */

import { say } from "../say.js";

/** @type {import("./command.js").Command} */
export const reveal = {
  id: "reveal",
  label: say("Reveal"),
  group: "View",
  hidden: true,
  enabled: (app, args) => app.store.diagram.kind(String(args.id ?? "")) !== "",
  run(app, args) {
    const id = String(args.id ?? "");
    app.selection.set([id]);
    app.view.reveal(id);
  },
};
