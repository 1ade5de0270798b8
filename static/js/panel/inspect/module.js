/** Modules: parts of the system that own tables. @module */

import { say } from "../../say.js";
import { lastOrder, put, set } from "../../command/batch/ops.js";
import { el } from "../../element.js";
import { newID } from "../../model/id.js";
import { counted } from "../../model/noun.js";
import { MODULE_COLORS } from "../../model/schema.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("./kit.js").Kit} Kit */

/** @param {Kit} kit */
export function modules(kit) {
  const d = kit.app.store.diagram;
  const all = d.all("module");
  return kit.section(
    say("Modules"),
    { label: say("Add a module"), run: () => addModule(kit, []) },
    all.map(m => {
      const own = kit.of("module", m.id, m.props, m.props.name);
      const tables = d.all("table").filter(t => t.props.module === m.id).length;
      const others = all.filter(o => o.id !== m.id);
      return kit.item(
        m.id,
        `swatch ${m.props.color}`,
        m.props.name,
        counted(tables, "table"),
        kit.form(
          own.text("name", say("Name"), say("Rename module %"), { need: true }),
          kit.colors(say`Colour of ${m.props.name}`, m.props.color, v => own.keep("color", say("Colour module %"), v)),
          own.text("comment", say("Comment"), say("Comment module %"), {
            area: true,
            placeholder: say("What is it in charge of?"),
          }),
          others.length > 0
            ? el(
                "fieldset",
                null,
                el("legend", null, say("May refer to tables of")),
                others.map(o =>
                  kit.check(o.props.name, m.props.allows.includes(o.id), () =>
                    own.keep(
                      "allows",
                      say("Change what % may refer to"),
                      m.props.allows.includes(o.id)
                        ? m.props.allows.filter(x => x !== o.id)
                        : [...m.props.allows, o.id],
                    ),
                  ),
                ),
              )
            : null,
        ),
        kit.actions(kit.button("trash", say("Delete module"), () => kit.remove(m.id), "ghost")),
      );
    }),
  );
}

/**
 * @param {Kit} kit
 * @param {readonly ID[]} tables that it is to own
 */
export function addModule(kit, tables) {
  const d = kit.app.store.diagram;
  const id = newID();
  const n = d.all("module").length;
  const color = MODULE_COLORS[n % MODULE_COLORS.length] ?? "azure";
  kit.make(
    say("Add module"),
    id,
    put("module", id, "", lastOrder(d, "module"), { name: say`Module ${n + 1}`, color }),
    ...tables.map(t => set(t, "table", "module", id)),
  );
}
