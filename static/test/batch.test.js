import "./webcrypto.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addColumns,
  duplicateColumns,
  editColumn,
  moveColumns,
  toggleKey,
  toggleNull,
  toggleUnique,
} from "../js/command/batch/column.js";
import { set } from "../js/command/batch/ops.js";
import { makePivot, manyToManyEnds } from "../js/command/batch/pivot.js";
import { noteToTable, tableToNote, unpair } from "../js/command/batch/reading.js";
import { cycleEnd, flip, foreignName, planRelation, planSentence, relate } from "../js/command/batch/relate.js";
import { removeThings } from "../js/command/batch/remove.js";
import {
  addFrame,
  addNote,
  addTable,
  copyText,
  moveThings,
  pasteText,
  renameTable,
} from "../js/command/batch/table.js";
import { counted, plural, singular } from "../js/model/noun.js";
import { bothWays, pathOf } from "../js/model/relationship.js";
import { parseLine, parseLines } from "../js/model/typed_line.js";
import { shop } from "./shop.js";

/** @param {string} text */
const line = text => /** @type {import("../js/model/typed_line.js").TypedLine} */ (parseLine(text));

test("typed lines become columns, keys and a foreign key in one batch", () => {
  const { d, run } = shop();
  run(addColumns(d, "orders", parseLines("code varchar(20) !u\nowner_id ! -> users\ntotal decimal(10,2) = 0")));
  const t = d.table("orders");
  assert.deepEqual(
    t?.columns.map(c => c.name),
    ["id", "user_id", "code", "owner_id", "total"],
  );
  const owner = t?.columns[3];
  assert.deepEqual(
    [owner?.type, owner?.fk, owner?.notNull],
    ["bigint", true, true],
    "serial counts itself, a reference doesn't",
  );
  assert.equal(t?.columns[2]?.unique, true);
  const r = d.all("relationship")[0]?.props;
  assert.deepEqual(r?.ends, [
    { table: "orders", card: "zero_many" },
    { table: "users", card: "one" },
  ]);
});

test("a column goes below the one named, and pk extends the key", () => {
  const { d, run } = shop();
  run(addColumns(d, "orders", [line("shop int pk")], "o-id"));
  assert.deepEqual(
    d.table("orders")?.columns.map(c => c.name),
    ["id", "shop", "user_id"],
  );
  assert.equal(d.table("orders")?.primaryKey?.props.columns.length, 2);
});

test("a reference to a table that isn't there is a plain column", () => {
  const { d, run } = shop();
  run(addColumns(d, "orders", [line("x -> nowhere")]));
  assert.equal(d.all("relationship").length, 0);
});

test("a name alone renames, a whole line replaces", () => {
  const { d, run } = shop();
  assert.equal(run(editColumn(d, "u-mail", line("mail"))).label, "Rename column users.email");
  assert.deepEqual([d.table("users")?.columns[1]?.type, d.table("users")?.columns[1]?.notNull], ["text", true]);
  run(editColumn(d, "u-mail", line("mail citext u = ''")));
  const c = d.table("users")?.columns[1];
  assert.deepEqual([c?.type, c?.notNull, c?.unique, c?.object.props.default], ["citext", false, true, "''"]);
  assert.equal(editColumn(d, "u-mail", line("mail citext u = ''")), null, "nothing to do");
  run(editColumn(d, "o-user", line("user_id bigint ! -> users.id")));
  assert.equal(d.all("relationship").length, 1);
  assert.equal(editColumn(d, "o-user", line("user_id bigint ! -> users.id")), null, "it refers there already");
});

test("things are counted in words", () => {
  assert.deepEqual(
    [0, 1, 2].map(n => counted(n, "table")),
    ["0 tables", "1 table", "2 tables"],
  );
});

test("columns move, and stop at the ends", () => {
  const { d, run } = shop();
  run(moveColumns(d, ["u-mail"], -1));
  assert.deepEqual(
    d.table("users")?.columns.map(c => c.name),
    ["email", "id"],
  );
  assert.equal(moveColumns(d, ["u-mail"], -1), null);
});

test("a copy of a column stands below it, with a free name and without its key", () => {
  const { d, run } = shop();
  run(duplicateColumns(d, ["u-id", "u-mail"]));
  assert.deepEqual(
    d.table("users")?.columns.map(c => [c.name, c.type, c.pk, c.notNull]),
    [
      ["id", "bigserial", true, true],
      ["id_2", "bigserial", false, false],
      ["email", "text", false, true],
      ["email_2", "text", false, true],
    ],
  );
  run(duplicateColumns(d, ["u-mail"]));
  assert.equal(d.table("users")?.columns[3]?.name, "email_3");
  assert.equal(duplicateColumns(d, ["users"]), null);
});

test("key, null and unique toggle, and cardinality follows null", () => {
  const { d, run } = shop();
  run(
    relate(
      d,
      /** @type {NonNullable<ReturnType<typeof planRelation>>} */ (
        planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" })
      ),
    ),
  );
  run(toggleNull(d, ["o-user"]));
  assert.equal(d.all("relationship")[0]?.props.ends[1]?.card, "zero_one");
  run(toggleNull(d, ["o-user"]));
  assert.equal(d.all("relationship")[0]?.props.ends[1]?.card, "one");
  run(toggleKey(d, ["o-user"]));
  assert.deepEqual(d.table("orders")?.primaryKey?.props.columns, ["o-id", "o-user"]);
  run(toggleKey(d, ["o-id", "o-user"]));
  assert.equal(d.table("orders")?.primaryKey, null);
  run(toggleUnique(d, ["u-mail"]));
  assert.equal(d.table("users")?.columns[1]?.unique, true);
  run(toggleUnique(d, ["u-mail"]));
  assert.equal(d.table("users")?.columns[1]?.unique, false);
});

test("the key is the parent whichever way the line is drawn; X swaps", () => {
  const { d } = shop();
  const a = { table: "orders", column: "o-user" };
  const b = { table: "users", column: "u-id" };
  const want = "orders.user_id → users.id: a user has many orders";
  for (const [from, to] of [
    [a, b],
    [b, a],
  ]) {
    const plan = planRelation(d, /** @type {typeof a} */ (from), /** @type {typeof a} */ (to));
    assert.equal(plan && planSentence(plan), want);
    const turned = planRelation(d, /** @type {typeof a} */ (from), /** @type {typeof a} */ (to), true);
    assert.equal(turned?.child.id, "users");
  }
  assert.equal(planRelation(d, a, a), null);
});

test("a row on a card makes the column, or takes the one that is there", () => {
  const { d, run } = shop();
  const plan = planRelation(d, { table: "users", column: "u-id" }, { table: "orders" });
  assert.equal(plan && planSentence(plan), "orders.user_id → users.id: a user has many orders");
  const made = planRelation(d, { table: "orders", column: "o-id" }, { table: "users" });
  assert.ok(made);
  assert.equal(planSentence(made), "new users.order_id → orders.id: an order has many users");
  run(relate(d, made));
  assert.deepEqual(d.table("users")?.columns.at(-1)?.object.props, {
    ...d.table("users")?.columns[0]?.object.props,
    name: "order_id",
    type: "uuid",
    not_null: true,
  });
  const self = planRelation(d, { table: "users", column: "u-id" }, { table: "users" });
  assert.equal(self?.pairs[0]?.name, "user_id");
});

test("a relationship flips, and its ends cycle with null and unique", () => {
  const { d, run } = shop();
  const plan = planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  assert.ok(plan);
  const id = run(relate(d, plan)).id ?? "";
  assert.equal(
    bothWays(
      d,
      /** @type {NonNullable<ReturnType<typeof d.object<"relationship">>>} */ (d.object(id, "relationship")).props,
    ),
    "A user has many orders, an order has exactly one user.",
  );
  run(cycleEnd(d, id, 1));
  assert.equal(d.column("o-user")?.column.notNull, false);
  run(cycleEnd(d, id, 0));
  assert.equal(d.object(id, "relationship")?.props.ends[0]?.card, "one");
  assert.equal(d.column("o-user")?.column.unique, true);
  run(cycleEnd(d, id, 0));
  run(cycleEnd(d, id, 0));
  assert.equal(d.column("o-user")?.column.unique, false);
  run(flip(d, id));
  const r = d.object(id, "relationship")?.props;
  assert.ok(r);
  assert.equal(pathOf(d, r), "users.id → orders.user_id");
  assert.equal(r.ends[0]?.table, "users");
});

test("deleting a column takes its relationships and its part in keys and indexes along", () => {
  const { d, run } = shop();
  const plan = planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  run(plan && relate(d, plan));
  const act = removeThings(d, ["o-user"]);
  assert.deepEqual(act?.also, ["relationship orders – users"]);
  run(act);
  assert.deepEqual(d.table("orders")?.indexes[0]?.props.parts, [{ column: "o-id" }]);
  assert.equal(d.all("relationship").length, 0);
  run(removeThings(d, ["o-id"]));
  assert.equal(d.table("orders")?.indexes.length, 0);
  assert.equal(d.table("orders")?.keys.length, 0);
});

test("deleting a table takes its relationships along, its columns go with it", () => {
  const { d, run } = shop();
  const plan = planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  run(plan && relate(d, plan));
  const act = run(removeThings(d, ["users", "u-id"]));
  assert.deepEqual(
    act.ops.map(o => o.op),
    ["delete", "delete"],
  );
  assert.equal(d.table("orders")?.columns[1]?.fk, false);
  assert.equal(removeThings(d, ["users", "nothing"]), null);
});

test("a pivot table has both keys, a composite key and an index for the way back", () => {
  const { d, run } = shop();
  const act = makePivot(d, "users", "orders");
  run(act);
  const t = d.table(act?.id ?? "");
  assert.equal(t?.name, "user_orders");
  assert.deepEqual(
    t?.columns.map(c => [c.name, c.type, c.pk, c.fk]),
    [
      ["user_id", "bigint", true, true],
      ["order_id", "uuid", true, true],
    ],
  );
  assert.equal(t?.indexes[0]?.props.parts[0]?.column, t?.columns[1]?.id);
  const self = makePivot(d, "users", "users");
  run(self);
  assert.deepEqual(
    d.table(self?.id ?? "")?.columns.map(c => c.name),
    ["user_id", "other_user_id"],
  );
  run(removeThings(d, ["o-id"]));
  assert.equal(makePivot(d, "users", "orders"), null, "orders has no key now");
});

test("a drawn many-to-many line is replaced by its pivot", () => {
  const { d, run, store } = shop();
  store.submit({
    id: "s:90",
    label: "",
    ops: [
      {
        op: "put",
        id: "m",
        kind: "relationship",
        order: "V",
        props: {
          ends: [
            { table: "users", card: "many" },
            { table: "orders", card: "many" },
          ],
        },
      },
    ],
  });
  assert.deepEqual(manyToManyEnds(d, "m"), ["users", "orders"]);
  run(makePivot(d, "users", "orders", "m"));
  assert.equal(d.object("m", "relationship"), undefined);
  assert.equal(d.all("relationship").length, 2);
});

test("tables, notes and frames are made, renamed and moved", () => {
  const { d, run } = shop();
  const made = run(addTable(d, { x: 100, y: 20 }));
  const box = d.table(made.id ?? "")?.box;
  assert.ok(
    box &&
      d
        .tables()
        .every(
          t =>
            t.id === made.id ||
            t.box.x >= box.x + box.w ||
            t.box.x + t.box.w <= box.x ||
            t.box.y + t.box.h <= box.y ||
            t.box.y >= box.y + box.h,
        ),
    "it covers no other card",
  );
  assert.equal(run(renameTable(d, "users", "  people \n here ")).label, "Rename table users");
  assert.equal(d.table("users")?.name, "people here");
  assert.equal(renameTable(d, "users", " "), null);
  run(moveThings(d, new Map([["users", { x: 20, y: 40 }]])));
  assert.deepEqual(d.table("users")?.props.pos, { x: 20, y: 40 });
  run(addNote(d, { x: 0, y: 0, w: 180, h: 100 }));
  run(addFrame(d, { x: 0, y: 0, w: 400, h: 300 }));
  assert.equal(d.all("frame")[0]?.props.title, "Area");
});

test("copied tables come back with new IDs, names and their relationship", () => {
  const { d, run } = shop();
  const plan = planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  run(plan && relate(d, plan));
  const text = copyText(d, ["users", "orders"]);
  const act = pasteText(d, text, null);
  run(act);
  assert.deepEqual(
    d.tables().map(t => t.name),
    ["users", "orders", "users_2", "orders_2"],
  );
  const copy = d.tableNamed("orders_2");
  assert.deepEqual(
    copy?.columns.map(c => [c.name, c.fk, c.pk]),
    [
      ["id", false, true],
      ["user_id", true, false],
    ],
  );
  assert.deepEqual(copy?.props.pos, { x: 440, y: 40 });
  for (const bad of ["hello", '{"crowsfoot":1', '{"crowsfoot":1,"ops":[{"op":"delete","id":"users"}]}', ""])
    assert.equal(pasteText(d, bad, null), null);
});

test("a text that was a table becomes one, and a box that was none becomes a text", () => {
  const { d, run } = shop();
  const note = addNote(d, { x: 20, y: 300, w: 180, h: 100 });
  run({ label: "", ops: [...note.ops, set(note.id, "note", "text", "Invoice:\n\n number varchar(20) pk\ntotal\n")] });
  run(noteToTable(d, note.id));
  const t = d.tableNamed("Invoice");
  assert.deepEqual(
    t?.columns.map(c => [c.name, c.type, c.pk]),
    [
      ["number", "varchar(20)", true],
      ["total", "", false],
    ],
  );
  assert.deepEqual(t?.props.pos, { x: 20, y: 300 });
  assert.equal(d.all("note").length, 0);

  const plan = planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  run(plan && relate(d, plan));
  run(tableToNote(d, "orders"));
  assert.equal(d.table("orders"), undefined);
  assert.equal(d.all("relationship").length, 0);
  assert.equal(d.all("note")[0]?.props.text, "orders\nid uuid\nuser_id bigint");
  assert.equal(noteToTable(d, "users"), null);
  assert.equal(tableToNote(d, "nothing"), null);
});

test("a line may lose its columns and stay", () => {
  const { d, run } = shop();
  const plan = planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  run(plan && relate(d, plan));
  const id = d.all("relationship")[0]?.id ?? "";
  run(unpair(d, id));
  assert.deepEqual(d.object(id, "relationship")?.props.pairs, []);
  assert.equal(unpair(d, id), null);
});

test("columns that refer somewhere are named by the table", () => {
  assert.equal(foreignName("users", "id"), "user_id");
  assert.equal(foreignName("users", "user_id"), "user_id");
  assert.equal(foreignName("order_items", "item_no"), "item_no");
  assert.equal(foreignName("orderItems", "id"), "orderItemId");
  assert.equal(foreignName("addresses", "uuid"), "address_uuid");
});

test("nouns", () => {
  for (const [one, many] of [
    ["user", "users"],
    ["address", "addresses"],
    ["category", "categories"],
    ["order_item", "order_items"],
    ["person", "people"],
    ["status", "statuses"],
    ["box", "boxes"],
    ["day", "days"],
    ["house", "houses"],
    ["case", "cases"],
    ["branch", "branches"],
    ["OrderItem", "OrderItems"],
    ["CITY", "CITIES"],
    ["series", "series"],
  ]) {
    assert.equal(plural(/** @type {string} */ (one)), many);
    assert.equal(singular(/** @type {string} */ (many)), one);
    assert.equal(singular(/** @type {string} */ (one)), one);
  }
});
