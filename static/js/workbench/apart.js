/**
 * The table taken apart: the decompositions that are possible, each drawn, with what is lost
 * and the DDL that changes. Applying one is one batch, so one step to undo.
 * @module
 */

import { formName } from "./form_name.js";
import { say } from "../say.js";
import { el, icon, severity } from "../element.js";
import { counted } from "../model/noun.js";
import { diff } from "../panel/diff.js";
import { request } from "../request.js";
import { stored } from "../stored.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./bench.js").Analysis["ways"][number]} Way */
/** @typedef {{seq: number, title: string, ops: import("../types.js").Op[], tables: string[], notes: string[], ddl: import("../panel/diff.js").DiffLine[], more: number}} Plan */

/**
 * @param {HTMLElement} element
 * @param {Bench} bench
 */
export function mountApart(element, bench) {
  let form = "";
  let turn = 0;
  const body = el("div", { class: "plan" });

  function draw() {
    const ways = bench.analysis?.ways ?? [];
    element.setAttribute("aria-busy", String(bench.stale));
    body.inert = true; // what it offers is for dependencies that are no longer these
    if (!bench.analysis || bench.stale) return;
    turn++;
    if (ways.length === 0) {
      element.replaceChildren(
        el(
          "p",
          { class: "muted" },
          bench.analysis.violations.length === 0
            ? say("There is nothing to take apart.")
            : say("There is too much to look at for a decomposition that is surely right."),
        ),
      );
      return;
    }
    if (!ways.some(w => w.form === form)) form = ways[0]?.form ?? "";
    const only = ways.length === 1 ? ways[0] : undefined;
    element.replaceChildren(only ? sentence(only) : choice(ways), body);
    void load();
  }

  /** @param {Way} way */
  function sentence(way) {
    const also =
      way.form === "3NF" && way.reaches === "BCNF" ? say(" Here they are in Boyce-Codd normal form as well.") : "";
    return el("p", { class: "to" }, `${say`To ${formName(way.form)}: ${counted(way.parts, "table")}.`}${also}`);
  }

  /** @param {readonly Way[]} ways */
  function choice(ways) {
    return el(
      "div",
      { class: "seg", role: "group", "aria-label": say("To which normal form") },
      ways.map(w =>
        el(
          "button",
          {
            type: "button",
            "data-form": w.form,
            "aria-pressed": String(w.form === form),
            onclick: () => {
              form = w.form;
              draw();
              /** @type {HTMLElement | null} */ (element.querySelector(`[data-form="${form}"]`))?.focus();
            },
          },
          say`To ${w.form}`,
          el("small", null, counted(w.parts, "table")),
        ),
      ),
    );
  }

  async function load() {
    const mine = turn;
    const query = `form=${form}&dialect=${stored("dialect")}`;
    /** @type {Plan} */
    let plan;
    try {
      plan = await request(`${bench.root}/workbench/${bench.table}/decomposition?${query}`);
    } catch (e) {
      if (mine !== turn) return;
      body.replaceChildren(el("p", { class: "note" }, /** @type {Error} */ (e).message));
      body.inert = false;
      return;
    }
    if (mine !== turn) return;
    show(plan);
    body.inert = false;
  }

  /** @param {Plan} plan */
  function show(plan) {
    const way = bench.analysis?.ways.find(w => w.form === form);
    const lost = way?.lost ?? [];
    const remarks = [
      ...lost.map(
        f =>
          say`Lost: ${bench.names(f.from)} → ${bench.names(f.to)}. No single table could check it any more; stay in third normal form if it matters.`,
      ),
      ...plan.notes,
    ];
    const apply = el(
      "button",
      { type: "button", class: "btn big primary", "data-testid": "apply", onclick: () => void take(plan, apply) },
      say`Decompose into ${counted(plan.tables.length, "table")}`,
    );
    body.replaceChildren(
      el("div", { class: "picture" }, ...["light", "dark", "contrast"].map(theme => picture(plan, theme))),
      el(
        "div",
        { class: "what" },
        el(
          "p",
          null,
          lost.length === 0
            ? say(
                "Joined again, these tables give back exactly the rows of the old one, and every dependency is checked by a key.",
              )
            : say("Joined again, these tables give back exactly the rows of the old one."),
        ),
        remarks.length > 0
          ? el(
              "ul",
              { class: "remarks", "data-testid": "remarks" },
              remarks.map(r => el("li", null, severity("warning"), el("span", null, r))),
            )
          : null,
        el(
          "p",
          { class: "unsafe" },
          severity("info"),
          say("In a database that has rows already, they have to be moved along."),
        ),
        el("div", { class: "acts" }, apply, el("span", { class: "muted" }, say("One step; Ctrl+Z takes it back."))),
      ),
      el("div", { class: "script" }, el("h3", null, say("The DDL that changes")), diff(plan.ddl), more(plan.more)),
    );
  }

  /** @param {number} n */
  const more = n => (n > 0 ? el("p", { class: "muted" }, say`And ${counted(n, say("more line"))}.`) : null);

  /**
   * The picture of a theme, with a way to see it large; the style sheet shows one of them.
   * @param {Plan} plan
   * @param {string} theme
   */
  function picture(plan, theme) {
    const src = `${bench.root}/workbench/${bench.table}/decomposition.svg?form=${form}&theme=${theme}&v=${plan.seq}`;
    return el(
      "a",
      { class: theme, href: src, target: "_blank", title: say("Open the picture alone") },
      el("img", { loading: "lazy", alt: say`The parts: ${plan.tables.join(", ")}`, src }),
    );
  }

  /**
   * @param {Plan} plan
   * @param {HTMLButtonElement} button
   */
  async function take(plan, button) {
    button.disabled = true;
    if (!bench.submit(plan.title, plan.ops)) {
      button.disabled = false;
      return;
    }
    button.replaceChildren(icon("check"), say("Done"));
    await bench.saved();
    location.assign(bench.back);
  }

  bench.on("analysis", draw);
  draw();
}
