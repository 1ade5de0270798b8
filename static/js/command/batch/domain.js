/** Types of the diagram's own. @module */

import { say } from "../../say.js";
import { set } from "./ops.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../command.js").Act} Act */

/**
 * Gives a type another name, also where columns name it.
 * @param {import("../../model/diagram.js").Diagram} diagram
 * @param {ID} id
 * @param {string} name
 * @returns {Act | null}
 */
export function renameDomain(diagram, id, name) {
  const domain = diagram.object(id, "domain");
  const clean = name.trim();
  if (!domain || clean === "" || clean === domain.props.name) return null;
  const old = domain.props.name.toLowerCase();
  const users = diagram.tables().flatMap(t => t.columns.filter(c => c.type.trim().toLowerCase() === old));
  return {
    label: say`Rename type ${domain.props.name}`,
    ops: [set(id, "domain", "name", clean), ...users.map(c => set(c.id, "column", "type", clean))],
    id,
  };
}
