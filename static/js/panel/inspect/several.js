/** Several things at once: what they share can be changed for all of them. @module */

import { keysOf } from "../../command/keymap.js";
import { say } from "../../say.js";
import { boxesOf } from "../../command/batch/arrange.js";
import { notNullOps, toggleKey, toggleUnique, uniquesOf } from "../../command/batch/column.js";
import { set } from "../../command/batch/ops.js";
import { el } from "../../element.js";
import { counted } from "../../model/noun.js";
import { typesOf } from "../../view/completion.js";
import { TABLE_KINDS } from "../choice.js";
import { addModule } from "./module.js";
import { paint } from "./note.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Kind} Kind */
/** @typedef {import("./kit.js").Kit} Kit */

/** The value of a list where the things differ. */
const MIXED = "\u0000";

/**
 * @param {Kit} kit
 * @param {readonly ID[]} ids
 */
export function several(kit, ids) {
  const d = kit.app.store.diagram;
  const of = (/** @type {Kind} */ kind) => ids.filter(id => d.kind(id) === kind);
  const counts = /** @type {const} */ (["table", "column", "relationship", "note", "frame"])
    .map(k => [k, of(k).length])
    .filter(([, n]) => n)
    .map(([k, n]) => counted(Number(n), String(k)));
  return [
    kit.head(say`${ids.length} selected`, counts.join(", ")),
    columns(kit, of("column")),
    tables(kit, of("table")),
    colors(kit, [...of("note"), ...of("frame")]),
    arrange(kit),
    kit.actions(
      ...(ids.length === 2 && of("table").length === 2 ? [kit.command("relate"), kit.command("pivot")] : []),
      of("table").length > 0
        ? kit.button("module", say("New module of these"), () => addModule(kit, of("table")))
        : null,
      kit.button("copy", say("Duplicate"), () => kit.app.run("duplicate")),
      kit.button("trash", say("Delete all"), () => kit.app.run("delete")),
    ),
  ];
}

/**
 * @param {Kit} kit
 * @param {readonly ID[]} ids
 */
function tables(kit, ids) {
  if (ids.length === 0) return null;
  const { app } = kit;
  const d = app.store.diagram;
  const props = ids.flatMap(id => d.object(id, "table")?.props ?? []);
  /**
   * @param {"module" | "schema" | "kind"} name
   * @param {string} label
   * @param {readonly (readonly [string, string])[]} options
   */
  const list = (name, label, options) =>
    pick(kit, label, common(props.map(p => p[name])), options, v =>
      app.submit(
        say`Change ${label} of ${counted(ids.length, "table")}`,
        ids.map(id => set(id, "table", name, /** @type {any} */ (v))),
      ),
    );
  const of = (/** @type {"module" | "schema"} */ kind) =>
    d.all(kind).map(o => /** @type {const} */ ([o.id, o.props.name]));
  const pinned = common(props.map(p => p.pinned));
  return kit.form(
    el(
      "div",
      { class: "pair" },
      d.all("module").length > 0 ? list("module", say("Module"), [["", say("none")], ...of("module")]) : null,
      d.all("schema").length > 0 ? list("schema", say("Schema"), [["", say("default")], ...of("schema")]) : null,
      list("kind", say("Kind"), TABLE_KINDS),
    ),
    kit.check(say("Keep their places when the diagram is tidied"), pinned, () =>
      app.submit(
        pinned ? say`Unpin ${counted(ids.length, "table")}` : say`Pin ${counted(ids.length, "table")}`,
        ids.map(id => set(id, "table", "pinned", !pinned)),
      ),
    ),
  );
}

/**
 * @param {Kit} kit
 * @param {readonly ID[]} ids
 */
function columns(kit, ids) {
  if (ids.length === 0) return null;
  const { app } = kit;
  const d = app.store.diagram;
  const hits = ids.flatMap(id => d.column(id) ?? []);
  const count = counted(ids.length, "column");
  const [table] = hits.map(h => h.table);
  const one = hits.every(h => h.table === table);
  /**
   * @param {"type" | "default" | "check" | "collation" | "comment"} name
   * @param {string} label
   * @param {import("../field.js").TextOptions} options
   */
  const text = (name, label, options) => {
    const value = common(hits.map(h => h.column.object.props[name]));
    const mixed = value === undefined;
    return kit.text(
      label,
      value ?? "",
      v =>
        app.submit(
          say`Change ${label} of ${count}`,
          ids.map(id => set(id, "column", name, v.trim())),
        ),
      { ...options, ...(mixed ? { placeholder: say("several values") } : {}) },
    );
  };
  const free = hits.filter(h => !h.column.pk);
  const notNull = common(free.map(h => h.column.notNull));
  const pk = common(hits.map(h => h.column.pk));
  const uniques = table && one ? Object.values(uniquesOf(table, ids)).flat() : [];
  return kit.form(
    text("type", say("Type"), { mono: true, list: typesOf(d).map(t => t.text) }),
    el(
      "div",
      { class: "checks" },
      one ? kit.check(say("Primary key"), pk, () => kit.act(toggleKey(d, ids))) : null,
      free.length > 0
        ? kit.check(say("Not null"), notNull, () =>
            app.submit(
              notNull ? say`Allow NULL in ${count}` : say`Forbid NULL in ${count}`,
              notNullOps(
                d,
                free.map(h => h.column.id),
                !notNull,
              ),
            ),
          )
        : null,
      one ? kit.check(say("Unique together"), uniques.length > 0, () => kit.act(toggleUnique(d, ids))) : null,
    ),
    text("default", say("Default"), { mono: true }),
    text("check", say("Check"), { mono: true }),
    text("collation", say("Collation"), { mono: true }),
    text("comment", say("Comment"), { area: true }),
  );
}

/**
 * @param {Kit} kit
 * @param {readonly ID[]} ids notes and frames
 */
function colors(kit, ids) {
  if (ids.length === 0) return null;
  const d = kit.app.store.diagram;
  const current = common(ids.map(id => (d.object(id, "note") ?? d.object(id, "frame"))?.props.color ?? ""));
  const kinds = new Set(ids.map(id => d.kind(id)));
  const what = kinds.size === 1 ? counted(ids.length, String([...kinds][0])) : say`${ids.length} things`;
  const color = (/** @type {string} */ v) =>
    kit.app.submit(
      say`Colour ${what}`,
      ids.map(id => set(id, "note", "color", v)),
    );
  return paint(kit, current ?? "", color, say`Colour of ${what}`);
}

/**
 * The commands that put things in place, as buttons.
 * @param {Kit} kit
 */
function arrange(kit) {
  if (boxesOf(kit.app.store.diagram, kit.app.selection.ids).size < 2) return null;
  const list = kit.app.commands.filter(c => c.group === "Arrange" && c.icon && kit.app.enabled(c.id));
  const aligners = list.filter(c => /^(align|spread)-/.test(c.id));
  const tidiers = ["tidy-selection", "tidy-lines"].map(id => kit.command(id)).filter(b => b !== null);
  return kit.section(
    say("Arrange"),
    null,
    el(
      "div",
      { class: "arrange", role: "group", "aria-label": say("Align and space") },
      aligners.map(c => {
        const b = kit.small(c.icon ?? "", c.label, () => kit.app.run(c.id));
        b.title = `${c.label} (${keysOf(c.shortcuts?.[0] ?? "").join("+")})`;
        return b;
      }),
    ),
    kit.actions(...tidiers),
  );
}

/**
 * The value that all have, or undefined.
 * @template V
 * @param {readonly V[]} values
 * @returns {V | undefined}
 */
function common(values) {
  return values.every(v => v === values[0]) ? values[0] : undefined;
}

/**
 * A list that tells when the things differ.
 * @param {Kit} kit
 * @param {string} label
 * @param {string | undefined} value
 * @param {readonly (readonly [string, string])[]} options
 * @param {(value: string) => void} keep
 */
function pick(kit, label, value, options, keep) {
  const all = value === undefined ? [/** @type {const} */ ([MIXED, say("several")]), ...options] : options;
  return kit.pick(label, value ?? MIXED, all, v => v !== MIXED && keep(v));
}
