/** Primary and unique keys of a table. @module */

import { withCards } from "../../command/batch/follow.js";
import { orderBehind, put, set } from "../../command/batch/ops.js";
import { newID } from "../../model/id.js";
import { columnList } from "./column_list.js";

/** @typedef {import("../../model/diagram.js").Table} Table */

/**
 * @param {import("./kit.js").Kit} kit
 * @param {Table} table
 */
export function keys(kit, table) {
  const { app } = kit;
  const add = () => {
    const primary = !table.primaryKey;
    const taken = table.keys.filter(k => k.props.columns.length === 1).map(k => k.props.columns[0]);
    const column = table.columns.find(c => !taken.includes(c.id)) ?? table.columns[0];
    if (!column) {
      app.toast("A key is made of columns: add one first.");
      return;
    }
    const id = newID();
    const op = put("key", id, table.id, orderBehind(table.keys), { primary, columns: [column.id] });
    kit.make(
      `Add ${primary ? "primary" : "unique"} key to ${table.name}`,
      id,
      ...withCards(app.store.diagram, table, [op]),
    );
  };
  return kit.section(
    "Keys",
    { label: table.primaryKey ? "Add a unique key" : "Add a primary key", run: add },
    table.keys.map(k => {
      const what = `${k.props.primary ? "primary" : "unique"} key of ${table.name}`;
      const own = kit.of("key", k.id, k.props, what);
      // A table has one primary key: the one before becomes unique only.
      const others = table.keys.filter(o => o.props.primary && o.id !== k.id);
      return kit.item(
        k.id,
        k.props.primary ? "key" : "unique",
        k.props.name || (k.props.primary ? "Primary key" : "Unique"),
        kit.names(k.props.columns),
        kit.form(
          columnList(
            kit,
            "Columns, in order",
            table,
            k.props.columns,
            ids => own.keep("columns", "Change columns of %", ids),
            1,
          ),
          own.text("name", "Name of the constraint", "Rename %", { mono: true, placeholder: "named by the script" }),
          kit.check("Primary key", k.props.primary, () =>
            app.submit(
              k.props.primary ? `Make the key of ${table.name} unique only` : `Make the key of ${table.name} primary`,
              withCards(app.store.diagram, table, [
                ...(k.props.primary ? [] : others.map(o => set(o.id, "key", "primary", false))),
                set(k.id, "key", "primary", !k.props.primary),
              ]),
            ),
          ),
        ),
        kit.actions(kit.button("trash", "Delete key", () => kit.remove(k.id), "ghost")),
      );
    }),
  );
}
