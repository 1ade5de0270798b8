/** Selects something and moves the view only if it is out of sight. @module */

/** @type {import("./command.js").Command} */
export const reveal = {
  id: "reveal",
  label: "Reveal",
  group: "View",
  hidden: true,
  enabled: (app, args) => app.store.diagram.kind(String(args.id ?? "")) !== "",
  run(app, args) {
    const id = String(args.id ?? "");
    app.selection.set([id]);
    app.view.reveal(id);
  },
};
