/**
 * The select tool: click, Shift-click, marquee, drag cards by their header, relate rows by
 * dragging them, type names by double click.
 * @module
 */

import { kindName } from "../model/kind_name.js";
import { say } from "../say.js";
import { set } from "../command/batch/ops.js";
import { between, holds, meets, snap } from "../model/geometry.js";
import { dragging } from "./drag.js";
import { panning } from "./hand.js";
import { relating } from "./relate.js";
import { pointing } from "./tool.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("./tool.js").Press} Press */
/** @typedef {import("./tool.js").Stage} Stage */
/** @typedef {import("./tool.js").State} State */

/** @type {import("./tool.js").Tool} */
export const selectTool = {
  name: "select",
  cursor: "",
  hint: "",
  down(p, stage) {
    const { hit, mark } = p;
    if (mark !== "" && !p.shift && !p.ctrl && !p.alt) return onMark(p, stage, mark);
    if (p.clicks === 2 && !p.shift) return doubled(p, stage);
    switch (hit.kind) {
      case "table":
        return onTable(p, stage, hit);
      case "relationship":
        return pointing(
          p,
          q => (q.touch ? panning(q, stage) : null),
          q => clickLine(q, stage, hit),
        );
      case "note":
      case "frame":
        if (hit.handle) return resizing(p, stage, hit);
        return pointing(
          p,
          q => {
            if (q.touch && !stage.selection.has(hit.id)) return panning(q, stage);
            if (!stage.selection.has(hit.id)) stage.selection.set([hit.id]);
            return dragging(q, stage, hit.id);
          },
          q => choose(q, stage, hit.id),
        );
      default:
        return pointing(
          p,
          q => (q.touch ? panning(q, stage) : marquee(q, stage)),
          q => {
            if (!q.shift) stage.selection.clear();
          },
        );
    }
  },
};

/**
 * A click on the mark of findings shows them; a drag is one of the thing below.
 * @param {Press} p
 * @param {Stage} stage
 * @param {ID} mark
 * @returns {State}
 */
function onMark(p, stage, mark) {
  const below = { ...p, mark: "" };
  return pointing(
    p,
    () => selectTool.down({ ...below, clicks: 1 }, stage),
    () => stage.run("show-finding", { id: mark }),
  );
}

/**
 * Opens what is to be typed when the button is let go: before that the browser would take
 * the focus away again.
 * @param {Press} p
 * @param {Stage} stage
 * @returns {State}
 */
function doubled(p, stage) {
  const { hit } = p;
  return pointing(
    p,
    // Who selects a thing and drags it at once means no double click.
    () => selectTool.down({ ...p, clicks: 1 }, stage),
    () => {
      if (hit.kind === "table") stage.editName(hit.column || hit.id);
      else if (hit.kind === "note" || hit.kind === "frame") stage.editName(hit.id);
      else if (hit.kind === "empty") stage.run("add-table", { at: p.world });
    },
  );
}

/**
 * @param {Press} p
 * @param {Stage} stage
 * @param {{id: ID, column: ID}} hit
 * @returns {State}
 */
function onTable(p, stage, hit) {
  const chosen = () => stage.selection.has(hit.id) || (hit.column !== "" && stage.selection.has(hit.column));
  return pointing(
    p,
    q => {
      if (q.touch && !chosen()) return panning(q, stage);
      if (hit.column !== "") return relating(q, stage, { table: hit.id, column: hit.column });
      if (q.alt) return relating(q, stage, { table: hit.id }, true);
      if (!stage.selection.has(hit.id)) stage.selection.set([hit.id]);
      return dragging(q, stage, hit.id);
    },
    q => choose(q, stage, hit.column || hit.id),
  );
}

/**
 * @param {Press} p
 * @param {Stage} stage
 * @param {ID} id
 */
function choose(p, stage, id) {
  if (!p.shift && !p.ctrl) {
    stage.selection.set([id]);
    return;
  }
  const d = stage.diagram();
  const table = d.tableOf(id);
  if (d.kind(id) !== "column" || !table) {
    stage.selection.toggle(id);
    return;
  }
  // Beside columns of the same table a column is meant, else the table.
  const others = [...stage.selection.ids];
  if (others.length === 0 || others.some(o => d.column(o)?.table !== table)) stage.selection.toggle(table.id);
  else if (p.ctrl) stage.selection.toggle(id);
  else stage.selection.set([...others, ...columnsFrom(stage.scene.rowsOf(table), others.at(-1) ?? id, id)]);
}

/**
 * The columns from one row to another of a table, in that direction; the other alone when
 * the one is not shown.
 * @param {readonly import("../model/diagram.js").Column[]} rows
 * @param {ID} from
 * @param {ID} to
 */
function columnsFrom(rows, from, to) {
  const shown = rows.map(c => c.id);
  const [a, b] = [shown.indexOf(from), shown.indexOf(to)];
  if (a < 0) return [to];
  const ids = shown.slice(Math.min(a, b), Math.max(a, b) + 1);
  return a <= b ? ids : ids.reverse();
}

/**
 * The first click selects a line; a click on an end of the selected line gives that end
 * the next cardinality. A click on the label of a stub draws its line, at the table that
 * many refer to all of them.
 * @param {Press} p
 * @param {Stage} stage
 * @param {{id: ID, end: number, stub?: number}} hit
 */
function clickLine(p, stage, hit) {
  if (hit.stub !== undefined && !p.shift && !p.ctrl) {
    const hub = stage.diagram().object(hit.id, "relationship")?.props.ends[1]?.table;
    stage.run("show-lines", { id: hit.stub === 1 ? hub : hit.id });
    return;
  }
  if (hit.end >= 0 && stage.selection.single === hit.id && !p.shift) {
    stage.run("cycle-cardinality", { id: hit.id, end: hit.end });
    return;
  }
  choose(p, stage, hit.id);
}

/**
 * @param {Press} from
 * @param {Stage} stage
 * @returns {State}
 */
function marquee(from, stage) {
  const before = new Set(stage.selection.ids);
  const kept = from.shift ? before : new Set();
  return {
    autopan: true,
    move(p) {
      const box = between(from.world, p.world);
      stage.show({ marquee: box });
      const ids = stage.scene.cards.query(box);
      for (const [id, b] of stage.scene.things) {
        // A frame is taken by what is around it, so that a marquee inside of it works.
        if (stage.diagram().kind(id) === "frame" ? holds(box, b) : meets(b, box)) ids.push(id);
      }
      stage.selection.set([...kept, ...ids]);
      stage.moved();
    },
    up() {
      stage.show({});
      return null;
    },
    cancel() {
      stage.show({});
      stage.selection.set(before);
    },
  };
}

/**
 * @param {Press} from
 * @param {Stage} stage
 * @param {{kind: "note" | "frame", id: ID}} hit
 * @returns {State | null}
 */
function resizing(from, stage, hit) {
  const box = stage.scene.boxOf(hit.id);
  if (!box) return null;
  let size = { w: box.w, h: box.h };
  return {
    autopan: true,
    cursor: "nwse-resize",
    move(p) {
      const step = (/** @type {number} */ v) => (p.ctrl ? Math.round(v) : snap(v));
      size = {
        w: Math.max(80, step(box.x + box.w + p.world.x - from.world.x) - box.x),
        h: Math.max(40, step(box.y + box.h + p.world.y - from.world.y) - box.y),
      };
      stage.scene.resize(new Map([[hit.id, size]]));
      stage.moved();
    },
    up() {
      stage.submit({ label: say`Resize ${kindName(hit.kind)}`, ops: [set(hit.id, hit.kind, "size", size)] });
      stage.scene.resize(new Map());
      stage.moved();
      return null;
    },
    cancel() {
      stage.scene.resize(new Map());
      stage.moved();
    },
  };
}
