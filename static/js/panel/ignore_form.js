/**
 * Asks why a finding is fine, and until when.
 * @module
 */

import { say } from "../say.js";
import { put } from "../command/batch/ops.js";
import { el } from "../element.js";
import { newID } from "../model/id.js";
import { orderAt } from "../model/order.js";

/** @typedef {import("../state/findings.js").Finding} Finding */

/**
 * @param {import("../app.js").App} app
 * @param {Finding} f
 * @param {() => void} close
 * @param {() => void} done is called before the finding is ignored
 */
export function ignoreForm(app, f, close, done) {
  const reason = el("input", {
    class: "field",
    placeholder: say("Why is this fine?"),
    "aria-label": say("Reason for ignoring this finding"),
    required: true,
    maxlength: 500,
    autocomplete: "off",
  });
  const until = el("input", {
    class: "field",
    type: "date",
    min: today(),
    "aria-label": say("Last day, empty for ever"),
  });
  const form = el(
    "form",
    {
      class: "reason",
      "data-testid": "ignore-form",
      onsubmit: (/** @type {Event} */ e) => {
        e.preventDefault();
        const text = reason.value.trim();
        if (text === "") {
          reason.focus();
          return;
        }
        done();
        app.submit(say`Ignore ${f.rule}`, ignoreOps(app, f, text, until.value));
        app.announce(say("The finding is ignored."));
      },
    },
    reason,
    el("label", { class: "until" }, "until", until),
    el(
      "span",
      { class: "acts" },
      el("button", { class: "btn primary", type: "submit" }, say("Ignore")),
      el("button", { class: "btn", type: "button", onclick: close }, say("Cancel")),
    ),
  );
  form.addEventListener("keydown", e => {
    e.stopPropagation();
    if (e.key !== "Escape") return;
    e.preventDefault();
    close();
  });
  return form;
}

/**
 * @param {import("../app.js").App} app
 * @param {Finding} f
 * @param {string} reason
 * @param {string} until YYYY-MM-DD, or "" for ever
 */
function ignoreOps(app, f, reason, until) {
  const props = {
    rule: f.rule,
    object: f.objects[0]?.id ?? "",
    fingerprint: f.fingerprint,
    reason,
    ...(until ? { until } : {}),
  };
  return [put("ignore", newID(), "", orderAt(app.store.diagram.all("ignore").length), props)];
}

/** The day here, YYYY-MM-DD. */
export function today() {
  const d = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}
