/**
 * What the parts of the inspector are made of: fields that are bound to a property, heads,
 * sections, and things that unfold.
 * @module
 */

import { say } from "../../say.js";
import { withCards } from "../../command/batch/follow.js";
import { set } from "../../command/batch/ops.js";
import { removeThings } from "../../command/batch/remove.js";
import { isOffered } from "../../command/command.js";
import { el, icon, severity } from "../../element.js";
import { markOf } from "../../state/findings.js";
import { fieldsOf } from "../field.js";

/** @typedef {import("../../app.js").App} App */
/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../../element.js").Child} Child */
/** @typedef {ReturnType<typeof kitOf>} Kit */

/**
 * @template {import("../../types.js").Kind} K
 * @typedef {import("../../types.js").PropsOf[K]} Props
 */
/**
 * The properties of a kind that hold a value of a type.
 * @template {import("../../types.js").Kind} K
 * @template V
 * @typedef {{[P in keyof Props<K>]: Props<K>[P] extends V ? P : never}[keyof Props<K>] & string} Of
 */

/**
 * @param {App} app
 * @param {import("../field.js").Panel} panel
 */
export function kitOf(app, panel) {
  const fields = fieldsOf(panel);
  const { text, pick, check } = fields;
  /** What is unfolded. @type {Set<ID>} */
  const open = new Set();

  const isUnfolded = (/** @type {ID} */ id) => open.has(id);
  /** @param {ID} id @param {boolean} on */
  function unfold(id, on) {
    if (on) open.add(id);
    else open.delete(id);
  }

  /** @param {import("../../command/command.js").Act | null} act */
  const act = act => (act ? app.submit(act.label, act.ops) : false);

  /**
   * The operations on an object with what they say of foreign keys, when it is of a table.
   * @param {ID} id
   * @param {Op[]} ops
   */
  function follow(id, ops) {
    const d = app.store.diagram;
    const table = d.tableOf(id);
    return table ? withCards(d, table, ops) : ops;
  }

  /** @param {ID} id */
  function remove(id) {
    const gone = removeThings(app.store.diagram, [id]);
    if (gone) act({ ...gone, ops: follow(id, gone.ops) });
    panel.draw();
  }

  /**
   * Makes something, shows it unfolded and puts the focus into its first field.
   * @param {string} label
   * @param {ID} id
   * @param {...Op} ops
   */
  function make(label, id, ...ops) {
    unfold(id, true);
    app.submit(label, ops);
    panel.draw(id);
  }

  /**
   * Fields bound to the properties of an object. In the labels of acts, % stands for what
   * the object is called.
   * @template {import("../../types.js").Kind} K
   * @param {K} kind
   * @param {ID} id
   * @param {Readonly<Props<K>>} props
   * @param {string} what
   */
  function of(kind, id, props, what) {
    /**
     * @template {keyof Props<K> & string} P
     * @param {P} name
     * @param {string} title
     * @param {Props<K>[P]} value
     */
    const keep = (name, title, value) =>
      app.submit(
        title.replace("%", () => what || say("it")),
        follow(id, [set(id, kind, name, value)]),
      );
    return {
      keep,
      /**
       * @param {Of<K, string>} name
       * @param {string} label
       * @param {string} title
       * @param {import("../field.js").TextOptions & {need?: boolean}} [options] need: an empty text is not kept
       */
      text(name, label, title, options = {}) {
        return text(
          label,
          String(props[name]),
          v => {
            if (v.trim() === "" && options.need) panel.draw();
            else keep(name, title, /** @type {any} */ (options.area ? v : v.trim()));
          },
          options,
        );
      },
      /**
       * @param {Of<K, boolean>} name
       * @param {string} label
       * @param {string} title
       */
      check: (name, label, title) =>
        check(label, Boolean(props[name]), () => keep(name, title, /** @type {any} */ (!props[name]))),
      /**
       * @template {string} V
       * @param {Of<K, V>} name
       * @param {string} label
       * @param {readonly (readonly [V, string])[]} options
       * @param {string} title
       */
      pick: (name, label, options, title) =>
        pick(label, /** @type {V} */ (/** @type {unknown} */ (props[name])), options, v =>
          keep(name, title, /** @type {any} */ (v)),
        ),
    };
  }

  /**
   * @param {string} title
   * @param {string} [sub]
   * @param {string} [symbol]
   */
  const head = (title, sub, symbol) =>
    el(
      "div",
      { class: "head" },
      symbol ? icon(symbol) : null,
      el("div", null, el("h2", null, title || say("unnamed")), sub ? el("p", null, sub) : null),
    );

  /**
   * @param {string} symbol
   * @param {string} label told and shown as a hint
   * @param {() => void} run
   * @param {boolean} [enabled]
   */
  const small = (symbol, label, run, enabled = true) =>
    el(
      "button",
      { type: "button", class: "icon-button", title: label, "aria-label": label, disabled: !enabled, onclick: run },
      icon(symbol, "ic small"),
    );

  /**
   * A part of the panel with a heading, and a button that adds to it.
   * @param {string} title
   * @param {{label: string, run: () => void} | null} add
   * @param {...(Child | readonly Child[])} children
   */
  const section = (title, add, ...children) =>
    el(
      "section",
      { class: "part", "data-of": title },
      el("h3", null, title, add ? small("plus", add.label, add.run) : null),
      ...children,
    );

  /**
   * A line that unfolds into fields.
   * @param {ID} id
   * @param {string} symbol icon, or the swatch of a colour as "swatch azure"
   * @param {string} title
   * @param {string} detail code, or a count
   * @param {...(Child | readonly Child[])} body
   */
  function item(id, symbol, title, detail, ...body) {
    const box = el(
      "details",
      { class: "item", "data-of": id, open: open.has(id) },
      el(
        "summary",
        null,
        icon("right", "ic small turn"),
        symbol.startsWith("swatch") ? el("i", { class: symbol }) : icon(symbol, "ic small"),
        el("span", { class: "name" }, title),
        detail
          ? el("span", { class: symbol === "folder" || symbol.startsWith("swatch") ? "muted" : "mono muted" }, detail)
          : null,
      ),
      ...body,
    );
    // The toggle event comes later: what is drawn meanwhile would fold it again.
    box.querySelector("summary")?.addEventListener("click", () => unfold(id, !box.open));
    return box;
  }

  /**
   * @param {string} symbol
   * @param {string} label
   * @param {() => void} run
   * @param {string} [look] more classes
   */
  const button = (symbol, label, run, look = "") =>
    el("button", { type: "button", class: `btn ${look}`.trim(), onclick: run }, icon(symbol), label);

  /** @param {...Child} children */
  const actions = (...children) => el("div", { class: "actions" }, ...children);

  /**
   * A button that runs a command, named as the command is; nothing when it does not apply.
   * @param {string} id
   */
  function command(id) {
    const c = app.commands.find(x => x.id === id);
    return c && isOffered(app, c) ? button(c.icon ?? "right", c.label, () => app.run(id)) : null;
  }

  /**
   * A line that goes to another thing.
   * @param {ID} id
   * @param {string} symbol
   * @param {string} name
   * @param {string} [detail]
   */
  const link = (id, symbol, name, detail) =>
    el(
      "button",
      { type: "button", onclick: () => app.goTo(id) },
      icon(symbol, "ic small"),
      el("span", { class: "name" }, name),
      detail ? el("span", { class: "mono muted" }, detail) : null,
    );

  /** @param {readonly ID[]} ids */
  const names = ids => ids.map(id => app.store.diagram.column(id)?.column.name ?? "?").join(", ");

  /**
   * The findings about a thing.
   * @param {ID} id
   */
  function findings(id) {
    const list = app.derived.findingsOf(id);
    if (list.length === 0) return null;
    return section(
      say("Findings"),
      null,
      el(
        "div",
        { class: "lines" },
        list.map(f =>
          el(
            "button",
            { type: "button", lang: "en", onclick: () => app.findings.choose(f.fingerprint) },
            severity(markOf(f)),
            f.message,
          ),
        ),
      ),
    );
  }

  return {
    app,
    ...fields,
    isUnfolded,
    unfold,
    act,
    make,
    remove,
    draw: panel.draw,
    of,
    head,
    section,
    item,
    button,
    small,
    actions,
    command,
    link,
    names,
    findings,
  };
}
