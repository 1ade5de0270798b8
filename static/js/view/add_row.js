/**
 * A small button below the one selected card: another column.
 * @module
 */

import { say } from "../say.js";
import { el, icon } from "../element.js";

/** Below this zoom the button would be larger than a row. */
const LEAST = 0.5;

/**
 * @param {import("./canvas.js").Canvas} canvas
 * @param {import("../app.js").App} app
 * @param {() => boolean} isTyping
 */
export function mountAddRow(canvas, app, isTyping) {
  const button = el(
    "button",
    {
      type: "button",
      class: "add-row",
      title: say("Add column (Ctrl+Enter)"),
      "aria-label": say("Add column"),
      tabindex: "-1",
      onclick: () => {
        const table = target();
        if (table) app.run("add-column", { table });
      },
    },
    icon("plus"),
  );
  button.hidden = true;
  canvas.host.append(button);

  function target() {
    const tables = app.selection.tables(app.store.diagram);
    const only = tables.length === 1 && !app.preview.active ? tables[0] : undefined;
    return only && (app.selection.has(only.id) || app.selection.size === 1) ? only.id : "";
  }

  function place() {
    const id = target();
    const box = id ? canvas.scene.boxOf(id) : undefined;
    const { camera } = canvas;
    const hidden = !box || camera.k < LEAST || isTyping() || canvas.scene.isMoved(id);
    // Saying it again would make the browser look at its style in each frame.
    if (hidden !== button.hidden) button.hidden = hidden;
    if (!box || hidden) return;
    const p = camera.toScreen({ x: box.x + box.w / 2, y: box.y + box.h });
    button.style.transform = `translate(${Math.round(p.x - 11)}px, ${Math.round(p.y + 6)}px)`;
  }

  canvas.on("frame", place);
}
