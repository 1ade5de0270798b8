/**
 * What depends on what: the line to type a dependency, the columns to click on, what is
 * declared, what the keys say anyway, and what the linter suspects.
 * @module
 */

import { say } from "../say.js";
import { orderBehind, put, remove, set } from "../command/batch/ops.js";
import { el, icon, severity } from "../element.js";
import { readDependency, toggled, writeDependency } from "../model/dependency_line.js";
import { newID } from "../model/id.js";
import { lineField } from "./line_field.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./bench.js").Dependency} Dependency */

/** Rules whose findings suppose a dependency: the first column on the second. */
const SUPPOSE = ["N201", "N301"];

/**
 * @param {HTMLElement} element
 * @param {Bench} bench
 */
export function mountDeclared(element, bench) {
  /** ID of the dependency that is being edited, or "". */
  let editing = "";
  const field = lineField({
    columns: () => bench.subject()?.columns ?? [],
    changed: () => {
      sayHint("");
      refill(grid, drawColumns);
      drawButtons();
    },
    done: keep,
    leave: () => {
      if (field.text === "" && !editing) return false;
      editing = "";
      field.show("");
      draw();
      return true;
    },
  });
  const add = el("button", { type: "button", class: "btn primary", onclick: () => keep() }, say("Declare"));
  const hint = el("p", { id: "line-hint", class: "hint", role: "status" });
  const line = el("div", { class: "line" }, el("div", { class: "combo" }, field.input, field.list), add);
  const list = el("ul", { class: "dependencies", "aria-label": say("Declared dependencies") });
  const suspects = el("div", { class: "suspects" });
  const grid = el("table", { class: "columns" });
  element.append(line, hint, list, suspects, grid);

  const columns = () => bench.subject()?.columns ?? [];

  /** @param {string} problem */
  function sayHint(problem) {
    hint.textContent = problem || say("Type it, or click columns below. Tab takes a name, Enter declares.");
    hint.classList.toggle("wrong", problem !== "");
  }

  function keep() {
    const t = bench.subject();
    if (!t) return;
    const { from, to, comment, problem } = readDependency(columns(), field.text);
    if (problem) {
      sayHint(problem);
      field.input.focus();
      return;
    }
    if (editing) {
      bench.submit(say("Change dependency"), [
        set(editing, "dependency", "determinant", from),
        set(editing, "dependency", "dependent", to),
        set(editing, "dependency", "comment", comment),
      ]);
      editing = "";
    } else declare(from, to, comment);
    field.show("");
    field.input.focus();
    draw();
  }

  /**
   * @param {ID[]} from
   * @param {ID[]} to
   * @param {string} [comment]
   */
  function declare(from, to, comment = "") {
    const t = bench.subject();
    if (!t) return;
    bench.submit(say("Declare dependency"), [
      put("dependency", newID(), t.id, orderBehind(t.dependencies), { determinant: from, dependent: to, comment }),
    ]);
  }

  /**
   * @param {readonly ID[]} from
   * @param {readonly ID[]} to
   */
  const arrow = (from, to) =>
    el(
      "span",
      { class: "mono arrow" },
      bench.names(from),
      el("i", { "aria-label": say("decides") }, " → "),
      bench.names(to),
    );

  /**
   * Draws a part anew; a button that had the focus has it again.
   * @param {HTMLElement} part
   * @param {() => void} fill
   */
  function refill(part, fill) {
    const before = part.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : null;
    fill();
    if (before === null) return;
    const again = [...part.querySelectorAll("button")].find(b => b.getAttribute("aria-label") === before);
    again?.focus({ preventScroll: true });
  }

  function drawList() {
    const t = bench.subject();
    const items = (t?.dependencies ?? []).map(f => {
      const { determinant, dependent } = f.props;
      const broken = bench.analysis?.violations.find(
        v => within(v.from, determinant) && v.to.some(c => dependent.includes(c)),
      );
      const line = `${bench.names(determinant)} -> ${bench.names(dependent)}`;
      return el(
        "li",
        { "data-testid": "dependency", class: editing === f.id ? "on" : null },
        broken ? severity(broken.breaks === "BCNF" ? "info" : "warning") : icon("check", "ic small ok"),
        el(
          "span",
          { class: "said" },
          arrow(determinant, dependent),
          f.props.comment ? el("small", null, f.props.comment) : null,
        ),
        el(
          "button",
          { type: "button", class: "btn ghost", "aria-label": say`Edit ${line}`, onclick: () => edit(f.id) },
          say("Edit"),
        ),
        el(
          "button",
          {
            type: "button",
            class: "icon-button",
            title: say("Delete this dependency"),
            "aria-label": say`Delete ${line}`,
            onclick: () => {
              bench.submit(say("Delete dependency"), [remove(f.id)]);
              field.input.focus();
            },
          },
          icon("trash", "ic small"),
        ),
      );
    });
    if (items.length === 0) items.push(el("li", { class: "none" }, say("None is declared yet.")));
    list.replaceChildren(...items, ...keys());
  }

  /** What needs no declaring. */
  function keys() {
    const implied = (bench.analysis?.implied ?? []).map(f => bench.names(f.from)).reverse();
    if (implied.length === 0) return [];
    const one = implied.length === 1;
    return [
      el(
        "li",
        { class: "implied" },
        icon("key", "ic small"),
        el(
          "span",
          null,
          implied.flatMap((names, i) => [
            i > 0 ? say(" and ") : "",
            el("span", { class: "mono" }, one || !names.includes(", ") ? names : `(${names})`),
          ]),
          one ? say(" decides the whole row, as a key.") : say(" each decide the whole row, as keys."),
        ),
      ),
    ];
  }

  /** @param {ID} id */
  function edit(id) {
    const f = bench.subject()?.dependencies.find(d => d.id === id);
    if (!f) return;
    editing = id;
    field.show(writeDependency(columns(), f.props.determinant, f.props.dependent, f.props.comment));
    draw();
    field.input.focus();
  }

  /** What the linter supposes of this table and nothing says yet. */
  function drawSuspects() {
    const t = bench.subject();
    const here = new Set(t?.columns.map(c => c.id));
    const known = t?.dependencies ?? [];
    const shown = bench.derived.findings.flatMap(f => {
      if (!SUPPOSE.includes(f.rule)) return [];
      const [to, from] = f.objects.filter(o => o.kind === "column" && here.has(o.id ?? ""));
      if (!to?.id || !from?.id) return [];
      const pair = { from: [from.id], to: [to.id] };
      const said = known.some(k => within(k.props.determinant, pair.from) && within(pair.to, k.props.dependent));
      return said ? [] : [{ ...pair, why: f.message }];
    });
    suspects.replaceChildren(
      ...(shown.length > 0 ? [el("h3", null, say("Is this so? The linter supposes"))] : []),
      ...shown.map(s =>
        el(
          "div",
          { class: "suspect", "data-testid": "suspect" },
          el("div", null, arrow(s.from, s.to), el("small", null, s.why)),
          el(
            "button",
            {
              type: "button",
              class: "btn",
              "aria-label": say`Always so: ${bench.names(s.from)} decides ${bench.names(s.to)}`,
              onclick: () => {
                declare(s.from, s.to);
                /** @type {HTMLElement} */ (suspects.querySelector("button") ?? field.input).focus();
              },
            },
            icon("check", "ic small"),
            say("Always so"),
          ),
        ),
      ),
    );
  }

  function drawColumns() {
    const { from, to } = readDependency(columns(), field.text);
    const primes = new Set(bench.analysis?.primes);
    /**
     * @param {import("../model/diagram.js").Column} c
     * @param {"from" | "to"} side
     * @param {boolean} on
     */
    const mark = (c, side, on) =>
      el(
        "td",
        null,
        el(
          "button",
          {
            type: "button",
            "data-side": side,
            "data-column": c.id,
            "aria-pressed": String(on),
            "aria-label": side === "from" ? say`${c.name} decides` : say`${c.name} follows`,
            onclick: () => field.show(toggled(columns(), field.text, c.id, side)),
          },
          on ? (side === "from" ? "X" : "Y") : "",
        ),
      );
    grid.replaceChildren(
      el(
        "thead",
        null,
        el(
          "tr",
          null,
          el("th", { scope: "col" }, say("same")),
          el("th", { scope: "col" }, say("Column")),
          el("th", { scope: "col" }, say("always same")),
        ),
      ),
      el(
        "tbody",
        null,
        columns().map(c =>
          el(
            "tr",
            { "data-name": c.name },
            mark(c, "from", from.includes(c.id)),
            el(
              "th",
              { scope: "row" },
              c.pk
                ? icon("key", "ic small")
                : c.fk
                  ? icon("fk", "ic small")
                  : c.unique
                    ? icon("unique", "ic small")
                    : el("i", { class: "ic small" }),
              el("span", { class: "name" }, c.name),
              primes.has(c.id)
                ? el("abbr", { class: "chip", title: say("Prime: part of a candidate key") }, say("prime"))
                : null,
              el("span", { class: "mono muted type" }, c.type),
            ),
            mark(c, "to", to.includes(c.id)),
          ),
        ),
      ),
    );
  }

  function drawButtons() {
    add.textContent = editing ? say("Change") : say("Declare");
  }

  function draw() {
    const gone = editing && !bench.subject()?.dependencies.some(f => f.id === editing);
    if (gone) editing = "";
    refill(list, drawList);
    refill(suspects, drawSuspects);
    refill(grid, drawColumns);
    drawButtons();
  }

  bench.on("change", draw);
  bench.on("analysis", () => {
    refill(list, drawList);
    refill(grid, drawColumns);
  });
  bench.on("derived", () => refill(suspects, drawSuspects));
  sayHint("");
  draw();
  // Typing is what one came for; on a touch screen the keyboard would cover the page.
  if (!matchMedia("(pointer: coarse)").matches) field.input.focus();
}

/**
 * @param {readonly ID[]} part
 * @param {readonly ID[]} whole
 */
function within(part, whole) {
  return part.every(id => whole.includes(id));
}
