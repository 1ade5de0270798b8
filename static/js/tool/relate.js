/**
 * Drawing a line: from a row or card to another. Before the drop the line says what it
 * means; X swaps the sides.
 * @module
 */

import { say } from "../say.js";
import { makePivot } from "../command/batch/pivot.js";
import { planRelation, planSentence, relate } from "../command/batch/relate.js";
import { plural } from "../model/noun.js";
import { previewRoute, routeToPoint } from "../view/preview_route.js";
import { isDrag } from "./tool.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("./tool.js").Press} Press */
/** @typedef {import("./tool.js").Stage} Stage */
/** @typedef {import("./tool.js").State} State */

/**
 * A line from a spot to the pointer. With pivot the two cards get a pivot table.
 * @param {Press} start
 * @param {Stage} stage
 * @param {{table: ID, column?: ID}} from
 * @param {boolean} pivot
 * @returns {State}
 */
export function relating(start, stage, from, pivot = false) {
  let swapped = false;
  let last = start;
  const draw = (/** @type {Press} */ p) => {
    last = p;
    const to = spotOf(p, from, pivot);
    const box = stage.scene.boxOf(from.table);
    if (!box) return;
    const ya = heightOf(stage, from);
    if (!to) {
      const label = pivot ? say("Drop on a card: a pivot table joins both") : say("Drop on a row or a card");
      stage.show({
        link: { way: routeToPoint(box, ya, p.world), child: true, settled: false },
        label: { text: label, at: p.world, bad: true },
      });
      return;
    }
    const other = stage.scene.boxOf(to.table);
    if (!other) return;
    const plan = pivot ? null : planRelation(stage.diagram(), from, to, swapped);
    const text = pivot
      ? pivotSentence(stage, from.table, to.table)
      : plan
        ? planSentence(plan)
        : say("These two can't be related: the parent has no key");
    const way = previewRoute(box, ya, other, heightOf(stage, to));
    stage.show({
      link: { way, child: plan ? plan.child.id === from.table : true, settled: !!plan || pivot },
      target: { table: to.table, column: to.column ?? "" },
      label: { text, at: p.world, bad: !plan && !pivot },
    });
  };
  return {
    autopan: true,
    cursor: "crosshair",
    move: draw,
    up(p) {
      stage.show({});
      const to = spotOf(p, from, pivot);
      if (!to) return null;
      if (pivot) {
        const act = makePivot(stage.diagram(), from.table, to.table);
        if (!act) stage.announce(say("Both tables need a primary key before a pivot table can join them."));
        else if (stage.submit(act)) stage.selection.set([act.id]);
        return null;
      }
      const plan = planRelation(stage.diagram(), from, to, swapped);
      if (!plan) return null;
      const act = relate(stage.diagram(), plan);
      if (stage.submit(act)) {
        if (act.id) stage.selection.set([act.id]);
        stage.announce(say`Related: ${planSentence(plan)}`);
      }
      return null;
    },
    cancel: () => stage.show({}),
    key(k) {
      if (k.toLowerCase() !== "x" || pivot) return false;
      swapped = !swapped;
      draw(last);
      return true;
    },
  };
}

/**
 * The row or card under the pointer, when a line from there means something.
 * @param {Press} p
 * @param {{table: ID, column?: ID}} from
 * @param {boolean} pivot
 * @returns {{table: ID, column?: ID} | null}
 */
function spotOf(p, from, pivot) {
  if (p.hit.kind !== "table") return null;
  if (pivot) return { table: p.hit.id };
  if (p.hit.id === from.table && (p.hit.column === (from.column ?? "") || !from.column)) return null;
  return p.hit.column ? { table: p.hit.id, column: p.hit.column } : { table: p.hit.id };
}

/**
 * @param {Stage} stage
 * @param {{table: ID, column?: ID}} spot
 */
function heightOf(stage, spot) {
  const row = spot.column ? stage.scene.rowBox(spot.column) : undefined;
  if (row) return row.y + row.h / 2;
  const head = stage.scene.headBox(spot.table);
  return head ? head.y + head.h / 2 : 0;
}

/**
 * @param {Stage} stage
 * @param {ID} a
 * @param {ID} b
 */
function pivotSentence(stage, a, b) {
  const d = stage.diagram();
  const x = d.table(a)?.name ?? "";
  const y = d.table(b)?.name ?? "";
  return say`${plural(x)} ↔ ${plural(y)}: a pivot table joins both`;
}

/** @type {import("./tool.js").Tool} */
export const relationshipTool = {
  name: "relationship",
  cursor: "crosshair",
  hint: say("Relationship: drag from the child to the parent, row or card"),
  down(p, stage) {
    if (p.hit.kind !== "table") {
      stage.selection.clear();
      return null;
    }
    const from = p.hit.column ? { table: p.hit.id, column: p.hit.column } : { table: p.hit.id };
    const line = relating(p, stage, from, p.alt);
    /** @type {State} */
    const state = {
      ...line,
      up(q) {
        // A click takes hold of the start; the next click is the end.
        if (!isDrag(p, q)) return { ...line, up: r => finish(r) };
        return finish(q);
      },
    };
    const finish = (/** @type {Press} */ q) => {
      line.up?.(q);
      stage.setTool("select");
      return null;
    };
    return state;
  },
};
