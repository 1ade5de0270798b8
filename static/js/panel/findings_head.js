/**
 * What stands above the list of findings: the score, numbers that filter, the search, and
 * what one may do with all.
 * @module
 */

import { TIER_NAMES } from "./finding_detail.js";
import { counted } from "../model/noun.js";
import { say } from "../say.js";
import { el, icon, severity } from "../element.js";
import { openMenu } from "../menu.js";
import { TIERS } from "../state/finding_list.js";
import { MARKS } from "../state/findings.js";

/** @typedef {import("../app.js").App} App */

/**
 * @param {App} app
 * @param {HTMLElement} score
 */
export function findingsHead(app, score) {
  const { findings } = app;
  const summary = el("div", { class: "summary" });
  const fixAll = el(
    "button",
    {
      type: "button",
      class: "btn",
      "data-testid": "fix-all-open",
      title: say("Fix all that is certain (Alt+Shift+F)"),
      onclick: () => app.run("fix-all"),
    },
    icon("wand"),
    say("Fix all certain "),
    el("b", null, ""),
  );
  const search = el("input", {
    type: "search",
    placeholder: say("Filter findings"),
    "aria-label": say("Filter findings"),
    autocomplete: "off",
    oninput: (/** @type {Event} */ e) => findings.filter({ text: /** @type {HTMLInputElement} */ (e.target).value }),
  });
  const more = el("div", { class: "more-filters", id: "more-filters", hidden: true });
  const filterButton = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      title: say("More filters and grouping"),
      "aria-label": say("More filters and grouping"),
      "aria-expanded": "false",
      "aria-controls": "more-filters",
      onclick: () => {
        more.hidden = !more.hidden;
        filterButton.setAttribute("aria-expanded", String(!more.hidden));
      },
    },
    icon("filter"),
  );
  const menuButton = el(
    "button",
    {
      type: "button",
      class: "icon-button",
      title: say("More"),
      "aria-label": say("More about findings"),
      "aria-haspopup": "menu",
      "data-testid": "findings-menu",
      onclick: () => openMenu(menuButton, menuOf(app)),
    },
    icon("dots"),
  );
  const element = el(
    "div",
    { class: "findings-head" },
    score,
    el("div", { class: "row" }, summary, el("span", { class: "grow" }), fixAll),
    el("div", { class: "row" }, el("label", { class: "search" }, icon("search"), search), filterButton, menuButton),
    more,
  );

  function draw() {
    const { counts } = findings;
    summary.replaceChildren(
      ...MARKS.map(mark =>
        toggle(
          [severity(mark), String(counts.marks[mark])],
          counted(counts.marks[mark], mark),
          counts.marks[mark],
          !findings.withoutMarks.has(mark),
          () => findings.filter({ withoutMarks: flipped(findings.withoutMarks, mark) }),
        ),
      ),
    );
    fixAll.hidden = counts.mendable === 0;
    const number = fixAll.querySelector("b");
    if (number) number.textContent = String(counts.mendable);
    if (search.value !== findings.text) search.value = findings.text;
    filterButton.classList.toggle("on", findings.onlySelection || findings.withoutTiers.size > 0);
    more.replaceChildren(
      el(
        "div",
        { class: "summary", role: "group", "aria-label": say("How sure") },
        TIERS.map(t =>
          toggle(
            [icon(`tier-${t}`, "bars"), TIER_NAMES[t], el("b", null, String(counts.tiers[t]))],
            `${counts.tiers[t]} ${TIER_NAMES[t]}`,
            counts.tiers[t],
            !findings.withoutTiers.has(t),
            () => findings.filter({ withoutTiers: flipped(findings.withoutTiers, t) }),
          ),
        ),
      ),
      el(
        "div",
        { class: "row" },
        el(
          "label",
          { class: "check" },
          el("input", {
            type: "checkbox",
            checked: findings.onlySelection,
            onchange: (/** @type {Event} */ e) =>
              findings.filter({ onlySelection: /** @type {HTMLInputElement} */ (e.target).checked }),
          }),
          say("Only what is selected"),
        ),
        el(
          "div",
          { class: "segments", role: "group", "aria-label": say("Group by") },
          /** @type {const} */ (["family", "table"]).map(g =>
            el(
              "button",
              {
                type: "button",
                "aria-pressed": String(findings.grouping === g),
                onclick: () => findings.filter({ grouping: g }),
              },
              g === "family" ? say("By family") : say("By table"),
            ),
          ),
        ),
      ),
    );
  }
  return { element, draw: keepingFocus(element, draw) };
}

/**
 * A button that is on or off, with what it counts.
 * @param {(Node | string)[]} content
 * @param {string} what
 * @param {number} n
 * @param {boolean} on
 * @param {() => void} flip
 */
function toggle(content, what, n, on, flip) {
  const title = `${what}: ${on ? say("shown, press to hide") : say("hidden, press to show")}`;
  return el(
    "button",
    { type: "button", "aria-pressed": String(on), "aria-label": what, title, disabled: n === 0, onclick: flip },
    ...content,
  );
}

/**
 * A set with one thing put in or taken out.
 * @template T
 * @param {ReadonlySet<T>} set
 * @param {T} x
 */
function flipped(set, x) {
  const next = new Set(set);
  if (!next.delete(x)) next.add(x);
  return next;
}

/**
 * Draws, and gives the focus back to the control in the same place.
 * @param {HTMLElement} element
 * @param {() => void} draw
 */
function keepingFocus(element, draw) {
  const controls = () => /** @type {HTMLElement[]} */ ([...element.querySelectorAll("button, input")]);
  return () => {
    const at = document.activeElement instanceof HTMLElement ? controls().indexOf(document.activeElement) : -1;
    draw();
    if (at >= 0 && !element.contains(document.activeElement)) controls()[at]?.focus({ preventScroll: true });
  };
}

/**
 * @param {App} app
 * @returns {import("../menu.js").Item[]}
 */
function menuOf(app) {
  return [
    { icon: "gear", label: say("What the linter looks for…"), run: () => app.run("lint-settings") },
    { icon: "doc", label: say("All rules"), run: () => app.run("lint-rules") },
    null,
    ...app.commands
      .filter(c => c.id.startsWith("download-findings-"))
      .map(c => ({ icon: "download", label: c.label, run: () => app.run(c.id) })),
  ];
}
