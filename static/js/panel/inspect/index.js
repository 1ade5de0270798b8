/** Indexes of a table: columns and expressions in order, unique, partial, with more columns. @module */

import { say } from "../../say.js";
import { orderBehind, put } from "../../command/batch/ops.js";
import { el } from "../../element.js";
import { newID } from "../../model/id.js";
import { METHODS, NULLS } from "../choice.js";
import { adder, columnList, swapped } from "./column_list.js";

/** @typedef {import("../../model/diagram.js").Table} Table */
/** @typedef {import("../../types.js").IndexPart} IndexPart */
/** @typedef {import("./kit.js").Kit} Kit */

/** Stands for an expression in the list of columns. */
const EXPRESSION = "()";

/**
 * @param {Kit} kit
 * @param {Table} table
 */
export function indexes(kit, table) {
  const add = () => {
    const column = table.columns.find(c => c.fk && !c.pk) ?? table.columns.find(c => !c.pk) ?? table.columns[0];
    if (!column) {
      kit.app.toast(say("An index is made of columns: add one first."));
      return;
    }
    const id = newID();
    kit.make(
      say`Add index to ${table.name}`,
      id,
      put("index", id, table.id, orderBehind(table.indexes), { parts: [{ column: column.id }] }),
    );
  };
  return kit.section(
    say("Indexes"),
    { label: say("Add an index"), run: add },
    table.indexes.map(x => index(kit, table, x)),
  );
}

/**
 * @param {Kit} kit
 * @param {Table} table
 * @param {Table["indexes"][number]} x
 */
function index(kit, table, x) {
  const p = x.props;
  const what = p.name ? say`index ${p.name}` : say`index of ${table.name}`;
  const own = kit.of("index", x.id, p, what);
  const keep = (/** @type {readonly IndexPart[]} */ parts) => {
    own.keep("parts", say("Change parts of %"), [...parts]);
    kit.draw();
  };
  return kit.item(
    x.id,
    "index",
    p.name || (p.unique ? say("Unique index") : say("Index")),
    `${p.parts.map(t => nameOf(kit, t)).join(", ")}${p.where ? " …" : ""}`,
    kit.form(
      el(
        "div",
        { class: "chosen", role: "group", "aria-label": say("Columns and expressions") },
        el("span", { class: "label" }, say("Columns and expressions, in order")),
        el(
          "ol",
          null,
          p.parts.map((t, i) => part(kit, x.id, p.parts, i, t, keep)),
        ),
        adder(
          say("Add to the index"),
          say("add a column …"),
          [...table.columns.map(c => /** @type {const} */ ([c.id, c.name])), [EXPRESSION, say("an expression")]],
          v =>
            keep([
              ...p.parts,
              v === EXPRESSION ? { expression: `lower(${table.columns[0]?.name ?? ""})` } : { column: v },
            ]),
        ),
      ),
      own.text("where", say("Only rows where"), say("Change condition of %"), {
        mono: true,
        placeholder: "deleted_at is null",
      }),
      el(
        "div",
        { class: "pair" },
        own.text("name", say("Name"), say("Rename %"), { mono: true, placeholder: say("named by the script") }),
        own.text("method", say("Method"), say("Change method of %"), {
          mono: true,
          placeholder: say("default"),
          list: METHODS,
        }),
      ),
      kit.check(say("Unique"), p.unique, () => {
        own.keep("unique", p.unique ? say("Remove unique of %") : say("Make unique of %"), !p.unique);
        kit.draw();
      }),
      columnList(kit, say("Stored along, not searched"), table, p.include, ids =>
        own.keep("include", say("Change stored columns of %"), ids),
      ),
    ),
    kit.actions(kit.button("trash", say("Delete index"), () => kit.remove(x.id), "ghost")),
  );
}

/**
 * One column or expression with how it is sorted.
 * @param {Kit} kit
 * @param {string} of the index
 * @param {readonly IndexPart[]} parts
 * @param {number} i
 * @param {IndexPart} p
 * @param {(parts: IndexPart[]) => void} keep
 */
function part(kit, of, parts, i, p, keep) {
  const name = nameOf(kit, p);
  const change = (/** @type {Partial<IndexPart>} */ more) =>
    keep(parts.map((q, n) => (n === i ? tidy({ ...q, ...more }) : q)));
  const key = `part ${i} of ${of}`;
  const unfolded = kit.isUnfolded(key);
  return el(
    "li",
    { "data-of": `${i}` },
    p.column
      ? el("span", { class: "name" }, name)
      : kit.text("", p.expression ?? "", v => change({ expression: v.trim() || p.expression || "" }), {
          mono: true,
          placeholder: "lower(email)",
        }),
    el(
      "button",
      {
        type: "button",
        class: "btn ghost sort",
        title: p.desc ? say("Sorted downwards") : say("Sorted upwards"),
        "aria-label": p.desc ? say`${name} is sorted downwards` : say`${name} is sorted upwards`,
        onclick: () => change({ desc: !p.desc }),
      },
      p.desc ? "desc" : "asc",
    ),
    kit.small("up", say`Move ${name} up`, () => keep(swapped(parts, i - 1)), i > 0),
    kit.small("x", say`Leave ${name} out`, () => keep(parts.filter((_, n) => n !== i)), parts.length > 1),
    kit.small("dots", say`NULLs, length and class of ${name}`, () => {
      kit.unfold(key, !unfolded);
      kit.draw();
    }),
    unfolded || p.nulls || p.length || p.class
      ? el(
          "div",
          { class: "pair" },
          kit.pick("NULLs", p.nulls ?? "", NULLS, v => change({ nulls: v })),
          kit.text(
            say("First … characters"),
            p.length ? String(p.length) : "",
            v => change({ length: Math.max(0, Math.trunc(Number(v)) || 0) }),
            { placeholder: "all" },
          ),
          kit.text(say("Operator class"), p.class ?? "", v => change({ class: v.trim() }), {
            mono: true,
            placeholder: say("default"),
          }),
        )
      : null,
  );
}

/**
 * Without what says nothing.
 * @param {IndexPart} p
 * @returns {IndexPart}
 */
const tidy = p => /** @type {IndexPart} */ (Object.fromEntries(Object.entries(p).filter(([, v]) => Boolean(v))));

/**
 * @param {Kit} kit
 * @param {IndexPart} p
 */
const nameOf = (kit, p) => p.expression || kit.names([p.column ?? ""]);
