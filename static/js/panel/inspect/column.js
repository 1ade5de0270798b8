/** A column. @module */

import { say } from "../../say.js";
import { toggleKey, toggleNull, toggleUnique } from "../../command/batch/column.js";
import { el, icon } from "../../element.js";
import { typesOf } from "../../view/completion.js";
import { IDENTITIES } from "../choice.js";

/** @typedef {import("../../types.js").ID} ID */

/**
 * @param {import("./kit.js").Kit} kit
 * @param {ID} id
 */
export function column(kit, id) {
  const { app } = kit;
  const d = app.store.diagram;
  const found = d.column(id);
  if (!found) return null;
  const { table, column: c } = found;
  const p = c.object.props;
  const own = kit.of("column", id, p, `${table.name}.${c.name}`);
  const lines = d.linesOf(table.id).filter(r => r.props.pairs.some(x => x.from === id || x.to === id));
  return [
    kit.head(c.name, say`Column of ${table.name}`, c.pk ? "key" : c.fk ? "fk" : "column"),
    kit.form(
      own.text("name", say("Name"), say("Rename column %"), { need: true }),
      own.text("type", say("Type"), say("Change type of %"), {
        mono: true,
        placeholder: "varchar(255)",
        list: typesOf(d).map(t => t.text),
      }),
      el(
        "div",
        { class: "checks" },
        kit.check(say("Primary key"), c.pk, () => kit.act(toggleKey(d, [id]))),
        c.pk
          ? el("span", { class: "check muted" }, icon("check", "ic small"), say("Never null, as a key"))
          : kit.check(say("Not null"), c.notNull, () => kit.act(toggleNull(d, [id]))),
        kit.check(say("Unique"), c.unique, () => kit.act(toggleUnique(d, [id]))),
      ),
      own.text("default", say("Default"), say("Change default of %"), { mono: true, placeholder: "0, 'draft', now()" }),
      own.pick("identity", say("Numbers itself"), IDENTITIES, say("Change numbering of %")),
      own.text("check", say("Check"), say("Change check of %"), { mono: true, placeholder: "price >= 0" }),
      own.text("generated", say("Generated as"), say("Change expression of %"), {
        mono: true,
        placeholder: "price * quantity",
      }),
      p.generated
        ? own.check("stored", say("Kept in the row, not computed on reading"), say("Change how % is kept"))
        : null,
      own.text("collation", say("Collation"), say("Change collation of %"), {
        mono: true,
        placeholder: say("of the database"),
      }),
      own.text("comment", say("Comment"), say("Comment column %"), {
        area: true,
        placeholder: say("What does it hold?"),
      }),
    ),
    lines.length > 0
      ? kit.section(
          say("Relationships"),
          null,
          el(
            "div",
            { class: "lines" },
            lines.map(r => {
              const pair = r.props.pairs.find(x => x.from === id || x.to === id);
              const child = pair?.from === id;
              const other = d.column((child ? pair?.to : pair?.from) ?? "");
              const what = `${child ? say("refers to") : say("referred to by")} ${other?.table.name ?? "?"}`;
              return kit.link(r.id, child ? "fk" : "relation", what, other?.column.name ?? "?");
            }),
          ),
        )
      : null,
    kit.findings(id),
    kit.actions(
      kit.button("table", say`Table ${table.name}`, () => app.run("reveal", { id: table.id })),
      kit.button("trash", say("Delete column"), () => app.run("delete")),
    ),
  ];
}
