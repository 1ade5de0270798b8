/**
 * Copies what is selected: tables and notes as text that is pasted as what it was, columns
 * as lines.
 * @module
 */

import { say } from "../say.js";
import { copied } from "../clipboard.js";

/** @type {import("./command.js").Command} */
export const copy = {
  id: "copy",
  label: say("Copy"),
  group: "Edit",
  on: ["table", "column", "note", "frame"],
  native: true,
  icon: "copy",
  shortcuts: ["Ctrl+C"],
  enabled: app => app.selection.size > 0,
  run(app) {
    const text = copied(app.store.diagram, app.selection.ids);
    if (text === "") return;
    navigator.clipboard.writeText(text).then(
      () => app.announce(say("Copied.")),
      () => app.toast(say("The browser did not allow copying."), { kind: "error" }),
    );
  },
};
