import assert from "node:assert/strict";
import { test } from "node:test";
import { completions, filled, readDependency, toggled, writeDependency } from "../js/model/dependency_line.js";

const columns = ["id", "customer_id", "customer_name", "Customer Phone", "a-b", "Zip"].map((name, i) => ({
  id: `c${i}`,
  name,
}));

/** @type {[string, string[], string[], RegExp][]} */
const cases = [
  ["customer_id -> customer_name", ["c1"], ["c2"], /^$/],
  ["customer_id->customer_name,zip", ["c1"], ["c2", "c5"], /^$/],
  ['customer_id, id → "Customer Phone" , zip; why, not; really -> so', ["c1", "c0"], ["c3", "c5"], /^$/],
  ["a-b => id", ["c4"], ["c0"], /^$/],
  ["id, id -> id, zip", ["c0"], ["c5"], /^$/],
  ["customer_id", ["c1"], [], /arrow/],
  ["customer_id ->", ["c1"], [], /then always the same/],
  ["-> zip", [], ["c5"], /decide/],
  ["id -> id", ["c0"], [], /itself/],
  ["customer -> zip", [], ["c5"], /no column customer\./],
  ["", [], [], /decide/],
  ['"', [], [], /no column/],
];
for (const [text, from, to, problem] of cases) {
  test(`reads ${text || "nothing"}`, () => {
    const r = readDependency(columns, text);
    assert.deepEqual([r.from, r.to], [from, to]);
    assert.match(r.problem, problem);
  });
}

test("writes what it reads", () => {
  for (const [from, to] of [
    [["c1"], ["c2", "c3"]],
    [["c4", "c0"], ["c5"]],
    [["c3"], []],
  ]) {
    const r = readDependency(columns, writeDependency(columns, from ?? [], to ?? []));
    assert.deepEqual([r.from, r.to], [from, to]);
  }
  assert.equal(writeDependency(columns, [], []), "");
});

test("a click puts a column on a side, takes it off, or over", () => {
  let text = toggled(columns, "", "c1", "from");
  assert.equal(text, "customer_id");
  text = toggled(columns, text, "c2", "to");
  text = toggled(columns, text, "c3", "to");
  assert.equal(text, 'customer_id -> customer_name, "Customer Phone"');
  text = toggled(columns, text, "c2", "from");
  assert.equal(text, 'customer_id, customer_name -> "Customer Phone"');
  assert.equal(toggled(columns, text, "c3", "to"), "customer_id, customer_name");
  assert.equal(toggled(columns, "", "c0", "to"), "-> id");
});

test("keeps what stands behind a semicolon", () => {
  const text = 'customer_id -> "Customer Phone"; for all; a -> b';
  const r = readDependency(columns, text);
  assert.equal(r.comment, "for all; a -> b");
  assert.equal(writeDependency(columns, r.from, r.to, r.comment), text);
  assert.equal(toggled(columns, text, "c5", "to"), 'customer_id -> "Customer Phone", Zip; for all; a -> b');
  assert.deepEqual(completions(columns, "id -> zip; cust", 15).choices, []);
});

test("completes the word at the caret", () => {
  const names = (/** @type {string} */ text, caret = text.length) =>
    completions(columns, text, caret).choices.map(c => c.name);
  assert.deepEqual(names("cust"), ["customer_id", "customer_name", "Customer Phone"]);
  assert.deepEqual(names("customer_id -> name"), ["customer_name"]);
  assert.deepEqual(names("customer_id -> customer"), ["customer_name", "Customer Phone"]);
  assert.deepEqual(names("customer_id -> "), []);
  assert.equal(completions(columns, "id", 2).exact, true);
  const text = "id -> phone, zip";
  const place = completions(columns, text, 9);
  const column = place.choices[0];
  assert.ok(column);
  assert.deepEqual(filled(text, place, column), { text: 'id -> "Customer Phone", zip', caret: 22 });
});
