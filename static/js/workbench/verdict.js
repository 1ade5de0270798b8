/**
 * What follows from the dependencies: the normal form and why, candidate keys, prime columns
 * and the minimal cover.
 * @module
 */

import { formName } from "./form_name.js";
import { say } from "../say.js";
import { el, icon, severity } from "../element.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./bench.js").Analysis} Analysis */

const FORMS = /** @type {const} */ (["1NF", "2NF", "3NF", "BCNF"]);

/** What each form asks for, for people who learn. */
const ASKS = {
  "1NF": say("One value in each cell"),
  "2NF": say("Nothing depends on a part of a key"),
  "3NF": say("Nothing else depends on what is no key"),
  BCNF: say("Not even parts of keys do"),
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
    const text = `${capital(formName(a.form))}. ${a.violations.map(v => v.reason).join(" ")}`;
    if (voice.textContent !== text) voice.textContent = text;
  }

  function draw() {
    const a = bench.analysis;
    element.setAttribute("aria-busy", String(bench.stale));
    if (!a) {
      element.replaceChildren(el("p", { class: "muted" }, bench.stale ? say("Working it out …") : ""));
      return;
    }
    if (!bench.stale) tell(a);
    element.replaceChildren(
      ladder(a),
      ...reasons(a),
      el("h3", null, a.keys.length === 1 ? say("Candidate key") : say("Candidate keys")),
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
            say`Only the first ${a.keys.length} are listed; there are more, so the form may be higher than said.`,
          ),
      el("h3", null, say("Prime columns")),
      el("p", { class: "mono" }, bench.names(a.primes) || "none"),
      el("h3", null, say("Minimal cover")),
      a.cover.length > 0
        ? el(
            "ul",
            { class: "cover" },
            a.cover.map(f => el("li", { class: "mono" }, bench.names(f.from), el("i", null, " → "), bench.names(f.to))),
          )
        : el("p", { class: "muted" }, say("Nothing depends on anything but itself: all columns together are the key.")),
      a.minimal
        ? ""
        : el("p", { class: "note" }, say("There was too much to look at: the cover may hold more than it must.")),
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
        capital(formName(a.form)),
        declared() ? null : el("small", { class: "muted" }, say(" as far as anybody has said")),
      ),
      el(
        "ol",
        { "aria-label": say("Normal forms") },
        FORMS.map((f, i) =>
          el(
            "li",
            {
              class: i <= reached ? "reached" : null,
              title: ASKS[f],
              "aria-label": `${f}: ${i <= reached ? say("reached") : say("not reached")}. ${ASKS[f]}`,
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
            ? say("Whatever decides something decides the whole row, so no fact is stored twice.")
            : say(
                "No dependency is declared, so nothing speaks against the highest form. Declare what you know of the data.",
              ),
        ),
      ];
    }
    return [
      el(
        "ul",
        { class: "reasons", "aria-label": say("What keeps it there") },
        a.violations.map(v =>
          el(
            "li",
            { "data-testid": "violation", "data-breaks": v.breaks },
            severity(v.breaks === "BCNF" ? "info" : "warning"),
            el(
              "span",
              null,
              el("span", { lang: "en" }, v.reason),
              el("small", { class: "muted" }, say` Breaks ${v.breaks}.`),
            ),
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
