import assert from "node:assert/strict";
import { test } from "node:test";
import { align, distribute, straighten } from "../js/command/batch/arrange.js";
import { set } from "../js/command/batch/ops.js";
import { addFrame, addNote, addTable } from "../js/command/batch/table.js";
import { planRelation, relate } from "../js/command/batch/relate.js";
import { shop } from "./shop.js";

/** @param {import("../js/model/diagram.js").Diagram} d @param {string} id */
const at = (d, id) => {
  const p = (d.object(id, "table") ?? d.object(id, "note") ?? d.object(id, "frame"))?.props.pos;
  return [p?.x, p?.y];
};

test("things align along the edges and the middles of the box around them", () => {
  const { d, run } = shop();
  const note = addNote(d, { x: 100, y: 300, w: 200, h: 120 });
  run(note);
  const ids = ["users", "orders", note.id];
  run(align(d, ids, "right"));
  assert.deepEqual(
    [at(d, "users"), at(d, "orders"), at(d, note.id)],
    [
      [400, 0],
      [400, 0],
      [420, 300],
    ],
  );
  run(align(d, ids, "bottom"));
  assert.deepEqual([at(d, "users")[1], at(d, "orders")[1], at(d, note.id)[1]], [420 - 92, 420 - 92, 300]);
  assert.equal(align(d, ids, "bottom"), null, "what stands so already does not move");
  run(align(d, ids, "left"));
  run(align(d, ids, "center"));
  assert.deepEqual([at(d, "users")[0], at(d, note.id)[0]], [400, 410]);
  run(align(d, ids, "top"));
  run(align(d, ids, "middle"));
  assert.deepEqual([at(d, "orders")[1], at(d, note.id)[1]], [300 + (120 - 92) / 2, 300]);
  assert.equal(align(d, ["users"], "left"), null);
});

test("gaps become equal, and the outermost stay", () => {
  const { d, run } = shop();
  const far = addTable(d, { x: 1110, y: 18 }, "far");
  run(far);
  run({ label: "Move", ops: [set(far.id, "table", "pos", { x: 1000, y: 500 })] });
  run(distribute(d, ["users", "orders", far.id], "across"));
  assert.deepEqual([at(d, "users")[0], at(d, "orders")[0], at(d, far.id)[0]], [0, 500, 1000]);
  run({ label: "Move", ops: [set("orders", "table", "pos", { x: 500, y: 20 })] });
  run(distribute(d, ["users", "orders", far.id], "down"));
  const [y0, y1, y2] = [at(d, "users")[1] ?? 0, at(d, "orders")[1] ?? 0, at(d, far.id)[1] ?? 0];
  assert.equal(y1 - (y0 + 92), y2 - (y1 + 92));
  assert.equal(distribute(d, ["users", "orders"], "across"), null);
});

test("what stands in a frame goes along with it", () => {
  const { d, run } = shop();
  const frame = addFrame(d, { x: 380, y: -40, w: 280, h: 240 });
  run(frame);
  run(align(d, ["users", frame.id], "left"));
  assert.deepEqual(
    [at(d, "users"), at(d, frame.id), at(d, "orders")],
    [
      [0, 0],
      [0, -40],
      [20, 0],
    ],
  );
});

test("cards move a little so that lines run straight, but not onto others", () => {
  const { d, run } = shop();
  const plan = planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  assert.ok(plan);
  run(relate(d, plan));
  run(straighten(d, d.tableIDs));
  const row = (/** @type {string} */ id, /** @type {number} */ i) => (at(d, id)[1] ?? 0) + 36 + 28 * (i + 0.5);
  assert.equal(row("users", 0), row("orders", 1));
  assert.equal(straighten(d, d.tableIDs), null);

  run({ label: "Move", ops: [set("users", "table", "pos", { x: 0, y: 60 })] });
  const below = addNote(d, { x: 0, y: 0, w: 10, h: 10 });
  run(below);
  const wall = addTable(d, { x: 510, y: 18 }, "wall");
  run(wall);
  run({
    label: "Move",
    ops: [set(wall.id, "table", "pos", { x: 400, y: 100 }), set("users", "table", "pinned", true)],
  });
  assert.equal(straighten(d, d.tableIDs), null, "the one is pinned, and below the other stands a third");
});
