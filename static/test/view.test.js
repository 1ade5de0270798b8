import assert from "node:assert/strict";
import { test } from "node:test";
import { generate } from "../bench/generate.js";
import { lineAfter } from "../js/command/walk_lines.js";
import { holds } from "../js/model/geometry.js";
import { parseLine } from "../js/model/typed_line.js";
import { familyOf } from "../js/model/type_family.js";
import { Store } from "../js/state/store.js";
import { Camera } from "../js/view/camera.js";
import { complete } from "../js/view/completion.js";
import { cover } from "../js/view/cover.js";
import { emphasisOf } from "../js/view/emphasis.js";
import { previewOf } from "../js/view/fix_preview.js";
import { lineStart, traceFoot } from "../js/view/foot.js";
import { hitAt } from "../js/view/hit.js";
import { rankEntries } from "../js/view/palette.js";
import { previewRoute, routeToPoint } from "../js/view/preview_route.js";
import { Scene } from "../js/view/scene.js";
import { SpatialGrid } from "../js/view/spatial_grid.js";
import { TextFit } from "../js/view/text_fit.js";

/** @typedef {import("../js/model/geometry.js").Point} Point */

/** Two tables: orders.user_id refers to users.id. */
function shop() {
  const store = new Store();
  store.reset(
    [
      { id: "diagram", kind: "diagram" },
      { id: "users", kind: "table", order: "A00V", props: { name: "users", pos: { x: 400, y: 0 } } },
      { id: "u-id", kind: "column", parent: "users", order: "A00V", props: { name: "id", type: "int" } },
      { id: "u-pk", kind: "key", parent: "users", order: "A00V", props: { primary: true, columns: ["u-id"] } },
      { id: "orders", kind: "table", order: "A01V", props: { name: "orders" } },
      { id: "o-id", kind: "column", parent: "orders", order: "A00V", props: { name: "id" } },
      { id: "o-user", kind: "column", parent: "orders", order: "A01V", props: { name: "user_id" } },
      {
        id: "r",
        kind: "relationship",
        order: "V",
        props: {
          ends: [
            { table: "orders", card: "zero_many" },
            { table: "users", card: "one" },
          ],
          pairs: [{ from: "o-user", to: "u-id" }],
        },
      },
      { id: "n", kind: "note", order: "V", props: { pos: { x: 0, y: 300 }, size: { w: 100, h: 80 } } },
      {
        id: "f",
        kind: "frame",
        order: "V",
        props: { title: "Area", pos: { x: -40, y: -60 }, size: { w: 900, h: 700 } },
      },
    ],
    0,
  );
  const routes = new Map();
  return { store, routes, scene: new Scene(store.diagram, routes), d: store.diagram };
}

/** @param {readonly Point[]} way */
const isOrthogonal = way => way.every((p, i) => i === 0 || p.x === way[i - 1]?.x || p.y === way[i - 1]?.y);

test("a line goes from row to row, first by the preview route", () => {
  const { scene } = shop();
  const line = scene.line("r");
  assert.equal(line?.final, false);
  assert.deepEqual(line?.ways[0]?.[0], { x: 220, y: 36 + 28 * 1.5 });
  assert.deepEqual(line?.ways[0]?.at(-1), { x: 400, y: 36 + 14 });
});

test("a final route is used while its ends are at their rows, and dropped when a card is dragged", () => {
  const { scene, routes } = shop();
  const way = [
    { x: 220, y: 78 },
    { x: 300, y: 78 },
    { x: 300, y: 50 },
    { x: 400, y: 50 },
  ];
  routes.set("r", { lines: [way], legs: false, stub: false, over: [] });
  scene.refreshRoutes(["r"]);
  assert.deepEqual([scene.line("r")?.final, scene.line("r")?.ways[0]], [true, way]);
  scene.move(new Map([["users", { x: 420, y: 100 }]]));
  assert.equal(scene.line("r")?.final, false);
  assert.deepEqual(scene.boxOf("users"), { x: 420, y: 100, w: 220, h: 64 });
  scene.move(new Map());
  assert.equal(scene.line("r")?.final, true);
});

test("a line glides from its preview to the final route, and not while its card is dragged", () => {
  const { scene, routes } = shop();
  const from = scene.previews(["r", "gone"]);
  assert.deepEqual([...from.keys()], ["r"]);
  const way = [
    { x: 220, y: 78 },
    { x: 250, y: 78 },
    { x: 250, y: 0 },
    { x: 380, y: 0 },
    { x: 380, y: 50 },
    { x: 400, y: 50 },
  ];
  routes.set("r", { lines: [way], legs: false, stub: false, over: [{ x: 250, y: 20 }] });
  scene.refreshRoutes(["r"]);
  scene.glide(from, 0);
  const first = scene.line("r")?.ways[0];
  assert.equal(first?.length, 6, "corners that it lacks are doubled");
  assert.deepEqual([first?.[0], first?.at(-1)], [from.get("r")?.[0]?.[0], from.get("r")?.[0]?.at(-1)]);
  assert.deepEqual(scene.line("r")?.over, [], "no halos on the way");
  scene.glide(from, 0.5);
  assert.ok((scene.line("r")?.ways[0]?.[2]?.y ?? 0) < 78 && (scene.line("r")?.ways[0]?.[2]?.y ?? 0) > 0);
  scene.glide(from, 1);
  assert.deepEqual(scene.line("r")?.ways[0], way);
  assert.equal(scene.line("r")?.over.length, 1);
  scene.move(new Map([["users", { x: 420, y: 100 }]]));
  const dragged = scene.line("r");
  scene.glide(from, 0.5);
  assert.equal(scene.line("r"), dragged);
});

test("dragging on leaves what is still as it was; all else that changes doesn't", () => {
  const { scene } = shop();
  const changes = (/** @type {() => void} */ change) => {
    const before = scene.stillVersion;
    change();
    return scene.stillVersion > before;
  };
  const drag = (/** @type {number} */ x) => scene.move(new Map([["users", { x, y: 100 }]]));
  assert.deepEqual([scene.dragsCards, scene.isDragged("users"), scene.isDragged("r")], [false, false, false]);
  assert.ok(changes(() => drag(420)));
  assert.ok(!changes(() => drag(440)));
  assert.deepEqual([scene.dragsCards, scene.isDragged("users"), scene.isDragged("r")], [true, true, true]);
  assert.ok(changes(() => scene.refresh(["users"])));
  assert.ok(changes(() => scene.refreshRoutes(["r"])));
  assert.ok(changes(() => scene.move(new Map())));
  assert.equal(scene.dragsCards, false);
});

test("a click beside the end of a stub finds its label", () => {
  const { scene, routes } = shop();
  routes.set("r", {
    lines: [
      [
        { x: 220, y: 78 },
        { x: 248, y: 78 },
      ],
      [
        { x: 400, y: 50 },
        { x: 372, y: 50 },
      ],
    ],
    legs: true,
    stub: true,
    over: [],
  });
  scene.refreshRoutes(["r"]);
  const at = (/** @type {number} */ x, /** @type {number} */ y, k = 1) => hitAt(scene, { x, y }, k, new Set());
  assert.deepEqual(at(270, 78), { kind: "relationship", id: "r", end: -1, stub: 0 });
  assert.deepEqual(at(350, 52), { kind: "relationship", id: "r", end: -1, stub: 1 });
  assert.deepEqual(at(230, 78), { kind: "relationship", id: "r", end: 0 }, "the piece itself is a line like others");
  assert.deepEqual(at(300, 100), { kind: "empty" });
  assert.deepEqual(at(320, 78, 0.2), { kind: "empty" }, "no labels from far away");
});

test("a row that is being typed moves the rows below it", () => {
  const { scene } = shop();
  scene.setDraft({ table: "orders", index: 1 });
  assert.equal(scene.boxOf("orders")?.h, 36 + 28 * 3);
  assert.equal(scene.rowBox("o-user")?.y, 36 + 28 * 2);
  assert.equal(scene.rowBox("o-id")?.y, 36);
  scene.setDraft(null);
  assert.equal(scene.rowBox("o-user")?.y, 36 + 28);
});

test("what goes from the diagram goes from the scene", () => {
  const { scene, store } = shop();
  store.on("change", c => scene.refresh(c.ids));
  store.submit({
    id: "s:1",
    label: "",
    ops: [
      { op: "delete", id: "users" },
      { op: "delete", id: "n" },
    ],
  });
  assert.equal(scene.line("r"), undefined, "a line needs both its tables");
  assert.deepEqual([scene.boxOf("users"), scene.boxOf("n")], [undefined, undefined]);
  store.drop("s:1");
  assert.ok(scene.line("r"));
});

test("the hit test tells rows, headers, ends of lines, notes, frames", () => {
  const { scene } = shop();
  const at = (/** @type {number} */ x, /** @type {number} */ y, k = 1) => hitAt(scene, { x, y }, k, new Set());
  assert.deepEqual(at(10, 10), { kind: "table", id: "orders", column: "" });
  assert.deepEqual(at(10, 70), { kind: "table", id: "orders", column: "o-user" });
  assert.deepEqual(at(10, 70, 0.2), { kind: "table", id: "orders", column: "" }, "no rows from far away");
  assert.deepEqual(at(225, 79), { kind: "relationship", id: "r", end: 0 });
  assert.deepEqual(at(310, 60), { kind: "relationship", id: "r", end: -1 });
  assert.deepEqual(at(50, 340), { kind: "note", id: "n", handle: false });
  assert.deepEqual(at(-40, 400), { kind: "frame", id: "f", handle: false });
  assert.deepEqual(at(-20, -50), { kind: "frame", id: "f", handle: false });
  assert.deepEqual(at(600, 500), { kind: "empty" });
  assert.deepEqual(hitAt(scene, { x: 100, y: 380 }, 1, new Set(["n"])), { kind: "note", id: "n", handle: true });
});

test("one selected thing lights its lines and dims the rest", () => {
  const { d } = shop();
  const e = emphasisOf(d, new Set(["users"]), "");
  assert.deepEqual(
    [[...e.selected], [...e.related], [...e.lines], [...e.columns], e.dim],
    [["users"], ["orders"], ["r"], ["o-user", "u-id"], true],
  );
  assert.equal(emphasisOf(d, new Set(["users", "orders"]), "").dim, false);
  assert.deepEqual([...emphasisOf(d, new Set(["o-id"]), "").lines], []);
  assert.equal(emphasisOf(d, new Set(), "r").dim, false, "the pointer lights and doesn't dim");
});

test("preview routes are orthogonal and leave cards far enough for their ends", () => {
  const a = { x: 0, y: 0, w: 220, h: 100 };
  for (const b of [
    { x: 400, y: 50, w: 220, h: 100 },
    { x: -400, y: 50, w: 220, h: 100 },
    { x: 30, y: 300, w: 220, h: 100 },
    { x: 250, y: 20, w: 220, h: 100 },
    a,
  ]) {
    const way = previewRoute(a, 50, b, b.y + 64);
    assert.ok(isOrthogonal(way), JSON.stringify(way));
    assert.ok(Math.abs((way[1]?.x ?? 0) - (way[0]?.x ?? 0)) >= 28);
  }
  assert.ok(isOrthogonal(routeToPoint(a, 50, { x: 300, y: 400 })));
});

test("ends have the parts that the look names", () => {
  const parts = (/** @type {import("../js/types.js").Cardinality} */ card) => {
    /** @type {string[]} */
    const calls = [];
    const c = {
      moveTo: (/** @type {number} */ x, /** @type {number} */ y) => calls.push(`M${x},${y}`),
      lineTo: (/** @type {number} */ x, /** @type {number} */ y) => calls.push(`L${x},${y}`),
      arc: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ r) => calls.push(`O${x},${y},${r}`),
    };
    traceFoot(c, { x: 0, y: 0 }, 1, 0, card);
    return calls.join(" ");
  };
  assert.equal(parts("one"), "M8,-6 L8,6 M13,-6 L13,6");
  assert.equal(parts("zero_one"), "M7,-6 L7,6 M0,0 L11,0 M19,0 O15,0,4");
  assert.equal(parts("many"), "M0,-6 L12,0 L0,6");
  assert.equal(parts("one_many"), "M0,-6 L12,0 L0,6 M16,-6 L16,6");
  assert.equal(parts("zero_many"), "M0,-6 L12,0 L0,6 M0,0 L12,0 M20,0 O16,0,4");
  assert.deepEqual([lineStart("zero_one"), lineStart("zero_many"), lineStart("one")], [19, 20, 0]);
});

test("the grid finds what a scan finds, and follows moves", () => {
  const grid = new SpatialGrid();
  const boxes = new Map();
  let seed = 3;
  const rnd = (/** @type {number} */ n) => {
    seed = (seed * 48271) % 2147483647;
    return seed % n;
  };
  for (let i = 0; i < 400; i++) {
    const id = `b${rnd(300)}`;
    const box = { x: rnd(20000) - 10000, y: rnd(20000) - 10000, w: rnd(900), h: i % 50 === 0 ? 60000 : rnd(900) };
    boxes.set(id, box);
    grid.put(id, box);
    if (i % 7 === 0) {
      boxes.delete(id);
      grid.remove(id);
    }
  }
  for (let i = 0; i < 100; i++) {
    const q = { x: rnd(22000) - 11000, y: rnd(22000) - 11000, w: rnd(3000), h: rnd(3000) };
    const want = [...boxes]
      .filter(([, b]) => b.x <= q.x + q.w && q.x <= b.x + b.w && b.y <= q.y + q.h && q.y <= b.y + b.h)
      .map(([id]) => id);
    assert.deepEqual(grid.query(q).sort(), want.sort());
  }
});

test("zooming keeps the point under the pointer", () => {
  const camera = new Camera();
  Object.assign(camera, { x: 30, y: 40, width: 800, height: 600 });
  const before = camera.toWorld({ x: 200, y: 100 });
  camera.zoomAt({ x: 200, y: 100 }, 0.3);
  const after = camera.toWorld({ x: 200, y: 100 });
  assert.ok(Math.abs(before.x - after.x) < 1e-9 && Math.abs(before.y - after.y) < 1e-9);
  camera.zoomAt({ x: 0, y: 0 }, 1e9);
  assert.equal(camera.k, 4);
  const fit = camera.fitting({ x: 0, y: 0, w: 4000, h: 100 }, 20, 1);
  assert.equal(fit.k, 0.19);
});

test("texts are cut to fit, and measured once", () => {
  let measured = 0;
  const text = new TextFit(t => {
    measured++;
    return t.length * 10;
  });
  assert.equal(text.fit("orders", "f", 60), "orders");
  assert.equal(text.fit("order_items", "f", 60), "order…");
  const n = measured;
  text.width("orders", "f");
  assert.equal(text.fit("order_items", "f", 60), "order…");
  assert.equal(measured, n);
  assert.equal(text.fit("order_items", "f", 70), "order_…", "another width is another text");
  text.clear();
  assert.equal(text.fit("order_items", "f", 60), "order…");
  assert.ok(measured > n + 4, "new fonts are measured anew");
  assert.equal(text.fit("x", "f", 5), "");
  assert.deepEqual(text.wrap("one two three", "f", 75, 9), ["one two", "three"]);
  assert.deepEqual(text.wrap("a\nb\nc", "f", 75, 2), ["a", "b …"]);
});

test("a preview keeps what would go, and marks what changes", () => {
  const { store } = shop();
  const { diagram, marks } = previewOf(store.document, [
    { op: "put", id: "x", kind: "column", parent: "orders", order: "B", props: { name: "total" } },
    { op: "set", id: "x", prop: "type", value: "int" },
    { op: "set", id: "o-id", prop: "type", value: "int" },
    { op: "delete", id: "r" },
  ]);
  assert.deepEqual(
    [...marks],
    [
      ["x", "add"],
      ["o-id", "chg"],
      ["r", "del"],
    ],
  );
  assert.equal(diagram.table("orders")?.columns.at(-1)?.type, "int");
  assert.ok(diagram.object("r", "relationship"));
  assert.equal(store.diagram.table("orders")?.columns.length, 2, "the diagram itself is as it was");
});

test("completion offers keys behind the arrow and types behind the name", () => {
  const { d } = shop();
  const words = (/** @type {string} */ text) => complete(d, text, text.length)?.choices.map(c => c.text) ?? [];
  assert.deepEqual(words("user_id -> "), ["users.id"]);
  assert.deepEqual(words("user_id -> us"), ["users.id"]);
  assert.deepEqual(words("x -> nothing"), []);
  assert.ok(words("email varch").includes("varchar(255)"));
  assert.deepEqual(words("ema"), []);
  assert.deepEqual(words("email text !"), []);
  assert.deepEqual(words("x -> orders.us"), ["orders.user_id"]);
});

test("the palette puts names that begin with the words first", () => {
  const entry = (/** @type {string} */ text, weight = 0) => ({ text, detail: "", icon: "", weight, run() {} });
  const list = [
    entry("work_orders"),
    entry("orders"),
    entry("orders.id", 10),
    entry("Order everything", 4),
    entry("users"),
  ];
  assert.deepEqual(
    rankEntries(list, "ord").map(e => e.text),
    ["orders", "Order everything", "work_orders", "orders.id"],
  );
  assert.equal(rankEntries(list, "").length, 5);
  assert.deepEqual(
    rankEntries(list, "ord id").map(e => e.text),
    ["orders.id"],
  );
});

test("types have families", () => {
  const want = {
    "decimal(10,2)": "num",
    BIGSERIAL: "num",
    uuid: "id",
    "character varying(20)": "text",
    "timestamp with time zone": "time",
    jsonb: "json",
    boolean: "bool",
    bytea: "bin",
    order_status: "enum",
    "": "none",
    "int[]": "num",
  };
  for (const [type, family] of Object.entries(want)) assert.equal(familyOf(type), family, type);
});

test("a generated diagram loads, and its lines are all there", () => {
  const store = new Store();
  store.reset(generate(200), 0);
  const scene = new Scene(store.diagram, new Map());
  assert.deepEqual([store.diagram.tables().length, scene.lineBoxes.boxes.size], [200, 300]);
  assert.ok(parseLine("x"));
});

test("in another look rows and the ends of final routes are where it has them", () => {
  const { scene, routes } = shop();
  const way = [
    { x: 220, y: 78 },
    { x: 300, y: 78 },
    { x: 300, y: 50 },
    { x: 400, y: 50 },
  ];
  routes.set("r", { lines: [way], legs: false, stub: false, over: [] });
  scene.setLook({ notation: "crowsfoot", display: "keys", density: "compact" });
  // orders.id is no key of its table: user_id is the only row.
  assert.equal(scene.boxOf("orders")?.h, 28 + 20);
  assert.equal(scene.rowBox("o-id"), undefined);
  assert.deepEqual(scene.rowBox("o-user"), { x: 0, y: 28, w: 220, h: 20 });
  const line = scene.line("r");
  assert.equal(line?.final, true);
  assert.deepEqual(
    [line?.ways[0]?.[0], line?.ways[0]?.at(-1)],
    [
      { x: 220, y: 38 },
      { x: 400, y: 38 },
    ],
  );
  assert.ok(isOrthogonal(line?.ways[0] ?? []));

  scene.setLook({ notation: "crowsfoot", display: "names", density: "comfortable" });
  assert.equal(scene.boxOf("orders")?.h, 36);
  // To many below the middle, to one above it, so that both can be read.
  assert.deepEqual([scene.line("r")?.ways[0]?.[0]?.y, scene.line("r")?.ways[0]?.at(-1)?.y], [25, 11]);

  scene.unfold("orders");
  assert.equal(scene.boxOf("orders")?.h, 36 + 2 * 28);
  assert.deepEqual(scene.rowBox("o-user"), { x: 0, y: 64, w: 220, h: 28 });
  scene.unfold("");
  assert.equal(scene.boxOf("orders")?.h, 36);
});

test("what is under the pointer is the row that the look shows there", () => {
  const { scene, d } = shop();
  const users = d.table("users");
  assert.ok(users);
  scene.setLook({ notation: "chen", display: "full", density: "comfortable" });
  // One attribute: an oval below the entity, in the middle.
  const oval = scene.rowBox("u-id");
  assert.deepEqual(oval, { x: 457, y: 46, w: 106, h: 24 });
  const hit = hitAt(scene, { x: 500, y: 58 }, 1, new Set());
  assert.deepEqual(hit, { kind: "table", id: "users", column: "u-id" });
  assert.equal(scene.columnAt(users, { x: 410, y: 58 }), -1);
  // What refers to another table is said by the line.
  assert.equal(scene.rowBox("o-user"), undefined);
});

test("walking the lines of a table goes round", () => {
  assert.equal(lineAfter(["a", "b"], "", 1), "a");
  assert.equal(lineAfter(["a", "b"], "", -1), "b");
  assert.equal(lineAfter(["a", "b"], "b", 1), "a");
  assert.equal(lineAfter([], "", 1), undefined);
});

test("few boxes cover many", () => {
  const box = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ w, /** @type {number} */ h) => ({
    x,
    y,
    w,
    h,
  });
  assert.deepEqual(cover([], 10), []);
  // A long line and another across it stay apart, what lies within is left out.
  const cross = [box(0, 50, 100, 2), box(50, 0, 2, 100), box(10, 50, 5, 2)];
  assert.deepEqual(new Set(cover(cross, 100)), new Set(cross.slice(0, 2)));
  assert.deepEqual(cover(cross, 1e6), [box(0, 0, 100, 100)]);
  // What joins two reaches a third.
  assert.deepEqual(cover([box(0, 0, 10, 10), box(40, 0, 10, 10), box(5, 0, 40, 10)], 0), [box(0, 0, 50, 10)]);
  const many = [...Array(200).keys()].map(i => box((i * 7919) % 1000, (i * 104729) % 1000, 3, 3));
  const few = cover(many, 0);
  assert.ok(few.length <= 16);
  for (const b of many) assert.ok(few.some(f => holds(f, b)));
});
