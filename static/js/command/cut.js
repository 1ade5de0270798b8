/** Copies what is selected, then deletes it. @module */

import { say } from "../say.js";

/** @type {import("./command.js").Command} */
export const cut = {
  id: "cut",
  label: say("Cut"),
  group: "Edit",
  on: ["table", "column", "note", "frame"],
  native: true,
  shortcuts: ["Ctrl+X"],
  enabled: app => app.selection.size > 0,
  run(app) {
    app.run("copy");
    app.run("delete");
  },
};
