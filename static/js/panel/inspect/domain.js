/** Types of the diagram's own: enumerations, and domains over another type. @module */

import { say } from "../../say.js";
import { renameDomain } from "../../command/batch/domain.js";
import { freeName, lastOrder, put, set } from "../../command/batch/ops.js";
import { newID } from "../../model/id.js";
import { typesOf } from "../../view/completion.js";
import { belongs } from "./table.js";

/** @typedef {import("./kit.js").Kit} Kit */

/** @param {Kit} kit */
export function domains(kit) {
  const d = kit.app.store.diagram;
  const all = d.all("domain");
  const add = () => {
    const id = newID();
    const name = freeName(
      "type",
      all.map(o => o.props.name),
    );
    kit.make(say("Add type"), id, put("domain", id, "", lastOrder(d, "domain"), { name, type: "text" }));
  };
  return kit.section(
    say("Types"),
    { label: say("Add an enumeration or a domain"), run: add },
    all.map(o => domain(kit, o)),
  );
}

/**
 * @param {Kit} kit
 * @param {import("../../model/diagram.js").Obj<"domain">} o
 */
function domain(kit, o) {
  const p = o.props;
  const own = kit.of("domain", o.id, p, p.name);
  const isEnum = p.values.length > 0;
  return kit.item(
    o.id,
    isEnum ? "list" : "tag",
    p.name,
    isEnum ? p.values.join(", ") : p.type,
    kit.form(
      kit.text(say("Name"), p.name, v => {
        kit.act(renameDomain(kit.app.store.diagram, o.id, v));
        kit.draw();
      }),
      kit.text(
        say("Values, one a line"),
        p.values.join("\n"),
        v => {
          const values = [...new Set(v.split("\n").map(x => x.trim()))].filter(x => x !== "");
          // An enumeration is a type by itself; without values it is one over another.
          kit.app.submit(say`Change values of ${p.name}`, [
            set(o.id, "domain", "values", values),
            set(o.id, "domain", "type", values.length > 0 ? "" : p.type || "text"),
          ]);
          kit.draw();
        },
        { area: true, placeholder: say("none: a domain over another type") },
      ),
      isEnum
        ? null
        : own.text("type", say("Over the type"), say("Change type of %"), {
            mono: true,
            placeholder: "text",
            list: typesOf(kit.app.store.diagram)
              .map(t => t.text)
              .filter(t => t !== p.name),
          }),
      isEnum
        ? null
        : own.text("check", say("Check"), say("Change check of %"), { mono: true, placeholder: "value ~ '@'" }),
      own.text("default", say("Default"), say("Change default of %"), { mono: true }),
      own.check("not_null", say("Not null"), say("Change NULL of %")),
      belongs(kit, "schema", say("Schema"), p.schema, v => own.keep("schema", say("Move % to schema"), v)),
      own.text("comment", say("Comment"), say("Comment type %"), { area: true }),
    ),
    kit.actions(kit.button("trash", say("Delete type"), () => kit.remove(o.id), "ghost")),
  );
}
