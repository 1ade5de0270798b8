/**
 * What a batch would change, without changing anything: the diagram as it would be, with
 * what would go still in it, and a mark for each thing. No DOM.
 * @module
 */

import { Diagram } from "../model/diagram.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("./paint/card.js").Mark} Mark */

/**
 * @param {import("../model/op.js").Document} document
 * @param {readonly Op[]} ops
 * @returns {{diagram: Diagram, marks: Map<ID, Mark>}}
 */
export function previewOf(document, ops) {
  const fork = document.fork();
  /** @type {Map<ID, Mark>} */
  const marks = new Map();
  for (const op of ops) {
    const before = fork.get(op.id);
    const isNew = op.op === "undelete" || (op.op === "put" && !fork.visible(before));
    mark(marks, op.id, isNew ? "add" : op.op === "delete" ? "del" : "chg");
  }
  // What would be deleted is shown until it is.
  fork.apply(ops.filter(op => op.op !== "delete"));
  for (const [id, m] of [...marks]) {
    const o = fork.get(id);
    if (!o) continue;
    // Keys and indexes are seen on their columns.
    const columns =
      o.kind === "key"
        ? /** @type {import("../model/op.js").Obj<"key">} */ (/** @type {unknown} */ (o)).props.columns
        : [];
    for (const c of columns) if (!marks.has(c) && m !== "del") marks.set(c, "chg");
    if (o.kind === "table" && m !== "chg")
      for (const c of fork.children.get(id) ?? []) if (!marks.has(c)) marks.set(c, m);
  }
  return { diagram: new Diagram(fork), marks };
}

/**
 * @param {Map<ID, Mark>} marks
 * @param {ID} id
 * @param {Mark} m
 */
function mark(marks, id, m) {
  const have = marks.get(id);
  // A thing that is new stays new, whatever is set on it later in the batch.
  if (have === "add" && m === "chg") return;
  marks.set(id, m);
}
