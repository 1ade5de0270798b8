import assert from "node:assert/strict";
import { test } from "node:test";
import { linesText, pasteTables, readTables } from "../js/command/batch/lines.js";
import { set } from "../js/command/batch/ops.js";
import { planRelation, relate } from "../js/command/batch/relate.js";
import { shop } from "./shop.js";

test("tables as text come back as the same tables", () => {
  const { d, run } = shop();
  const plan = planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  assert.ok(plan);
  run(relate(d, plan));
  run({
    label: "Change",
    ops: [
      set("u-mail", "column", "comment", "where\nto write"),
      set("o-user", "column", "default", "7"),
      set("u-id", "column", "identity", "always"),
    ],
  });
  const text = linesText(d, ["orders", "users"]);
  assert.equal(
    text,
    "orders\n  id uuid pk\n  user_id bigint ! = 7 -> users.id\n\nusers\n  id bigserial pk auto\n  email text ! -- where to write",
  );
  const other = shop();
  other.run({ label: "Delete", ops: ["users", "orders"].map(id => ({ op: "delete", id })) });
  const act = pasteTables(other.d, text, { x: 0, y: 0 });
  other.run(act);
  assert.equal(act?.label, "Paste 2 tables");
  assert.equal(linesText(other.d, act?.made ?? []), text);
  const boxes = other.d.tables().map(t => t.box);
  assert.ok(boxes[0] && boxes[1] && boxes[0].x + boxes[0].w < boxes[1].x, "beside each other");
});

test("references among pasted tables stay among them when names are taken", () => {
  const { d, run } = shop();
  const text = "orders\n  id uuid pk\n  user_id bigint -> Users.id\n  parent uuid -> orders\nusers\n  id bigint pk";
  const act = pasteTables(d, text, { x: 0, y: 0 });
  run(act);
  const name = (/** @type {string | undefined} */ id) => d.table(id ?? "")?.name;
  assert.deepEqual(act?.made.map(name), ["orders_2", "users_2"]);
  const pairs = () => d.all("relationship").map(r => r.props.ends.map(e => name(e.table)));
  assert.deepEqual(pairs(), [
    ["orders_2", "users_2"],
    ["orders_2", "orders_2"],
  ]);
  run(pasteTables(d, "refunds\n  order_id uuid -> orders.id", { x: 0, y: 0 }));
  assert.deepEqual(pairs()[2], ["refunds", "orders"], "what is not pasted along is there already");
});

test("columns, notes and lines are text, too", () => {
  const { d, run } = shop();
  const plan = planRelation(d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  assert.ok(plan);
  const line = run(relate(d, plan)).id ?? "";
  assert.equal(linesText(d, ["u-id", "u-mail"]), "id bigserial pk\nemail text !");
  assert.equal(linesText(d, [line]), "orders.user_id → users.id");
});

test("only names with indented lines below are tables", () => {
  assert.equal(readTables("id int\nname text"), null);
  assert.equal(readTables("just one"), null);
  assert.equal(readTables("  id int\nusers"), null);
  assert.equal(readTables("Dear all,\n  see below"), null);
  assert.deepEqual(
    readTables('"my table":\n\tid int pk\n\nempty\n')?.map(t => [t.name, t.lines.length]),
    [
      ["my table", 1],
      ["empty", 0],
    ],
  );
});
