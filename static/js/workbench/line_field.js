/**
 * The field in which a dependency is typed, with names of columns to choose from. Tab or
 * Enter takes the chosen name, Enter on a whole line hands it on, Esc lets go.
 * @module
 */

import { say } from "../say.js";
import { el, icon } from "../element.js";
import { completions, filled } from "../model/dependency_line.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/diagram.js").Column} Column */

/**
 * @typedef {object} Host
 * @property {() => readonly Column[]} columns
 * @property {() => void} changed the text is another one
 * @property {() => void} done Enter
 * @property {() => boolean} leave Esc; false when there was nothing to leave
 */

/** @param {Host} host */
export function lineField(host) {
  const input = el("input", {
    type: "text",
    id: "line",
    class: "field mono",
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": "line-choices",
    "aria-describedby": "line-hint",
    "aria-label": say("Dependency, such as customer_id -> customer_name"),
    placeholder: "customer_id -> customer_name",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
  const list = el("div", {
    id: "line-choices",
    class: "choices",
    role: "listbox",
    "aria-label": say("Columns"),
    hidden: true,
  });
  /** @type {ReturnType<typeof completions>} */
  let offer = { start: 0, end: 0, exact: false, choices: [] };
  let at = 0;

  function open() {
    offer = completions(host.columns(), input.value, input.selectionStart ?? input.value.length);
    // A name that is complete, and no other begins with it, needs no list.
    const shown = offer.choices.length > 0 && !(offer.exact && offer.choices.length === 1);
    at = 0;
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (!shown) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    const byID = new Map(host.columns().map(c => [c.id, c]));
    list.replaceChildren(
      ...offer.choices.map((choice, i) => {
        const c = /** @type {Column} */ (byID.get(choice.id));
        return el(
          "div",
          {
            role: "option",
            class: "option",
            id: `line-choice-${i}`,
            "aria-selected": "false",
            onpointerdown: (/** @type {Event} */ e) => {
              e.preventDefault();
              at = i;
              take();
            },
          },
          icon(c.pk ? "key" : c.fk ? "fk" : "column", "ic small"),
          el("span", { class: "grow" }, c.name),
          el("span", { class: "mono muted" }, c.type),
        );
      }),
    );
    mark(0);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} i */
  function mark(i) {
    at = i;
    for (const [n, o] of [...list.children].entries()) o.setAttribute("aria-selected", String(n === i));
    input.setAttribute("aria-activedescendant", `line-choice-${i}`);
    list.children[i]?.scrollIntoView({ block: "nearest" });
  }

  function take() {
    const choice = offer.choices[at];
    if (!choice) return;
    const next = filled(input.value, offer, choice);
    input.value = next.text;
    input.setSelectionRange(next.caret, next.caret);
    close();
    host.changed();
  }

  input.addEventListener("input", () => {
    open();
    host.changed();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", e => {
    if (e.isComposing) return;
    const listed = !list.hidden;
    const n = offer.choices.length;
    if (listed && e.key === "ArrowDown") mark((at + 1) % n);
    else if (listed && e.key === "ArrowUp") mark((at + n - 1) % n);
    else if (listed && e.key === "Tab" && !e.shiftKey) take();
    else if (listed && e.key === "Escape") close();
    else if (listed && e.key === "Enter" && !offer.exact) take();
    else if (e.key === "Enter") {
      close();
      host.done();
    } else if (!listed && e.key === "ArrowDown") open();
    else if (e.key === "Escape") {
      close();
      if (!host.leave()) input.blur();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  });

  return {
    input,
    list,
    get text() {
      return input.value;
    },
    /** @param {string} text */
    show(text) {
      input.value = text;
      close();
      host.changed();
    },
  };
}
