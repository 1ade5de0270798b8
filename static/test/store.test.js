import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../js/state/store.js";

/** @typedef {import("../js/types.js").Op} Op */

/** @type {import("../js/types.js").WireObject[]} */
const shop = [
  { id: "diagram", kind: "diagram" },
  { id: "users", kind: "table", order: "A00V", props: { name: "users" } },
  { id: "users-id", kind: "column", parent: "users", order: "A00V", props: { name: "id", type: "uuid" } },
  { id: "orders", kind: "table", order: "A01V", props: { name: "orders" } },
  { id: "orders-user", kind: "column", parent: "orders", order: "A00V", props: { name: "user_id", type: "uuid" } },
];

/** @type {Op} */
const relate = {
  op: "put",
  id: "placed",
  kind: "relationship",
  order: "V",
  props: {
    ends: [
      { table: "orders", card: "zero_many" },
      { table: "users", card: "one" },
    ],
    pairs: [{ from: "orders-user", to: "users-id" }],
    directed: true,
  },
};

/**
 * @param {string} id
 * @param {string} value
 * @returns {Op}
 */
const rename = (id, value) => ({ op: "set", id, prop: "name", value });

function open() {
  const store = new Store();
  store.reset(shop, 7);
  return store;
}

test("an edit shows at once and is taken over when the server numbers it", () => {
  const store = open();
  const changes = /** @type {Set<string>[]} */ ([]);
  store.on("change", c => changes.push(c.ids));
  assert.ok(store.submit({ id: "s:1", label: "Rename table", ops: [rename("users", "people")] }));
  assert.equal(store.diagram.table("users")?.name, "people");
  assert.equal(store.pending.length, 1);
  assert.ok(store.receive({ seq: 8, id: "s:1", ops: [rename("users", "people")] }));
  assert.deepEqual([store.pending.length, store.head, changes.length], [0, 8, 1]);
});

test("somebody else's edit goes below the pending ones", () => {
  const store = open();
  store.submit({ id: "s:1", label: "", ops: [rename("users", "mine")] });
  store.receive({ seq: 8, id: "t:1", ops: [rename("users", "theirs"), rename("orders", "purchases")] });
  assert.equal(store.diagram.table("users")?.name, "mine", "the server will number mine later");
  assert.equal(store.diagram.table("orders")?.name, "purchases");
  store.receive({ seq: 9, id: "s:1", ops: [rename("users", "mine")] });
  assert.equal(store.pending.length, 0);
  assert.equal(store.diagram.table("users")?.name, "mine");
});

test("a refused edit is taken back, later ones stay", () => {
  const store = open();
  store.submit({ id: "s:1", label: "", ops: [rename("users", "a"), { op: "delete", id: "orders" }] });
  store.submit({ id: "s:2", label: "", ops: [rename("users", "b")] });
  assert.equal(store.drop("s:1")?.id, "s:1");
  assert.equal(store.diagram.table("users")?.name, "b");
  assert.ok(store.diagram.table("orders"));
  store.drop("s:2");
  assert.equal(store.diagram.table("users")?.name, "users");
});

test("an edit that changes nothing is not kept", () => {
  const store = open();
  assert.equal(store.submit({ id: "s:1", label: "", ops: [rename("users", "users")] }), false);
  assert.equal(store.pending.length, 0);
});

test("a gap is seen, a repeated batch is not applied twice", () => {
  const store = open();
  assert.equal(store.receive({ seq: 9, id: "t:1", ops: [] }), false);
  assert.equal(store.receive({ seq: 7, id: "t:1", ops: [rename("users", "no")] }), true);
  assert.equal(store.diagram.table("users")?.name, "users");
});

test("a new snapshot keeps the pending edits on top", () => {
  const store = open();
  store.submit({ id: "s:1", label: "", ops: [rename("users", "mine")] });
  store.submit({
    id: "s:2",
    label: "",
    ops: [{ op: "put", id: "n", kind: "column", parent: "users", order: "B", props: { name: "x" } }],
  });
  store.reset(shop.slice(0, 3), 20);
  assert.equal(store.diagram.table("users")?.name, "mine");
  assert.deepEqual(
    store.diagram.table("users")?.columns.map(c => c.name),
    ["id", "x"],
  );
  assert.equal(store.diagram.table("orders"), undefined);
});

test("indexes follow relationships, keys and deleted things", () => {
  const store = open();
  store.submit({
    id: "s:1",
    label: "",
    ops: [
      relate,
      { op: "put", id: "k", kind: "key", parent: "users", order: "V", props: { primary: true, columns: ["users-id"] } },
    ],
  });
  const d = () => store.diagram;
  assert.equal(d().table("orders")?.columns[0]?.fk, true);
  assert.deepEqual([d().table("users")?.columns[0]?.pk, d().table("users")?.columns[0]?.notNull], [true, true]);
  assert.deepEqual([...d().relationshipsOf("users")], ["placed"]);
  store.submit({ id: "s:2", label: "", ops: [{ op: "delete", id: "placed" }] });
  assert.equal(d().table("orders")?.columns[0]?.fk, false);
  assert.equal(d().relationshipsOf("users").size, 0);
  store.drop("s:2");
  assert.equal(d().table("orders")?.columns[0]?.fk, true);
  store.drop("s:1");
  assert.equal(d().all("relationship").length, 0);
  assert.equal(d().table("users")?.columns[0]?.pk, false);
  store.submit({ id: "s:3", label: "", ops: [{ op: "order", id: "orders-user", parent: "users", order: "A01V" }] });
  assert.deepEqual(
    d()
      .table("users")
      ?.columns.map(c => c.name),
    ["id", "user_id"],
  );
  assert.equal(d().table("orders")?.columns.length, 0);
  store.drop("s:3");
  assert.deepEqual([d().table("users")?.columns.length, d().table("orders")?.columns.length], [1, 1]);
});
