/**
 * Lays everything, or what is selected, out afresh; the server answers the moves, one undo
 * step.
 * @module
 */

import { say } from "../say.js";
import { lines } from "../request.js";
import { working } from "../working.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("../types.js").ID} ID */

/** @type {import("./command.js").Command} */
const tidyAll = {
  id: "tidy",
  label: say("Tidy everything"),
  group: "Arrange",
  on: ["empty"],
  icon: "tidy",
  shortcuts: ["Alt+Shift+T"],
  enabled: app => app.store.diagram.tableIDs.size > 0,
  run: app => arrange(app, say("Tidy all"), {}, say("Everything is tidy already.")),
};

/** @type {import("./command.js").Command} */
const tidyKeeping = {
  id: "tidy-keeping",
  label: say("Tidy, but keep the picture"),
  group: "Arrange",
  on: ["empty"],
  icon: "tidy",
  enabled: app => app.store.diagram.tableIDs.size > 0,
  run: app => arrange(app, say("Tidy, keeping the picture"), { keep: true }, say("Everything is tidy already.")),
};

/** @type {import("./command.js").Command} */
const tidySelection = {
  id: "tidy-selection",
  label: say("Tidy selection"),
  group: "Arrange",
  on: ["table"],
  icon: "tidy",
  shortcuts: ["Alt+T"],
  enabled: app => tables(app).length > 1,
  run: app => arrange(app, say("Tidy selection"), { tables: tables(app) }, say("The selection is tidy already.")),
};

/**
 * The selected tables that are not pinned.
 * @param {App} app
 * @returns {ID[]}
 */
function tables(app) {
  return [...app.selection.ids].filter(id => app.store.diagram.table(id)?.props.pinned === false);
}

/**
 * @param {App} app
 * @param {string} label
 * @param {{tables?: ID[], keep?: boolean}} ask
 * @param {string} nothing said when nothing moves
 */
function arrange(app, label, ask, nothing) {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify(ask);
  working(say("Tidying…"), (signal, progress) =>
    lines(`${app.root}/layout`, { method: "POST", headers, body, signal }, progress),
  ).then(
    answer => {
      if (!answer) return;
      const d = app.store.diagram;
      const before = new Map([...d.all("table"), ...d.all("note"), ...d.all("frame")].map(o => [o.id, o.props.pos]));
      if (!app.submit(label, answer?.ops ?? [])) {
        app.announce(nothing);
        return;
      }
      if (ask.tables) app.view.fitSelection();
      else app.view.fitAll();
      app.view.ease(before);
    },
    e => app.toast(e instanceof Error ? e.message : String(e), { kind: "error" }),
  );
}

/** @type {readonly import("./command.js").Command[]} */
export const tidyCommands = [tidyAll, tidyKeeping, tidySelection];
