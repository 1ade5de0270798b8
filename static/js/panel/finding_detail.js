/**
 * One finding in full: what, why, the rule's text, its fix before and after on the canvas
 * and in the DDL, and what one may do with it.
 * @module
 */

import { number, say } from "../say.js";
import { el, icon, severity } from "../element.js";
import { request } from "../request.js";
import { markOf } from "../state/findings.js";
import { shownDialect } from "./dialect.js";
import { dependencyLink } from "./dependency_link.js";
import { diff } from "./diff.js";
import { ignoreForm } from "./ignore_form.js";
import { ruleTexts } from "./rule_texts.js";

/** A fix is asked for when its finding is shown for so long, ms. */
const PAUSE = 80;

/** @typedef {import("../state/findings.js").Finding} Finding */
/** @typedef {{title: string, safe: boolean, ops: import("../types.js").Op[], also: string[], ddl: import("./diff.js").DiffLine[]}} FixPreview */

/**
 * @typedef {object} FindingDetail
 * @property {HTMLElement} element
 * @property {(act: import("../state/finding_list.js").Act) => void} act
 * @property {() => void} refresh the diagram has changed: what was fetched is stale
 * @property {() => void} end nothing more is drawn on the canvas
 */

/**
 * @param {import("../app.js").App} app
 * @param {Finding} f
 * @param {{changed: () => void}} host changed: the element may have another height
 * @returns {FindingDetail}
 */
export function findingDetail(app, f, { changed }) {
  let number = 0;
  /** @type {FixPreview | null} */
  let fix = null;
  let turn = 0;
  let stop = new AbortController();
  let before = false;
  let applying = false;
  const explain = el("div", { class: "explain", hidden: true });
  const preview = el("div", { class: "preview" });
  const footer = el("footer", null);
  const title = `finding-${f.fingerprint}`;
  const explainButton = el(
    "button",
    {
      type: "button",
      class: "link",
      "aria-expanded": "false",
      title: say("Explain (E)"),
      onclick: () => act("explain"),
    },
    say("Explain the rule"),
  );
  const element = el(
    "section",
    {
      class: "detail",
      tabindex: -1,
      "data-chosen": true,
      "data-testid": "finding-detail",
      "data-fingerprint": f.fingerprint,
      "data-rule": f.rule,
      "aria-labelledby": title,
    },
    el("header", null, severity(markOf(f)), el("h4", { id: title, lang: "en" }, f.message)),
    el(
      "div",
      { class: "meta" },
      tier(f),
      el(
        "a",
        { class: "chip", href: ruleURL(app, f), target: "_blank", title: say("The page on this rule") },
        `${f.rule} ${f.name}`,
      ),
      dependencyLink(app, f),
    ),
    el("div", { class: "why" }, f.evidence.length > 0 ? el("h5", null, say("Why we think so")) : null, explainButton),
    f.evidence.length > 0
      ? el(
          "ul",
          null,
          f.evidence.map(e => el("li", { lang: "en" }, icon("check", "ic small"), e)),
        )
      : null,
    explain,
    f.fixes.length > 1
      ? el(
          "select",
          {
            class: "field",
            "aria-label": say("Fix"),
            onchange: (/** @type {Event} */ e) => {
              number = Number(/** @type {HTMLSelectElement} */ (e.target).value);
              void load();
            },
          },
          f.fixes.map((x, i) => el("option", { value: i }, x.title)),
        )
      : null,
    preview,
    footer,
  );

  /**
   * @param {number} by
   * @param {string} name
   * @param {string} label
   */
  function step(by, name, label) {
    return el(
      "button",
      { type: "button", class: "icon-button", title: label, "aria-label": label, onclick: () => app.findings.step(by) },
      icon(name),
    );
  }

  /** What one may do; while a reason is being typed it stays as it is. */
  function drawFooter() {
    if (footer.querySelector("form")) return;
    footer.replaceChildren(
      ...(f.fixes.length > 0
        ? [
            el(
              "button",
              {
                type: "button",
                class: "btn primary",
                "data-testid": "fix",
                disabled: fix === null && !f.fixes[number]?.safe,
                title: say("Fix (F or Enter)"),
                onclick: () => act("apply"),
              },
              say("Fix"),
              el("kbd", null, "↵"),
            ),
          ]
        : []),
      el(
        "button",
        {
          type: "button",
          class: "btn",
          "data-testid": "ignore",
          title: say("Ignore (I)"),
          onclick: () => act("ignore"),
        },
        say("Ignore…"),
      ),
      el(
        "span",
        { class: "walk" },
        step(-1, "left", say("Previous finding (Shift+F8)")),
        el("span", null, say`${app.findings.placeOf(f.fingerprint) + 1} of ${app.findings.shown.length}`),
        step(1, "right", say("Next finding (F8)")),
      ),
    );
  }

  /** Fetches what the fix would do and shows it here and on the canvas. */
  async function load() {
    stop.abort();
    stop = new AbortController();
    const { signal } = stop;
    const mine = ++turn;
    fix = null;
    app.preview.clear();
    drawFooter();
    if (f.fixes.length === 0) return;
    // Who walks on at once asks for nothing.
    await new Promise(done => setTimeout(done, PAUSE));
    if (mine !== turn) return;
    try {
      const answer = await request(
        `${app.root}/findings/${f.fingerprint}/fixes/${number}?rule=${f.rule}&dialect=${shownDialect()}`,
        { signal },
      );
      if (mine !== turn) return;
      fix = answer;
    } catch (e) {
      if (mine !== turn) return;
      preview.replaceChildren(el("p", { class: "muted" }, /** @type {Error} */ (e).message));
      changed();
      return;
    }
    drawPreview();
    drawFooter();
    changed();
    if (applying) act("apply");
  }

  function drawPreview() {
    if (!fix) return;
    if (before) app.preview.clear();
    else app.preview.set(fix.ops);
    const side = (/** @type {string} */ text, /** @type {boolean} */ isBefore) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(before === isBefore),
          onclick: () => {
            before = isBefore;
            drawPreview();
          },
        },
        text,
      );
    const hadFocus = preview.contains(document.activeElement);
    preview.replaceChildren(
      ...(fix.safe
        ? []
        : [
            el(
              "p",
              { class: "unsafe" },
              severity("warning"),
              say("Look twice: on a database with rows this could lose data or be refused."),
            ),
          ]),
      el("h5", null, fix.title),
      fix.also.length > 0
        ? el("p", { class: "also" }, say`It brings more to light, which is mended with it: ${fix.also.join("; ")}.`)
        : "",
      el(
        "div",
        {
          class: "segments",
          role: "group",
          "aria-label": say("On the canvas"),
          title: say("Before and after on the canvas (P)"),
        },
        side(say("Before"), true),
        side(say("After"), false),
      ),
      diff(fix.ddl),
    );
    if (hadFocus) /** @type {HTMLElement | null} */ (preview.querySelector('[aria-pressed="true"]'))?.focus();
  }

  async function toggleExplain() {
    explain.hidden = !explain.hidden;
    explainButton.setAttribute("aria-expanded", String(!explain.hidden));
    if (!explain.hidden && explain.childElementCount === 0) {
      explain.append(el("p", { class: "muted" }, say("Loading…")));
      changed();
      try {
        const rule = (await ruleTexts()).find(r => r.code === f.rule);
        explain.replaceChildren(
          ...(rule
            ? [
                el("h5", null, say("What")),
                el("p", { lang: "en" }, rule.what),
                el("h5", null, say("Why it matters")),
                el("p", { lang: "en" }, rule.why),
                el("h5", null, say("How to mend it")),
                el("p", { lang: "en" }, rule.how),
                el(
                  "p",
                  null,
                  el("a", { href: ruleURL(app, f), target: "_blank" }, say`All about ${f.rule}, with an example`),
                ),
              ]
            : [el("p", null, say("This rule has no page."))]),
        );
        app.announce(explain.textContent ?? "");
      } catch (e) {
        explain.replaceChildren(el("p", { class: "muted" }, /** @type {Error} */ (e).message));
      }
    }
    changed();
  }

  function askReason() {
    if (footer.querySelector("form")) return;
    const back = () => {
      footer.replaceChildren();
      drawFooter();
      changed();
      element.focus({ preventScroll: true });
    };
    footer.replaceChildren(ignoreForm(app, f, back, end));
    changed();
    footer.querySelector("input")?.focus();
  }

  /** @param {import("../state/finding_list.js").Act} what */
  function act(what) {
    if (what === "explain") void toggleExplain();
    else if (what === "ignore") askReason();
    else if (what === "preview" && fix) {
      before = !before;
      drawPreview();
      app.announce(before ? say("Before the fix") : say("After the fix"));
    } else if (what === "apply") {
      if (!fix) {
        // It is on its way: done as soon as it is known, if it needs no look.
        applying = f.fixes[number]?.safe === true;
        return;
      }
      applying = false;
      const { title: label, ops } = fix;
      end();
      app.findings.close();
      app.submit(label, ops);
      app.announce(say`${label}: done`);
    }
  }

  function end() {
    turn++;
    stop.abort();
    app.preview.clear();
  }

  drawFooter();
  void load();
  return {
    element,
    act,
    end,
    refresh: () => {
      if (!footer.querySelector("form")) void load();
    },
  };
}

/**
 * The page on the finding's rule, which leads back here.
 * @param {import("../app.js").App} app
 * @param {Finding} f
 */
function ruleURL(app, f) {
  return `/rules/${f.name}?diagram=${app.diagram}`;
}

/** How sure findings are, in words. */
export const TIER_NAMES = { certain: say("certain"), likely: say("likely"), hint: say("hint") };

/** How sure a finding is: bars, the word and the score. @param {Finding} f */
export function tier(f) {
  return el(
    "span",
    { class: `tier ${f.tier}` },
    icon(`tier-${f.tier}`, ""),
    TIER_NAMES[f.tier],
    f.confidence < 1 ? el("b", null, number(f.confidence, 2)) : null,
  );
}
