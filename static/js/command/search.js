/** Puts the focus into the filter of the outline. @module */

import { say } from "../say.js";

/** @type {import("./command.js").Command} */
export const search = {
  id: "search",
  label: say("Search tables and columns"),
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
