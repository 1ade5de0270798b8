/**
 * The hint at the upper edge of the canvas; see state/hints.js. It goes when it is learned
 * or closed, and does not come back.
 * @module
 */

import { say } from "../say.js";
import { keysOf } from "../command/keymap.js";
import { el, icon } from "../element.js";
import { Hints } from "../state/hints.js";
import { store, stored } from "../stored.js";

const KEY = "hints-learned";

/**
 * @param {HTMLElement} element
 * @param {import("../app.js").App} app
 */
export function mountHint(element, app) {
  const hints = new Hints(stored(KEY));
  let shown = "";

  /** @param {string} text */
  function part(text) {
    const inside = text.slice(1, -1);
    if (text.startsWith("`")) return el("span", { class: "keys" }, ...keysOf(inside).map(k => el("kbd", null, k)));
    return text.startsWith("‹") ? el("code", null, inside) : text;
  }
  const keep = () => {
    store(KEY, String(hints));
    draw();
  };
  function draw() {
    const hint = hints.next(app);
    if (hint?.id === shown) return;
    shown = hint?.id ?? "";
    element.hidden = !hint;
    if (!hint) return;
    element.replaceChildren(
      el("span", null, ...hint.text.split(/(`[^`]+`|‹[^›]+›)/).map(part)),
      el(
        "button",
        {
          type: "button",
          class: "icon-button",
          title: say("Got it"),
          "aria-label": say("Got it: close the hint"),
          onclick: () => {
            hints.learned.add(hint.id);
            keep();
          },
        },
        icon("x"),
      ),
    );
  }
  app.on("act", act => {
    if (hints.saw(act)) keep();
  });
  app.on("selection", draw);
  app.on("derived", draw);
  app.on("change", () => {
    // While the diagram comes there is nothing to say.
    if (!app.store.coming) draw();
  });
}
