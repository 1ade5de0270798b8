/** A table or view. @module */

import { say } from "../../say.js";
import { el, icon } from "../../element.js";
import { counted } from "../../model/noun.js";
import { CARD_MAX_WIDTH, CARD_MIN_WIDTH, CARD_WIDTH } from "../../model/schema.js";
import { TABLE_KINDS } from "../choice.js";
import { checks } from "./check.js";
import { indexes } from "./index.js";
import { keys } from "./key.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("./kit.js").Kit} Kit */

/**
 * @param {Kit} kit
 * @param {ID} id
 */
export function table(kit, id) {
  const { app } = kit;
  const t = app.store.diagram.table(id);
  if (!t) return null;
  const own = kit.of("table", id, t.props, t.name);
  const isView = t.props.kind === "view";
  return [
    kit.head(t.name, `${titleOf(t.props.kind)}, ${counted(t.columns.length, "column")}`, isView ? "view" : "table"),
    kit.form(
      own.text("name", say("Name"), say("Rename table %"), { need: true }),
      own.text("comment", say("Comment"), say("Comment table %"), {
        area: true,
        placeholder: say("What is kept here?"),
      }),
      isView
        ? own.text("definition", say("Query"), say("Change query of %"), {
            area: true,
            mono: true,
            placeholder: "select id, name from users",
          })
        : null,
      el(
        "div",
        { class: "pair" },
        own.pick("kind", say("Kind"), TABLE_KINDS, say("Change kind of %")),
        belongs(kit, "module", say("Module"), t.props.module, v => own.keep("module", say("Move % to module"), v)),
        belongs(kit, "schema", say("Schema"), t.props.schema, v => own.keep("schema", say("Move % to schema"), v)),
        width(kit, t, v => own.keep("width", say("Change width of %"), v)),
      ),
      own.check(
        "pinned",
        say("Keeps its place when the diagram is tidied"),
        t.props.pinned ? say("Unpin %") : say("Pin %"),
      ),
    ),
    kit.section(
      say("Columns"),
      { label: say("Add a column"), run: () => app.view.editNewColumn(id) },
      el(
        "div",
        { class: "lines" },
        t.columns.map(c =>
          kit.link(
            c.id,
            c.pk ? "key" : c.fk ? "fk" : c.unique ? "unique" : "column",
            c.name,
            `${c.type}${c.notNull ? "" : "?"}`,
          ),
        ),
      ),
    ),
    isView ? null : keys(kit, t),
    isView && t.indexes.length === 0 ? null : indexes(kit, t),
    isView ? null : checks(kit, t),
    dependencies(kit, t),
    relationships(kit, t),
    kit.findings(id),
    kit.actions(
      isView
        ? null
        : el("a", { class: "btn", href: `${app.root}/workbench/${id}` }, icon("check"), say("Normal forms…")),
      kit.command("unpivot"),
      kit.button("copy", say("Duplicate"), () => app.run("duplicate")),
      kit.button("trash", isView ? say("Delete view") : say("Delete table"), () => app.run("delete")),
    ),
  ];
}

/** @param {import("../../types.js").TableKind} kind */
const titleOf = kind => TABLE_KINDS.find(([k]) => k === kind)?.[1] ?? say("Table");

/**
 * A list of the modules or schemas to belong to; nothing where there are none.
 * @param {Kit} kit
 * @param {"module" | "schema"} kind
 * @param {string} label
 * @param {ID} current
 * @param {(id: ID) => void} keep
 */
export function belongs(kit, kind, label, current, keep) {
  const all = kit.app.store.diagram.all(kind);
  if (all.length === 0) return null;
  return kit.pick(
    label,
    current,
    [["", kind === "schema" ? "default" : "none"], ...all.map(o => /** @type {const} */ ([o.id, o.props.name]))],
    keep,
  );
}

/**
 * @param {Kit} kit
 * @param {import("../../model/diagram.js").Table} t
 * @param {(width: number) => void} keep
 */
function width(kit, t, keep) {
  return kit.text(
    say("Width of the card"),
    t.props.width ? String(t.props.width) : "",
    v => {
      const w = Math.round(Number(v));
      if (v.trim() === "" || w === CARD_WIDTH) keep(0);
      else if (Number.isFinite(w)) keep(Math.max(CARD_MIN_WIDTH, Math.min(CARD_MAX_WIDTH, w)));
      kit.draw();
    },
    { placeholder: String(CARD_WIDTH) },
  );
}

/**
 * What was declared in the workbench.
 * @param {Kit} kit
 * @param {import("../../model/diagram.js").Table} t
 */
function dependencies(kit, t) {
  if (t.dependencies.length === 0) return null;
  return kit.section(
    say("Dependencies"),
    null,
    el(
      "div",
      { class: "lines" },
      t.dependencies.map(f =>
        el("p", { class: "mono" }, `${kit.names(f.props.determinant)} → ${kit.names(f.props.dependent)}`),
      ),
    ),
  );
}

/**
 * @param {Kit} kit
 * @param {import("../../model/diagram.js").Table} t
 */
function relationships(kit, t) {
  const d = kit.app.store.diagram;
  const lines = d.linesOf(t.id);
  if (lines.length === 0) return null;
  return kit.section(
    say("Relationships"),
    null,
    el(
      "div",
      { class: "lines" },
      lines.map(r => {
        const others = r.props.ends.filter(e => e.table !== t.id).map(e => d.table(e.table)?.name ?? "?");
        const child = r.props.ends[0]?.table === t.id;
        const columns = kit.names(r.props.pairs.map(p => (child ? p.from : p.to)));
        return kit.link(r.id, child ? "fk" : "relation", others.length > 0 ? others.join(", ") : "itself", columns);
      }),
    ),
  );
}
