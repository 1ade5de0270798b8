import assert from "node:assert/strict";
import { test } from "node:test";
import { moveColumns, toggleKey, toggleUnique } from "../js/command/batch/column.js";
import { makePivot } from "../js/command/batch/pivot.js";
import { planRelation, relate, setCard } from "../js/command/batch/relate.js";
import { pivotLines, unpivot } from "../js/command/batch/unpivot.js";
import { addColumns } from "../js/command/batch/column.js";
import { parseLines } from "../js/model/typed_line.js";
import { shop } from "./shop.js";

/** A shop whose orders refer to users. */
function related() {
  const s = shop();
  const plan = planRelation(s.d, { table: "orders", column: "o-user" }, { table: "users", column: "u-id" });
  assert.ok(plan);
  const id = s.run(relate(s.d, plan)).id ?? "";
  return { ...s, id, cards: () => s.d.object(id, "relationship")?.props.ends.map(e => e.card) };
}

test("a unique child is at most one, and many again when it is not", () => {
  const { d, run, cards, id } = related();
  assert.deepEqual(cards(), ["zero_many", "one"]);
  run(toggleUnique(d, ["o-user"]));
  assert.deepEqual(cards(), ["zero_one", "one"]);
  run(toggleUnique(d, ["o-user"]));
  assert.deepEqual(cards(), ["zero_many", "one"]);
  run(setCard(d, id, 0, "one_many"));
  run(toggleUnique(d, ["o-user"]));
  assert.deepEqual(cards(), ["one", "one"], "that there is one at least is not forgotten");
});

test("a child that is the whole key is at most one; as part of a key it is never null", () => {
  const { d, run, cards, id } = related();
  run(setCard(d, id, 1, "zero_one"));
  assert.equal(d.column("o-user")?.column.notNull, false);
  run(toggleKey(d, ["o-user"]));
  assert.deepEqual(cards(), ["zero_many", "one"]);
  run(toggleKey(d, ["o-id"]));
  assert.deepEqual(cards(), ["zero_one", "one"]);
  run(toggleKey(d, ["o-user"]));
  assert.deepEqual(cards(), ["zero_many", "zero_one"]);
});

test("columns are unique together", () => {
  const { d, run } = related();
  run(toggleUnique(d, ["o-id", "o-user"]));
  assert.deepEqual(
    d
      .table("orders")
      ?.keys.filter(k => !k.props.primary)
      .map(k => k.props.columns),
    [["o-id", "o-user"]],
  );
  run(toggleUnique(d, ["o-user", "o-id"]));
  assert.equal(d.table("orders")?.keys.length, 1);
  assert.equal(toggleUnique(d, ["o-id", "u-id"]), null, "of one table only");
});

test("columns that stand together move together", () => {
  const { d, run } = shop();
  run(addColumns(d, "users", parseLines("a int\nb int\nc int")));
  const names = () =>
    d
      .table("users")
      ?.columns.map(c => c.name)
      .join(" ");
  const id = (/** @type {string} */ name) => d.table("users")?.columns.find(c => c.name === name)?.id ?? "";
  run(moveColumns(d, [id("b"), id("a")], -1));
  assert.equal(names(), "id a b email c");
  run(moveColumns(d, [id("a"), id("b")], 1));
  run(moveColumns(d, [id("a"), id("b")], 1));
  assert.equal(names(), "id email c a b");
  assert.equal(moveColumns(d, [id("a"), id("b")], 1), null);
  assert.equal(moveColumns(d, [id("id"), id("c")], 1), null, "others stand between them");
});

test("a pivot table becomes a line, with its own columns, and a table again", () => {
  const { d, run } = shop();
  const made = makePivot(d, "users", "orders");
  assert.ok(made);
  run(made);
  run(addColumns(d, made.id, parseLines("since date")));
  assert.ok(pivotLines(d, made.id));
  const act = unpivot(d, made.id);
  assert.ok(act);
  run(act);
  const line = d.object(act.id, "relationship")?.props;
  assert.deepEqual(
    [line?.ends.map(e => e.table), line?.name, line?.attributes],
    [["users", "orders"], "user_orders", [{ name: "since", type: "date" }]],
  );
  assert.equal(d.tableIDs.size, 2);
  const again = makePivot(d, "users", "orders", act.id);
  run(again);
  assert.deepEqual(
    [d.table(again?.id ?? "")?.name, d.table(again?.id ?? "")?.columns.map(c => c.name)],
    ["user_orders", ["user_id", "order_id", "since"]],
  );
  assert.equal(unpivot(d, "users"), null, "users is no pivot table");
});
