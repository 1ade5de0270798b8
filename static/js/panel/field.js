/**
 * The fields of a form in a panel: they show a value and hand on what a person makes of
 * it. They know no diagram.
 * @module
 */

import { el } from "../element.js";
import { MODULE_COLORS } from "../model/schema.js";

/**
 * What the fields ask of their panel.
 * @typedef {object} Panel
 * @property {(into?: import("../types.js").ID) => void} draw shows everything anew; the focus goes into the thing named, else it stays
 * @property {() => void} settle a field lost the focus; what came meanwhile may be shown
 * @property {() => void} leave gives the focus back to the canvas
 */

/**
 * @typedef {object} TextOptions
 * @property {boolean} [area] several lines
 * @property {boolean} [mono]
 * @property {string} [placeholder]
 * @property {readonly string[]} [list] what is offered while one types
 */

/** Lists of offers so far: each needs an ID of its own. */
let lists = 0;

/** @param {Panel} panel */
export function fieldsOf({ draw, settle, leave }) {
  /**
   * A group of fields. Enter in one of them sends nothing.
   * @param {...(import("../element.js").Child | readonly import("../element.js").Child[])} children
   */
  const form = (...children) => el("form", { onsubmit: (/** @type {Event} */ e) => e.preventDefault() }, ...children);

  /**
   * A text that is kept on Enter or when the focus leaves, and given back on Escape.
   * @param {string} label
   * @param {string} value
   * @param {(text: string) => void} keep
   * @param {TextOptions} [options]
   */
  function text(label, value, keep, { area = false, mono = false, placeholder = "", list = [] } = {}) {
    const attributes = {
      class: `field${mono ? " mono" : ""}`,
      placeholder,
      spellcheck: String(area && !mono),
      autocomplete: "off",
    };
    const names = list.length > 0 ? `list-${++lists}` : null;
    const input = area ? el("textarea", attributes) : el("input", { ...attributes, list: names });
    input.defaultValue = value;
    const done = () => {
      if (input.value !== value) {
        value = input.value;
        input.defaultValue = value;
        keep(value);
      }
    };
    input.addEventListener("blur", () => {
      done();
      settle();
    });
    input.addEventListener("keydown", event => {
      const e = /** @type {KeyboardEvent} */ (event);
      e.stopPropagation();
      if (e.key === "Escape") input.value = value;
      if (e.key === "Escape" || (e.key === "Enter" && !area)) {
        done();
        leave();
      }
    });
    const offers =
      names &&
      el(
        "datalist",
        { id: names },
        list.map(v => el("option", { value: v })),
      );
    return el("label", null, label, input, offers);
  }

  /**
   * @template {string} V
   * @param {string} label
   * @param {V} value
   * @param {readonly (readonly [V, string])[]} options
   * @param {(value: V) => void} keep
   */
  function pick(label, value, options, keep) {
    const list = el(
      "select",
      { class: "field" },
      options.map(([v, title]) => el("option", { value: v, selected: v === value }, title)),
    );
    list.addEventListener("change", () => {
      keep(/** @type {V} */ (list.value));
      draw();
    });
    return el("label", null, label, list);
  }

  /**
   * @param {string} label
   * @param {boolean | undefined} on undefined when some are and some are not
   * @param {() => void} flip
   */
  function check(label, on, flip) {
    const box = el("input", {
      type: "checkbox",
      checked: on === true,
      onchange: () => {
        flip();
        draw();
      },
    });
    box.indeterminate = on === undefined;
    return el("label", { class: "check" }, box, label);
  }

  /**
   * The eight colours.
   * @param {string} label
   * @param {string} current
   * @param {(color: string) => void} keep
   */
  function colors(label, current, keep) {
    return el(
      "div",
      { class: "colors", role: "group", "aria-label": label },
      MODULE_COLORS.map(c =>
        el(
          "button",
          {
            type: "button",
            title: c,
            "aria-label": c,
            "aria-pressed": String(c === current),
            onclick: () => {
              keep(c);
              draw();
            },
          },
          el("i", { class: `swatch ${c}` }),
        ),
      ),
    );
  }

  return { form, text, pick, check, colors };
}
