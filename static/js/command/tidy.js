/** Lays everything out afresh; the server answers the moves, one undo step. @module */

import { post } from "../request.js";

/** @type {import("./command.js").Command} */
export const tidy = {
  id: "tidy",
  label: "Tidy everything",
  group: "Diagram",
  icon: "tidy",
  shortcuts: ["Alt+Shift+T"],
  enabled: app => app.store.diagram.tableIDs.size > 0,
  run(app) {
    post(`${app.root}/layout`).then(
      answer => {
        const d = app.store.diagram;
        const before = new Map([...d.all("table"), ...d.all("note"), ...d.all("frame")].map(o => [o.id, o.props.pos]));
        if (!app.submit("Tidy all", answer?.ops ?? [])) {
          app.announce("Everything is tidy already.");
          return;
        }
        app.view.fitAll();
        app.view.ease(before);
      },
      e => app.toast(e instanceof Error ? e.message : String(e), { kind: "error" }),
    );
  },
};
