import "./webcrypto.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Selection } from "../js/state/selection.js";
import { Store } from "../js/state/store.js";
import { settle } from "../js/tool/drag.js";
import { handTool } from "../js/tool/hand.js";
import { frameTool, noteTool, tableTool } from "../js/tool/make.js";
import { relationshipTool } from "../js/tool/relate.js";
import { selectTool } from "../js/tool/select.js";
import { Toolbox } from "../js/tool/toolbox.js";
import { hitAt } from "../js/view/hit.js";
import { Scene } from "../js/view/scene.js";

/** A stage without a browser: a store, a scene, and a pointer at 100 %. */
function stage() {
  const store = new Store();
  store.reset(
    [
      { id: "diagram", kind: "diagram" },
      { id: "users", kind: "table", order: "A00V", props: { name: "users", pos: { x: 400, y: 0 } } },
      { id: "u-id", kind: "column", parent: "users", order: "A00V", props: { name: "id", type: "int" } },
      { id: "u-pk", kind: "key", parent: "users", order: "A00V", props: { primary: true, columns: ["u-id"] } },
      { id: "orders", kind: "table", order: "A01V", props: { name: "orders", pos: { x: 0, y: 0 } } },
      { id: "o-id", kind: "column", parent: "orders", order: "A00V", props: { name: "id", type: "int" } },
      {
        id: "o-user",
        kind: "column",
        parent: "orders",
        order: "A01V",
        props: { name: "user_id", type: "int", not_null: true },
      },
      { id: "o-pk", kind: "key", parent: "orders", order: "A00V", props: { primary: true, columns: ["o-id"] } },
    ],
    0,
  );
  const scene = new Scene(store.diagram, new Map());
  const selection = new Selection();
  store.on("change", c => scene.refresh(c.ids));
  /** @type {string[]} */
  const log = [];
  /** @type {import("../js/view/paint/overlay.js").Overlay} */
  let overlay = {};
  let n = 0;
  const hit = (/** @type {{x: number, y: number}} */ p) => hitAt(scene, p, 1, selection.ids);
  /** @type {import("../js/tool/tool.js").Stage} */
  const st = {
    diagram: () => store.diagram,
    scene,
    selection,
    camera: () => ({ x: 0, y: 0, k: 1 }),
    view: () => ({ x: -1000, y: -1000, w: 4000, h: 4000 }),
    panBy: (x, y) => void log.push(`pan ${x} ${y}`),
    hitAt: hit,
    submit(act) {
      if (!act) return false;
      log.push(act.label);
      return store.submit({ id: `s:${++n}`, label: act.label, ops: act.ops });
    },
    run: (id, args) => void log.push(`run ${id} ${JSON.stringify(args ?? {})}`),
    show: o => {
      overlay = o;
    },
    moved() {},
    editName: id => void log.push(`edit ${id}`),
    setTool: name => box.set(name),
    announce() {},
  };
  const box = new Toolbox([selectTool, handTool, tableTool, relationshipTool, noteTool, frameTool], st, () => {});
  const press = (/** @type {number} */ x, /** @type {number} */ y, /** @type {object} */ more = {}) => ({
    x,
    y,
    world: { x, y },
    hit: hit({ x, y }),
    mark: "",
    shift: false,
    alt: false,
    ctrl: false,
    touch: false,
    clicks: 1,
    ...more,
  });
  /** @param {[number, number]} from @param {[number, number][]} way @param {object} [more] */
  const drag = (from, way, more) => {
    box.down(press(...from, more), false);
    for (const p of way) box.move(press(...p, more));
    return () => box.up(press(.../** @type {[number, number]} */ (way.at(-1) ?? from), more));
  };
  return { store, scene, selection, box, press, drag, log, overlay: () => overlay, d: store.diagram };
}

test("a click selects, Shift adds, a click beside lets go", () => {
  const s = stage();
  s.drag([10, 10], [])();
  assert.deepEqual([...s.selection.ids], ["orders"]);
  s.drag([410, 10], [], { shift: true })();
  assert.deepEqual([...s.selection.ids], ["orders", "users"]);
  s.drag([10, 70], [])();
  assert.deepEqual([...s.selection.ids], ["o-user"]);
  s.drag([900, 900], [])();
  assert.equal(s.selection.size, 0);
});

test("Shift takes the columns up to one, as far as their rows are shown", () => {
  const s = stage();
  s.store.submit({
    id: "s:90",
    label: "",
    ops: [
      { op: "put", id: "o-note", kind: "column", parent: "orders", order: "A00m", props: { name: "note" } },
      { op: "put", id: "o-uk", kind: "key", parent: "orders", order: "A01V", props: { columns: ["o-user"] } },
    ],
  });
  assert.deepEqual(
    s.d.table("orders")?.columns.map(c => c.id),
    ["o-id", "o-note", "o-user"],
  );
  const range = (/** @type {string} */ from, /** @type {string} */ to) => {
    s.selection.set([from]);
    const { x = 0, y = 0 } = s.scene.rowBox(to) ?? {};
    s.drag([x + 10, y + 10], [], { shift: true })();
    return [...s.selection.ids];
  };
  assert.deepEqual(range("o-id", "o-user"), ["o-id", "o-note", "o-user"]);
  assert.deepEqual(range("o-user", "o-id"), ["o-user", "o-note", "o-id"]);
  s.scene.setLook({ notation: "crowsfoot", display: "keys", density: "comfortable" });
  assert.deepEqual(range("o-id", "o-user"), ["o-id", "o-user"], "a column without a row is left out");
  assert.deepEqual(range("o-note", "o-user"), ["o-note", "o-user"], "nothing lies between it and another");
  s.store.submit({
    id: "s:91",
    label: "",
    ops: [{ op: "set", id: "o-pk", prop: "columns", value: ["o-user"] }],
  });
  s.scene.setLook({ notation: "idef1x", display: "full", density: "comfortable" });
  assert.deepEqual(range("o-user", "o-id"), ["o-user", "o-id"], "keys stand above all others");
});

test("a header drags the card on the grid, as one act", () => {
  const s = stage();
  const drop = s.drag(
    [10, 10],
    [
      [20, 20],
      [57, 133],
    ],
  );
  assert.deepEqual(s.d.table("orders")?.props.pos, { x: 0, y: 0 }, "nothing is submitted while it moves");
  assert.deepEqual(s.scene.boxOf("orders")?.x, 40);
  drop();
  assert.deepEqual(s.d.table("orders")?.props.pos, { x: 40, y: 120 });
  assert.deepEqual(s.log, ["Move orders"]);
});

test("Escape puts a dragged card back", () => {
  const s = stage();
  s.drag([10, 10], [[200, 200]]);
  assert.ok(s.box.key("Escape"));
  assert.deepEqual([s.scene.boxOf("orders")?.x, s.log.length, s.box.state], [0, 0, null]);
});

test("a press that hardly moves is a click, not a drag", () => {
  const s = stage();
  s.drag([10, 10], [[12, 12]])();
  assert.deepEqual(s.log, []);
});

test("a row dragged to a row relates them, and says so before", () => {
  const s = stage();
  const drop = s.drag(
    [10, 70],
    [
      [100, 80],
      [420, 50],
    ],
  );
  assert.equal(s.overlay().label?.text, "orders.user_id → users.id: a user has many orders");
  assert.deepEqual(s.overlay().target, { table: "users", column: "u-id" });
  drop();
  const r = s.d.all("relationship")[0]?.props;
  assert.deepEqual(r?.pairs, [{ from: "o-user", to: "u-id" }]);
  assert.deepEqual(
    r?.ends.map(e => e.card),
    ["zero_many", "one"],
  );
  assert.deepEqual(s.overlay(), {});
});

test("X swaps the sides before the drop", () => {
  const s = stage();
  const drop = s.drag(
    [10, 70],
    [
      [100, 80],
      [420, 50],
    ],
  );
  assert.ok(s.box.key("x"));
  drop();
  assert.equal(s.d.all("relationship")[0]?.props.ends[0]?.table, "users");
});

test("a row dragged to nowhere changes nothing", () => {
  const s = stage();
  s.drag([10, 70], [[100, 400]])();
  assert.deepEqual(s.log, []);
});

test("a row dragged to a card makes the column", () => {
  const s = stage();
  s.drag(
    [10, 50],
    [
      [100, 80],
      [420, 10],
    ],
  )();
  assert.deepEqual(
    s.d.table("users")?.columns.map(c => [c.name, c.fk]),
    [
      ["id", false],
      ["order_id", true],
    ],
  );
});

test("Alt-drag from card to card makes a pivot table", () => {
  const s = stage();
  s.drag(
    [10, 10],
    [
      [100, 30],
      [420, 10],
    ],
    { alt: true },
  )();
  assert.deepEqual(
    s.d.tables().map(t => t.name),
    ["users", "orders", "order_users"],
  );
});

test("a marquee selects what it touches, Escape brings the old selection back", () => {
  const s = stage();
  s.selection.set(["users"]);
  s.drag([-50, 400], [[100, 60]]);
  assert.deepEqual([...s.selection.ids], ["orders"]);
  s.box.key("Escape");
  assert.deepEqual([...s.selection.ids], ["users"]);
});

test("a double click types: a name, a line, or a new table", () => {
  const s = stage();
  s.drag([10, 10], [], { clicks: 2 })();
  s.drag([10, 70], [], { clicks: 2 })();
  s.drag([700, 700], [], { clicks: 2 })();
  assert.deepEqual(s.log, ["edit orders", "edit o-user", 'run add-table {"at":{"x":700,"y":700}}']);
});

test("a finger on the ground or on a card that isn't selected pans", () => {
  const s = stage();
  s.drag([700, 700], [[710, 730]], { touch: true })();
  s.drag([10, 10], [[40, 10]], { touch: true })();
  assert.deepEqual(s.log, ["pan 10 30", "pan 30 0"]);
  s.selection.set(["orders"]);
  s.drag([10, 10], [[50, 10]], { touch: true })();
  assert.equal(s.log.at(-1), "Move orders");
});

test("Space pans with any tool", () => {
  const s = stage();
  s.box.space = true;
  s.drag([10, 10], [[30, 40]])();
  assert.deepEqual(s.log, ["pan 20 30"]);
});

test("the relationship tool takes cards, by dragging or by two clicks", () => {
  const s = stage();
  s.box.set("relationship");
  s.drag([10, 10], [[420, 10]])();
  assert.deepEqual([s.d.all("relationship").length, s.box.tool.name], [1, "select"]);
  s.box.set("relationship");
  s.drag([410, 10], [])();
  assert.ok(s.box.state, "it waits for the other end");
  s.box.move(s.press(20, 10));
  s.box.down(s.press(20, 10), false);
  s.box.up(s.press(20, 10));
  assert.deepEqual([s.d.all("relationship").length, s.box.state], [2, null]);
});

test("note and frame are drawn as boxes, a click makes the usual size", () => {
  const s = stage();
  s.box.set("note");
  s.drag([600, 600], [])();
  assert.deepEqual(s.d.all("note")[0]?.props.size, { w: 200, h: 120 });
  s.box.set("frame");
  s.drag([600, 300], [[900, 560]])();
  assert.deepEqual([s.d.all("frame")[0]?.props.size, s.box.tool.name], [{ w: 300, h: 260 }, "select"]);
});

test("a frame takes along what stands in it", () => {
  const s = stage();
  s.store.submit({
    id: "s:90",
    label: "",
    ops: [
      {
        op: "put",
        id: "f",
        kind: "frame",
        order: "V",
        props: { title: "Area", pos: { x: -40, y: -60 }, size: { w: 300, h: 300 } },
      },
    ],
  });
  s.drag(
    [-30, -50],
    [
      [-10, -50],
      [70, -50],
    ],
  )();
  assert.deepEqual(
    [s.d.table("orders")?.props.pos.x, s.d.table("users")?.props.pos.x, s.d.object("f", "frame")?.props.pos.x],
    [100, 400, 60],
  );
});

test("edges near others catch, Ctrl lets go of all", () => {
  const box = { x: 0, y: 0, w: 220, h: 100 };
  const other = { x: 407, y: 13, w: 220, h: 64 };
  assert.deepEqual(settle({ x: 404, y: 300 }, box, [other], false, 6).at, { x: 407, y: 300 });
  assert.equal(settle({ x: 404, y: 300 }, box, [other], false, 6).guides.length, 1);
  assert.deepEqual(settle({ x: 404, y: 301 }, box, [other], true, 6).at, { x: 404, y: 301 });
  assert.deepEqual(settle({ x: 330, y: 311 }, box, [other], false, 6).at, { x: 340, y: 320 });
});
