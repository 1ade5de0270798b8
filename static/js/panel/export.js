/** The export menu: the commands that hand out files. @module */

import { EXPORT, exportGroups } from "../command/export.js";
import { openMenu } from "../menu.js";

/**
 * @param {HTMLElement} button
 * @param {import("../app.js").App} app
 */
export function mountExport(button, app) {
  button.addEventListener("click", () => {
    const groups = exportGroups.map(commands =>
      commands
        .filter(c => app.enabled(c.id))
        .map(c => ({ icon: c.icon ?? "", label: c.label.slice(EXPORT.length), run: () => app.run(c.id) })),
    );
    openMenu(
      button,
      groups.flatMap((list, i) => (i > 0 ? [null, ...list] : list)),
    );
  });
}
