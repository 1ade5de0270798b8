/** Primary and unique keys of a table. @module */

import { say } from "../../say.js";
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
      app.toast(say("A key is made of columns: add one first."));
      return;
    }
    const id = newID();
    const op = put("key", id, table.id, orderBehind(table.keys), { primary, columns: [column.id] });
    kit.make(
      primary ? say`Add primary key to ${table.name}` : say`Add unique key to ${table.name}`,
      id,
      ...withCards(app.store.diagram, table, [op]),
    );
  };
  return kit.section(
    say("Keys"),
    { label: table.primaryKey ? say("Add a unique key") : say("Add a primary key"), run: add },
    table.keys.map(k => {
      const what = k.props.primary ? say`primary key of ${table.name}` : say`unique key of ${table.name}`;
      const own = kit.of("key", k.id, k.props, what);
      // A table has one primary key: the one before becomes unique only.
      const others = table.keys.filter(o => o.props.primary && o.id !== k.id);
      return kit.item(
        k.id,
        k.props.primary ? "key" : "unique",
        k.props.name || (k.props.primary ? say("Primary key") : say("Unique")),
        kit.names(k.props.columns),
        kit.form(
          columnList(
            kit,
            say("Columns, in order"),
            table,
            k.props.columns,
            ids => own.keep("columns", say("Change columns of %"), ids),
            1,
          ),
          own.text("name", say("Name of the constraint"), say("Rename %"), {
            mono: true,
            placeholder: say("named by the script"),
          }),
          kit.check(say("Primary key"), k.props.primary, () =>
            app.submit(
              k.props.primary
                ? say`Make the key of ${table.name} unique only`
                : say`Make the key of ${table.name} primary`,
              withCards(app.store.diagram, table, [
                ...(k.props.primary ? [] : others.map(o => set(o.id, "key", "primary", false))),
                set(k.id, "key", "primary", !k.props.primary),
              ]),
            ),
          ),
        ),
        kit.actions(kit.button("trash", say("Delete key"), () => kit.remove(k.id), "ghost")),
      );
    }),
  );
}
