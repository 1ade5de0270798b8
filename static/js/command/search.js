/** Puts the focus into the filter of the outline. @module */

/** @type {import("./command.js").Command} */
export const search = {
  id: "search",
  label: "Search tables and columns",
  group: "View",
  icon: "search",
  shortcuts: ["/", "Ctrl+F"],
  run(app) {
    const field = document.querySelector("#outline-filter");
    if (field instanceof HTMLInputElement && field.offsetParent !== null) {
      field.focus();
      field.select();
    } else app.run("palette");
  },
};
