/** Conditions over the columns of a table. @module */

import { say } from "../../say.js";
import { orderBehind, put } from "../../command/batch/ops.js";
import { el } from "../../element.js";
import { newID } from "../../model/id.js";

/**
 * @param {import("./kit.js").Kit} kit
 * @param {import("../../model/diagram.js").Table} table
 */
export function checks(kit, table) {
  const fresh = `new check of ${table.id}`;
  const add = (/** @type {string} */ expression) => {
    kit.unfold(fresh, false);
    if (expression.trim() === "") return;
    const id = newID();
    kit.make(
      say`Add check to ${table.name}`,
      id,
      put("check", id, table.id, orderBehind(table.checks), { expression }),
    );
  };
  return kit.section(
    say("Checks"),
    {
      label: say("Add a check"),
      run() {
        kit.unfold(fresh, true);
        kit.draw(fresh);
      },
    },
    kit.isUnfolded(fresh)
      ? el(
          "div",
          { "data-of": fresh },
          kit.form(kit.text(say("Rows must meet"), "", add, { mono: true, placeholder: "ends_on >= starts_on" })),
        )
      : null,
    table.checks.map(c => {
      const own = kit.of(
        "check",
        c.id,
        c.props,
        c.props.name ? say`check ${c.props.name}` : say`check of ${table.name}`,
      );
      return kit.item(
        c.id,
        "check",
        c.props.name || say("Check"),
        c.props.expression,
        kit.form(
          own.text("expression", say("Rows must meet"), say("Change %"), {
            area: true,
            mono: true,
            need: true,
            placeholder: "ends_on >= starts_on",
          }),
          own.text("name", say("Name"), say("Rename %"), { mono: true, placeholder: say("named by the script") }),
        ),
        kit.actions(kit.button("trash", say("Delete check"), () => kit.remove(c.id), "ghost")),
      );
    }),
  );
}
