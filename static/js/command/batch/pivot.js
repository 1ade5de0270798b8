/**
 * Many-to-many as a pivot table: both foreign keys, a composite primary key, an index for
 * the way back. One undo step.
 * @module
 */

import { say } from "../../say.js";
import { freePlace, snap } from "../../model/geometry.js";
import { newID } from "../../model/id.js";
import { singular } from "../../model/noun.js";
import { orderAt, orderBetween } from "../../model/order.js";
import { isManyToMany } from "../../model/relationship.js";
import { CARD_WIDTH, HEADER_HEIGHT, ROW_HEIGHT } from "../../model/schema.js";
import { freeName, lastOrder, put, remove } from "./ops.js";
import { foreignName, foreignType, keyColumns } from "./relate.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../types.js").Op} Op */
/** @typedef {import("../../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../../model/diagram.js").Table} Table */
/** @typedef {import("../command.js").Act} Act */

/**
 * Makes the pivot table of two tables; both need a primary or unique key. A drawn
 * many-to-many line between them is replaced when its ID is given, and gives the table its
 * name and its attributes.
 * @param {Diagram} diagram
 * @param {ID} aID
 * @param {ID} bID
 * @param {ID} [line]
 * @returns {(Act & {id: ID}) | null}
 */
export function makePivot(diagram, aID, bID, line) {
  const a = diagram.table(aID);
  const b = diagram.table(bID);
  if (!a || !b) return null;
  const keys = [keyColumns(a), keyColumns(b)];
  if (keys.some(k => k.length === 0)) return null;
  const id = newID();
  const drawn = line ? diagram.object(line, "relationship")?.props : undefined;
  const name = freeName(
    drawn?.name || pivotName(a.name, b.name),
    diagram.all("table").map(t => t.props.name),
  );
  const attributes = drawn?.attributes ?? [];
  const rows = keys.flat().length + attributes.length;
  /** @type {Op[]} */
  const ops = line ? [remove(line)] : [];
  ops.push(
    put("table", id, "", lastOrder(diagram, "table"), {
      name,
      kind: "junction",
      pos: placeBetween(diagram, a, b, rows),
      module: sharedModule(a, b),
    }),
  );
  /** @type {string[]} */
  const taken = [];
  /** @type {ID[][]} */
  const sides = [[], []];
  /** @type {Op[]} */
  const lines = [];
  let order = lastOrder(diagram, "relationship");
  [a, b].forEach((t, side) => {
    const pairs = (keys[side] ?? []).map(to => {
      const column = newID();
      const want = foreignName(t.name, to.name);
      const free = freeName(taken.includes(want) ? `other_${want}` : want, taken);
      taken.push(free);
      sides[side]?.push(column);
      ops.push(
        put("column", column, id, orderAt(taken.length - 1), {
          name: free,
          type: foreignType(to.type),
          not_null: true,
        }),
      );
      return { from: column, to: to.id };
    });
    lines.push(
      put("relationship", newID(), "", order, {
        ends: [
          { table: id, card: "zero_many" },
          { table: t.id, card: "one" },
        ],
        pairs,
        directed: true,
        identifying: true,
        on_delete: "cascade",
      }),
    );
    order = orderBetween(order, "");
  });
  for (const { name: want, type = "" } of attributes) {
    const free = freeName(want || "attribute", taken);
    taken.push(free);
    ops.push(put("column", newID(), id, orderAt(taken.length - 1), { name: free, type }));
  }
  ops.push(put("key", newID(), id, orderAt(0), { primary: true, columns: sides.flat() }));
  ops.push(put("index", newID(), id, orderAt(0), { parts: (sides[1] ?? []).map(column => ({ column })) }));
  ops.push(...lines);
  return { label: say`Add pivot table ${name}`, ops, id };
}

/**
 * The two tables of a drawn many-to-many line, or null.
 * @param {Diagram} diagram
 * @param {ID} id
 */
export function manyToManyEnds(diagram, id) {
  const r = diagram.object(id, "relationship")?.props;
  return r && isManyToMany(r) ? /** @type {[ID, ID]} */ (r.ends.map(e => e.table)) : null;
}

/**
 * products, tags → product_tags.
 * @param {string} a
 * @param {string} b
 */
function pivotName(a, b) {
  const camel = /^[A-Z][a-z0-9]+([A-Z][a-z0-9]*)*$/.test(a) && /^[A-Z]/.test(b);
  return a === b ? `${singular(a)}_links` : `${singular(a)}${camel ? "" : "_"}${b}`;
}

/**
 * @param {Diagram} diagram
 * @param {Table} a
 * @param {Table} b
 * @param {number} rows
 */
function placeBetween(diagram, a, b, rows) {
  const h = HEADER_HEIGHT + rows * ROW_HEIGHT;
  const x = snap((a.box.x + a.box.w / 2 + b.box.x + b.box.w / 2) / 2 - CARD_WIDTH / 2);
  const y = snap((a.box.y + a.box.h / 2 + b.box.y + b.box.h / 2) / 2 - h / 2);
  return freePlace(
    { x, y, w: CARD_WIDTH, h },
    diagram.tables().map(t => t.box),
    40,
  );
}

/**
 * @param {Table} a
 * @param {Table} b
 */
function sharedModule(a, b) {
  return a.props.module === b.props.module ? a.props.module : "";
}
