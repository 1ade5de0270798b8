/**
 * What follows from the dependencies: the normal form and why, candidate keys, prime columns
 * and the minimal cover.
 * @module
 */

import { el, icon, severity } from "../element.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./bench.js").Analysis} Analysis */

const FORMS = /** @type {const} */ (["1NF", "2NF", "3NF", "BCNF"]);

/** What each form asks for, for people who learn. */
const ASKS = {
  "1NF": "One value in each cell",
  "2NF": "Nothing depends on a part of a key",
  "3NF": "Nothing else depends on what is no key",
  BCNF: "Not even parts of keys do",
};

/**
 * @param {HTMLElement} element
 * @param {Bench} bench
 */
export function mountVerdict(element, bench) {
  const voice = el("p", { class: "visually-hidden", role: "status" });
  element.after(voice);

  /** Tells people who do not see the page when the form is another one. @param {Analysis} a */
  function tell(a) {
    const text = `${capital(a.title)}. ${a.violations.map(v => v.reason).join(" ")}`;
    if (voice.textContent !== text) voice.textContent = text;
  }

  function draw() {
    const a = bench.analysis;
    element.setAttribute("aria-busy", String(bench.stale));
    if (!a) {
      element.replaceChildren(el("p", { class: "muted" }, bench.stale ? "Working it out …" : ""));
      return;
    }
    if (!bench.stale) tell(a);
    element.replaceChildren(
      ladder(a),
      ...reasons(a),
      el("h3", null, a.keys.length === 1 ? "Candidate key" : "Candidate keys"),
      el(
        "p",
        { class: "chips" },
        a.keys.map(k =>
          el(
            "span",
            { class: "chip mono", "data-testid": "candidate-key" },
            icon("key", "ic small"),
            bench.names(k) || "none",
          ),
        ),
      ),
      a.all_keys
        ? ""
        : el(
            "p",
            { class: "note" },
            `Only the first ${a.keys.length} are listed; there are more, so the form may be higher than said.`,
          ),
      el("h3", null, "Prime columns"),
      el("p", { class: "mono" }, bench.names(a.primes) || "none"),
      el("h3", null, "Minimal cover"),
      a.cover.length > 0
        ? el(
            "ul",
            { class: "cover" },
            a.cover.map(f => el("li", { class: "mono" }, bench.names(f.from), el("i", null, " → "), bench.names(f.to))),
          )
        : el("p", { class: "muted" }, "Nothing depends on anything but itself: all columns together are the key."),
      a.minimal
        ? ""
        : el("p", { class: "note" }, "There was too much to look at: the cover may hold more than it must."),
    );
  }

  const declared = () => (bench.subject()?.dependencies.length ?? 0) > 0;

  /** @param {Analysis} a */
  function ladder(a) {
    const reached = FORMS.indexOf(a.form);
    return el(
      "div",
      { class: "ladder" },
      el(
        "p",
        { class: "form", "data-testid": "normal-form", "data-form": a.form },
        capital(a.title),
        declared() ? null : el("small", { class: "muted" }, " as far as anybody has said"),
      ),
      el(
        "ol",
        { "aria-label": "Normal forms" },
        FORMS.map((f, i) =>
          el(
            "li",
            {
              class: i <= reached ? "reached" : null,
              title: ASKS[f],
              "aria-label": `${f}: ${i <= reached ? "reached" : "not reached"}. ${ASKS[f]}`,
            },
            i <= reached ? icon("check", "ic small") : icon("x", "ic small"),
            f,
          ),
        ),
      ),
    );
  }

  /** @param {Analysis} a */
  function reasons(a) {
    if (a.violations.length === 0) {
      return [
        el(
          "p",
          { class: "reason fine" },
          declared()
            ? "Whatever decides something decides the whole row, so no fact is stored twice."
            : "No dependency is declared, so nothing speaks against the highest form. Declare what you know of the data.",
        ),
      ];
    }
    return [
      el(
        "ul",
        { class: "reasons", "aria-label": "What keeps it there" },
        a.violations.map(v =>
          el(
            "li",
            { "data-testid": "violation", "data-breaks": v.breaks },
            severity(v.breaks === "BCNF" ? "info" : "warning"),
            el("span", null, v.reason, el("small", { class: "muted" }, ` Breaks ${v.breaks}.`)),
          ),
        ),
      ),
    ];
  }

  bench.on("analysis", draw);
  bench.on("change", draw);
  draw();
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
