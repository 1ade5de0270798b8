/**
 * What the linter looks for in this diagram: a preset, and the level of each rule. Every
 * change is an ordinary edit: it is undone like any other, and everybody sees it.
 * @module
 */

import { familyName } from "../model/family_name.js";
import { LEVELS } from "../model/level_name.js";
import { say } from "../say.js";
import { set } from "../command/batch/ops.js";
import { el, icon, severity } from "../element.js";
import { wordFields } from "./lint_words.js";
import { ruleTexts } from "./rule_texts.js";

/** @typedef {import("../app.js").App} App */
/** @typedef {import("./rule_texts.js").RuleText} RuleText */
/** @typedef {import("../types.js").LintSettings} LintSettings */

/** @type {readonly [string, string, string][]} */
const PRESETS = [
  ["recommended", say("Recommended"), say("Every rule at its usual level.")],
  ["strict", say("Strict"), say("One level up: remarks become warnings, warnings errors.")],
  ["teaching", say("Teaching"), say("What rests on names alone is never an error.")],
];

/** @param {App} app */
export function openLintSettings(app) {
  if (document.querySelector("dialog.sheet")) return;
  let text = "";
  let onlyChanged = false;
  /** @type {readonly RuleText[]} */
  let rules = [];
  const presets = el("div", { class: "presets", role: "radiogroup", "aria-label": say("Preset") });
  const list = el("div", { class: "rule-levels" }, el("p", { class: "nothing" }, say("Loading the rules…")));
  const words = el(
    "details",
    { class: "own-words" },
    el("summary", null, icon("right", "ic small"), say("Words of your own")),
  );
  const status = el("p", { class: "muted", role: "status" });
  const search = el("input", {
    type: "search",
    placeholder: say("Search rules"),
    "aria-label": say("Search rules"),
    autocomplete: "off",
    oninput: (/** @type {Event} */ e) => {
      text = /** @type {HTMLInputElement} */ (e.target).value.toLowerCase();
      draw();
    },
  });
  const changed = el("input", {
    type: "checkbox",
    onchange: (/** @type {Event} */ e) => {
      onlyChanged = /** @type {HTMLInputElement} */ (e.target).checked;
      draw();
    },
  });
  const reset = el(
    "button",
    { type: "button", class: "btn", onclick: () => save(say("Reset the linter's settings"), {}) },
    icon("undo"),
    say("Reset all"),
  );
  const dialog = el(
    "dialog",
    { class: "sheet lint-settings", "aria-labelledby": "lint-settings-title", "data-testid": "lint-settings" },
    el(
      "header",
      null,
      el("h2", { id: "lint-settings-title" }, say("What the linter looks for")),
      el("button", { type: "button", class: "btn", onclick: () => dialog.close() }, say("Done")),
    ),
    presets,
    words,
    el(
      "div",
      { class: "tools" },
      el("label", { class: "search" }, icon("search"), search),
      el("label", { class: "check" }, changed, say("Only changed")),
      reset,
    ),
    status,
    list,
  );
  dialog.addEventListener("keydown", e => e.stopPropagation());
  dialog.addEventListener("click", e => {
    if (e.target === dialog) dialog.close();
  });
  const stops = [app.on("change", draw), app.on("derived", draw)];
  dialog.addEventListener("close", () => {
    for (const stop of stops) stop();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  search.focus();
  draw();
  ruleTexts().then(
    r => {
      rules = r;
      draw();
    },
    e => list.replaceChildren(el("p", { class: "unsafe", role: "alert" }, severity("error"), e.message)),
  );

  /** @returns {LintSettings} */
  function settings() {
    return app.store.diagram.settings.lint;
  }

  /**
   * @param {string} label
   * @param {LintSettings} value
   */
  function save(label, value) {
    app.submit(label, [set("diagram", "diagram", "lint", value)]);
    draw();
  }

  /**
   * @param {RuleText} rule
   * @param {string} level "" for the usual one
   */
  function setLevel(rule, level) {
    const { levels: own, ...rest } = settings();
    const { [rule.code]: _, [rule.name]: __, ...levels } = own ?? {};
    if (level !== "") levels[rule.code] = level;
    save(
      level === "off" ? say`Switch off ${rule.code}` : say`Set the level of ${rule.code}`,
      Object.keys(levels).length > 0 ? { ...rest, levels } : rest,
    );
  }

  /**
   * @param {RuleText} rule
   * @param {string} name
   * @param {number | null} value null for the usual one
   */
  function setThreshold(rule, name, value) {
    const { thresholds: own, ...rest } = settings();
    const { [rule.code]: byCode, [rule.name]: byName, ...others } = own ?? {};
    const { [name]: _, ...numbers } = { ...byName, ...byCode };
    if (value !== null) numbers[name] = value;
    const thresholds = Object.keys(numbers).length > 0 ? { ...others, [rule.code]: numbers } : others;
    save(say`Set ${name} of ${rule.code}`, Object.keys(thresholds).length > 0 ? { ...rest, thresholds } : rest);
  }

  function draw() {
    const own = settings();
    const focus = document.activeElement;
    const key = focus instanceof HTMLElement ? focus.dataset.key : undefined;
    presets.replaceChildren(
      ...PRESETS.map(([value, title, what]) =>
        el(
          "label",
          null,
          el("input", {
            type: "radio",
            name: "lint-preset",
            value,
            "data-key": value,
            checked: (own.preset || "recommended") === value,
            onchange: () => {
              const { preset: _, ...rest } = settings();
              save(say`Choose the preset ${value}`, value === "recommended" ? rest : { ...rest, preset: value });
            },
          }),
          el("span", null, el("b", null, title), el("small", null, what)),
        ),
      ),
    );
    reset.disabled = Object.values(own).every(v => !v || Object.keys(v).length === 0);
    if (!words.contains(document.activeElement)) {
      words.querySelector(".words")?.remove();
      words.append(
        wordFields(own.dictionaries ?? {}, dictionaries => {
          const { dictionaries: _, ...rest } = settings();
          save(say("Set words of the linter"), dictionaries ? { ...rest, dictionaries } : rest);
        }),
      );
    }
    if (rules.length > 0) drawRules(own);
    if (key) /** @type {HTMLElement | null} */ (dialog.querySelector(`[data-key="${key}"]`))?.focus();
  }

  /** @param {LintSettings} own */
  function drawRules(own) {
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const f of app.derived.findings) found.set(f.rule, (found.get(f.rule) ?? 0) + 1);
    const words = text.split(/\s+/).filter(Boolean);
    const shown = rules.filter(r => {
      if (onlyChanged && !levelOf(own, r) && Object.keys(numbersOf(own, r)).length === 0) return false;
      const all =
        `${r.code} ${r.name} ${r.name.replaceAll("-", " ")} ${r.family} ${familyName(r.family)} ${r.what}`.toLowerCase();
      return words.every(w => all.includes(w));
    });
    const off = rules.filter(r => (levelOf(own, r) || usualLevel(r, own.preset ?? "")[0]) === "off").length;
    status.textContent =
      off > 0
        ? say`${shown.length} of ${rules.length} rules, ${off} switched off`
        : say`${shown.length} of ${rules.length} rules`;
    const scroll = list.scrollTop;
    list.replaceChildren(
      ...[...new Set(shown.map(r => r.family))].map(family =>
        el(
          "section",
          { "aria-label": familyName(family) },
          el("h3", null, familyName(family)),
          shown.filter(r => r.family === family).map(r => row(r, own, found.get(r.code) ?? 0)),
        ),
      ),
      ...(shown.length === 0 ? [el("p", { class: "nothing" }, say("No rule has these words."))] : []),
    );
    list.scrollTop = scroll;
  }

  /**
   * @param {RuleText} r
   * @param {RuleText["thresholds"][number]} t
   * @param {number | undefined} value
   */
  function threshold(r, t, value) {
    return el(
      "label",
      { class: "threshold" },
      el("input", {
        class: "field",
        type: "number",
        min: 0,
        max: 1_000_000,
        value: value ?? "",
        placeholder: t.default,
        "data-key": `${r.code}.${t.name}`,
        "aria-label": say`${t.name} of ${r.code}`,
        onchange: (/** @type {Event} */ e) => {
          const input = /** @type {HTMLInputElement} */ (e.target);
          if (!input.reportValidity()) return;
          setThreshold(r, t.name, input.value === "" ? null : Math.round(input.valueAsNumber));
        },
      }),
      el("small", null, el("code", null, t.name), " ", t.what),
    );
  }

  /**
   * @param {RuleText} r
   * @param {LintSettings} own
   * @param {number} found
   */
  function row(r, own, found) {
    const level = levelOf(own, r);
    const numbers = numbersOf(own, r);
    const [usual, why] = usualLevel(r, own.preset ?? "");
    return el(
      "div",
      { class: `rule-level${(level || usual) === "off" ? " off" : ""}${level ? " changed" : ""}`, "data-rule": r.code },
      (level || usual) === "off" ? icon("mute") : severity(level || usual),
      el(
        "div",
        null,
        el(
          "a",
          { href: `/rules/${r.name}?diagram=${app.diagram}`, target: "_blank" },
          el("code", null, r.code),
          " ",
          r.name,
        ),
        el("small", { lang: "en" }, r.what),
        level
          ? el(
              "small",
              { class: "why" },
              level === "off"
                ? say("Off, because this diagram's settings say so. ")
                : say`Set to ${LEVELS[level]} in this diagram; usually ${LEVELS[usual]}. `,
              el("button", { type: "button", class: "link", onclick: () => setLevel(r, "") }, say("Back to usual")),
            )
          : why
            ? el("small", { class: "why" }, why)
            : null,
        r.thresholds.map(t => threshold(r, t, numbers[t.name])),
      ),
      el("span", { class: "number", title: say`${found} found now` }, found > 0 ? String(found) : ""),
      el(
        "select",
        {
          class: "field",
          "data-key": r.code,
          "aria-label": say`Level of ${r.code} ${r.name}`,
          onchange: (/** @type {Event} */ e) => setLevel(r, /** @type {HTMLSelectElement} */ (e.target).value),
        },
        el("option", { value: "", selected: level === "" }, say`usual: ${LEVELS[usual]}`),
        Object.entries(LEVELS).map(([v, title]) => el("option", { value: v, selected: level === v }, title)),
      ),
    );
  }
}

/**
 * The level that the settings give a rule, by code or name; "" for none.
 * @param {LintSettings} own
 * @param {RuleText} r
 */
function levelOf(own, r) {
  return own.levels?.[r.code] ?? own.levels?.[r.name] ?? "";
}

/**
 * The numbers that the settings give a rule.
 * @param {LintSettings} own
 * @param {RuleText} r
 * @returns {Record<string, number>}
 */
function numbersOf(own, r) {
  return { ...own.thresholds?.[r.name], ...own.thresholds?.[r.code] };
}

/**
 * The level of a rule that is not set, and why it is another one than the rule's own.
 * @param {RuleText} r
 * @param {string} preset
 * @returns {[string, string]}
 */
function usualLevel(r, preset) {
  if (r.pedantic && preset !== "strict")
    return ["off", say("Off, because it is pedantic: it runs under the preset strict, or when you set its level.")];
  if (preset !== "strict" || r.severity === "error") return [r.severity, ""];
  const raised = r.severity === "info" ? "warning" : "error";
  return [raised, say`Raised from ${LEVELS[r.severity]} by the preset strict.`];
}
