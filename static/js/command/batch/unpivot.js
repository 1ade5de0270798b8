/**
 * A pivot table back as the many-to-many line that it stands for. Its own columns become
 * attributes of the line. One undo step.
 * @module
 */

import { say } from "../../say.js";
import { newID } from "../../model/id.js";
import { isForeignKey } from "../../model/relationship.js";
import { lastOrder, put } from "./ops.js";
import { removeThings } from "./remove.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../command.js").Act} Act */

/**
 * The two foreign keys of a pivot table, or null: others refer to it, or it refers to more
 * or fewer tables.
 * @param {Diagram} diagram
 * @param {ID} id
 */
export function pivotLines(diagram, id) {
  if (diagram.kind(id) !== "table") return null;
  const lines = [...diagram.relationshipsOf(id)].map(r => diagram.object(r, "relationship"));
  const [a, b] = lines;
  if (!a || !b || lines.length !== 2) return null;
  const refers = [a, b].every(
    r => isForeignKey(r.props) && r.props.ends[0]?.table === id && r.props.ends[1]?.table !== id,
  );
  return refers ? /** @type {const} */ ([a, b]) : null;
}

/**
 * @param {Diagram} diagram
 * @param {ID} id of the pivot table
 * @returns {(Act & {id: ID}) | null}
 */
export function unpivot(diagram, id) {
  const lines = pivotLines(diagram, id);
  const table = diagram.table(id);
  const gone = removeThings(diagram, [id]);
  if (!lines || !table || !gone) return null;
  const made = newID();
  const keys = new Set(lines.flatMap(r => r.props.pairs.map(p => p.from)));
  const own = table.columns.filter(c => !keys.has(c.id));
  const ends = lines.map(r => ({ table: r.props.ends[1]?.table ?? "", card: /** @type {const} */ ("zero_many") }));
  const line = put("relationship", made, "", lastOrder(diagram, "relationship"), {
    ends,
    name: table.name,
    comment: table.props.comment,
    attributes: own.map(c => ({ name: c.name, type: c.type })),
  });
  return { label: say`Un-pivot ${table.name}`, ops: [...gone.ops, line], id: made };
}
