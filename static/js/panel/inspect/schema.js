/** Schemas: namespaces of tables and types. @module */

import { say } from "../../say.js";
import { freeName, lastOrder, put } from "../../command/batch/ops.js";
import { newID } from "../../model/id.js";
import { counted } from "../../model/noun.js";

/** @param {import("./kit.js").Kit} kit */
export function schemas(kit) {
  const d = kit.app.store.diagram;
  const all = d.all("schema");
  const add = () => {
    const id = newID();
    const name = freeName(
      "schema",
      all.map(s => s.props.name),
    );
    kit.make(say("Add schema"), id, put("schema", id, "", lastOrder(d, "schema"), { name }));
  };
  return kit.section(
    say("Schemas"),
    { label: say("Add a schema"), run: add },
    all.map(s => {
      const own = kit.of("schema", s.id, s.props, s.props.name);
      const tables = d.all("table").filter(t => t.props.schema === s.id).length;
      return kit.item(
        s.id,
        "folder",
        s.props.name,
        counted(tables, "table"),
        kit.form(
          own.text("name", say("Name"), say("Rename schema %"), { need: true }),
          own.text("comment", say("Comment"), say("Comment schema %"), { area: true }),
        ),
        kit.actions(kit.button("trash", say("Delete schema"), () => kit.remove(s.id), "ghost")),
      );
    }),
  );
}
