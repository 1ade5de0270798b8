import assert from "node:assert/strict";
import { test } from "node:test";
import { commands } from "../js/command/commands.js";
import { HINTS, Hints } from "../js/state/hints.js";

/**
 * An app that has no more than hints look at.
 * @param {Record<string, string>} selected kinds by IDs
 * @param {number} findings
 * @returns {any}
 */
function app(selected, findings = 0) {
  const ids = Object.keys(selected);
  return {
    store: { diagram: { kind: (/** @type {string} */ id) => selected[id] ?? "", tableIDs: new Set(["a", "b"]) } },
    selection: {
      size: ids.length,
      single: ids.length === 1 ? ids[0] : "",
      tables: () => ids.filter(id => selected[id] === "table"),
    },
    derived: { findings: Array.from({ length: findings }) },
  };
}

test("a hint fits what is selected", () => {
  const hints = new Hints();
  assert.equal(hints.next(app({ a: "table" }))?.id, "columns");
  assert.equal(hints.next(app({ c: "column" }))?.id, "relate");
  assert.equal(hints.next(app({ r: "relationship" }))?.id, "cardinality");
  assert.equal(hints.next(app({ a: "table", b: "table" }))?.id, "pair");
  assert.equal(hints.next(app({}, 3))?.id, "findings");
  assert.equal(hints.next(app({}))?.id, "palette");
  assert.equal(hints.next(app({ n: "note" })), undefined);
});

test("doing it once is learning it, and it is kept", () => {
  const hints = new Hints();
  assert.equal(hints.saw({ command: "zoom-in" }), false);
  assert.equal(hints.saw({ ops: [{ op: "put", kind: "relationship", id: "r", order: "V" }] }), true);
  assert.equal(hints.saw({ ops: [{ op: "put", kind: "relationship", id: "s", order: "V" }] }), false, "nothing new");
  assert.equal(hints.saw({ command: "palette" }), true);
  const later = new Hints(String(hints));
  assert.equal(later.next(app({ c: "column" })), undefined);
  assert.equal(later.next(app({}))?.id, "help");
});

test("what a hint speaks of is there", () => {
  const known = new Set(commands.map(c => c.id));
  const keys = new Set(commands.flatMap(c => c.shortcuts ?? []));
  for (const h of HINTS) {
    for (const id of h.commands ?? []) assert.ok(known.has(id), `${h.id}: no command ${id}`);
    for (const [, key] of h.text.matchAll(/`([^`]+)`/g)) assert.ok(keys.has(key ?? ""), `${h.id}: no shortcut ${key}`);
  }
});
