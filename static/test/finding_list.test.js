import assert from "node:assert/strict";
import { test } from "node:test";
import { keymapOf } from "../js/command/keymap.js";
import { Diagram } from "../js/model/diagram.js";
import { Document } from "../js/model/op.js";
import { orderAt } from "../js/model/order.js";
import { Derived } from "../js/state/derived.js";
import { FindingList } from "../js/state/finding_list.js";
import { Findings, tellAll } from "../js/state/findings.js";
import { Selection } from "../js/state/selection.js";

/** @typedef {import("../js/state/findings.js").Finding} Finding */

/**
 * @param {string} fingerprint
 * @param {Partial<Finding> & {table?: string, column?: string}} [more]
 * @returns {Finding}
 */
function finding(fingerprint, { table = "orders", column = "", ...more } = {}) {
  return {
    rule: "K001",
    name: "missing-foreign-key",
    family: "Keys and references",
    severity: "warning",
    tier: "certain",
    confidence: 1,
    message: `${table} is odd (${fingerprint})`,
    objects: [
      column
        ? { kind: "column", id: `${table}.${column}`, table, table_id: table, column }
        : { kind: "table", id: table, table, table_id: table },
    ],
    evidence: [],
    fixes: [],
    fingerprint,
    ...more,
  };
}

const SOME = [
  finding("a", { severity: "info", table: "customers", column: "phone" }),
  finding("b", { severity: "error", column: "customer_id", fixes: [{ title: "Add it", safe: true }] }),
  finding("c", { tier: "hint", severity: "info", family: "Naming", rule: "M001", name: "odd-name" }),
  finding("d", { tier: "likely", family: "Types", rule: "T001", name: "odd-type", table: "items", message: "A Float" }),
];

/** customers stands before orders, although its findings come later. */
const DOCUMENT = new Document();
DOCUMENT.apply(
  ["customers", "orders", "items"].map((id, i) => ({
    op: "put",
    id,
    kind: "table",
    order: orderAt(i),
    props: { name: id },
  })),
);

/** @param {readonly Finding[]} findings */
function setup(findings = SOME) {
  const derived = new Derived();
  const selection = new Selection();
  const list = new FindingList(derived, selection, () => new Diagram(DOCUMENT));
  let seq = 0;
  const send = (/** @type {import("../js/state/findings.js").FindingsMessage} */ f) =>
    derived.receive({ seq: ++seq, findings: f });
  send(findings);
  /** @type {string[]} */
  const told = [];
  list.on("chosen", e => told.push(`${e.finding?.fingerprint ?? "none"} ${e.open ? "open" : "line"} ${e.by}`));
  const shown = () => list.shown.map(f => f.fingerprint).join("");
  const groups = () => list.rows.filter(r => r.kind === "group").map(r => `${r.title} ${r.count}`);
  return { derived, selection, list, send, told, shown, groups };
}

test("groups with the worst stand first, and the worst first in each", () => {
  const { list, shown, groups } = setup();
  assert.deepEqual(groups(), ["Keys and references 2", "Types 1", "Naming 1"]);
  assert.equal(shown(), "badc");
  list.filter({ grouping: "table" });
  assert.deepEqual(groups(), ["orders 2", "items 1", "customers 1"]);
  assert.equal(shown(), "bcda");
});

test("findings of one mark stand as their tables do", () => {
  const { shown } = setup([
    finding("late", { table: "items", rule: "K009" }),
    finding("second", { table: "orders" }),
    finding("first", { table: "customers" }),
    finding("early", { table: "items", rule: "K002" }),
    finding("whole", { objects: [] }),
  ]);
  assert.equal(shown(), "firstsecondearlylatewhole");
});

test("groups that are as bad as each other stand in the order of rules, or of the diagram", () => {
  const { list, groups } = setup([
    finding("x", { rule: "M001", family: "Naming", table: "items" }),
    finding("y", { rule: "I001", family: "Indexes", table: "customers" }),
    finding("z", { table: "orders" }),
  ]);
  assert.deepEqual(groups(), ["Keys and references 1", "Indexes 1", "Naming 1"]);
  list.filter({ grouping: "table" });
  assert.deepEqual(groups(), ["customers 1", "orders 1", "items 1"]);
});

test("filters by mark, sureness, words and selection; numbers count everything", () => {
  const { list, selection, shown } = setup();
  assert.deepEqual(list.counts.marks, { error: 1, warning: 1, info: 1, hint: 1 });
  assert.deepEqual(list.counts.tiers, { certain: 2, likely: 1, hint: 1 });
  assert.equal(list.counts.mendable, 1);
  list.filter({ withoutMarks: new Set(["error"]) });
  assert.equal(shown(), "dac");
  list.filter({ withoutTiers: new Set(["hint"]) });
  assert.equal(shown(), "da");
  assert.equal(list.counts.all, 4);
  list.clearFilters();
  list.filter({ text: "FLOAT t001" });
  assert.equal(shown(), "d");
  list.clearFilters();
  selection.set(["customers"]);
  list.filter({ onlySelection: true });
  assert.equal(shown(), "a", "a finding on a column speaks of its table");
  selection.set(["orders.customer_id"]);
  assert.equal(shown(), "b");
});

test("walking selects things without filtering by them", () => {
  const { list, selection, shown } = setup();
  selection.set(["orders"]);
  list.filter({ onlySelection: true });
  list.on("chosen", ({ finding: f }) => f && selection.set([f.objects[0]?.id ?? ""]));
  assert.equal(shown(), "bc");
  list.step(1);
  list.step(1);
  assert.equal(list.chosen, "c");
  assert.equal(shown(), "bc");
});

test("steps go round, or stop at the ends; closed groups are passed over", () => {
  const { list, told } = setup();
  list.step(-1);
  assert.equal(list.chosen, "c");
  list.step(1);
  assert.equal(list.chosen, "b");
  list.step(-1, { round: false, open: false, by: "list" });
  assert.equal(list.chosen, "b");
  list.fold("Keys and references");
  assert.deepEqual(told.slice(0, 3), ["c open elsewhere", "b open elsewhere", "b line list"]);
  assert.equal(list.shown.length, 2);
});

test("choosing opens a closed group and takes off filters that hide the finding", () => {
  const { list, shown } = setup();
  list.fold("Keys and references");
  list.choose("a");
  assert.equal(list.finding?.fingerprint, "a");
  list.filter({ text: "float" });
  assert.equal(list.choose("a"), true);
  assert.equal(shown(), "badc");
  assert.equal(list.choose("gone"), false);
});

test("a finding that is gone is let go, and the next one has its place", () => {
  const { list, send, told } = setup();
  list.choose("b");
  told.length = 0;
  send(SOME.filter(f => f.fingerprint !== "b"));
  assert.deepEqual(told, ["none line elsewhere"]);
  assert.equal(list.open, false);
  assert.equal(list.chosen, "d", "types come first now");
  send([]);
  assert.equal(list.chosen, "");
});

test("acts open the finding they are for", () => {
  const { list } = setup();
  /** @type {string[]} */
  const acts = [];
  list.on("act", ({ act }) => acts.push(act));
  list.act("apply");
  assert.deepEqual(acts, [], "nothing is chosen");
  list.choose("b", { open: false });
  list.act("explain");
  assert.deepEqual(acts, ["explain"]);
  assert.equal(list.open, true);
});

test("findings come whole or in groups that change", () => {
  const findings = new Findings();
  const [a, b, c, d] = /** @type {[Finding, Finding, Finding, Finding]} */ (SOME);
  findings.receive({ all: true, groups: { orders: [b, c], customers: [a] } });
  assert.equal(findings.all.length, 3);
  assert.equal(findings.worst("orders"), "error");
  findings.receive({ groups: { orders: [c], items: [d] } });
  assert.equal(findings.worst("orders"), "hint");
  assert.equal(findings.worst("orders.customer_id"), undefined);
  findings.receive({ remove: ["customers"] });
  assert.deepEqual(
    findings.all.map(f => f.fingerprint),
    ["c", "d"],
  );
  findings.receive([a]);
  assert.deepEqual(findings.all, [a]);
});

test("a thing tells its findings, the worst first; a table those of its columns, too", () => {
  const findings = new Findings();
  findings.receive(SOME);
  assert.deepEqual(
    findings.marking("orders").map(f => f.fingerprint),
    ["b", "c"],
  );
  assert.equal(tellAll(findings.marking("orders")), "error: orders is odd (b)\nhint: orders is odd (c)");
  assert.match(tellAll([...SOME, ...SOME]), /and 5 more$/);
  assert.equal(tellAll([]), "");
});

test("single letters belong to the findings only where these have the focus", () => {
  /** @type {import("../js/command/command.js").Command[]} */
  const commands = [
    { id: "frame", label: "Frame", group: "Draw", shortcuts: ["F"], run() {} },
    { id: "fix", label: "Fix", group: "Findings", shortcuts: ["F"], where: "findings", run() {} },
  ];
  assert.equal(keymapOf(commands).get("F")?.id, "frame");
  assert.equal(keymapOf(commands, "findings").get("F")?.id, "fix");
});

test("twenty thousand findings are grouped and filtered at once", () => {
  const many = Array.from({ length: 20_000 }, (_, i) =>
    finding(`f${i}`, {
      table: `table_${i % 5000}`,
      severity: i % 3 ? "warning" : "error",
      family: ["Keys and references", "Naming", "Types", "Indexes"][i % 4] ?? "",
    }),
  );
  const start = performance.now();
  const { list, shown } = setup(many);
  list.filter({ grouping: "table" });
  list.filter({ text: "table_77" });
  assert.equal(list.shown.length, many.filter(f => f.message.includes("table_77")).length);
  list.step(5);
  const ms = performance.now() - start;
  assert.ok(shown().length > 0);
  assert.ok(ms < 2000, `took ${ms.toFixed(0)} ms`);
});
