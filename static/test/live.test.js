import assert from "node:assert/strict";
import { test } from "node:test";
import { Derived } from "../js/state/derived.js";
import { Store } from "../js/state/store.js";
import { Live } from "../js/sync/live.js";
import { Queue } from "../js/sync/queue.js";
import { Socket } from "../js/sync/socket.js";

/** @typedef {import("../js/sync/socket.js").Message} Message */

const users = { id: "users", kind: "table", order: "V", props: { name: "users" } };

/** A connection that a test plays the server of. */
class Wire {
  constructor() {
    /** @type {Message[]} */
    this.sent = [];
    this.onopen = () => {};
    this.onclose = () => {};
    this.onmessage = (/** @type {{data: string}} */ _) => {};
  }
  /** @param {string} data */
  send(data) {
    this.sent.push(JSON.parse(data));
  }
  close() {
    this.onclose();
  }
  /** @param {Message} m */
  say(m) {
    this.onmessage({ data: JSON.stringify(m) });
  }
}

const settle = () => new Promise(r => setTimeout(r, 5));

/** @param {import("../js/types.js").Batch[]} orphans */
async function open(orphans = []) {
  /** @type {Wire[]} */
  const wires = [];
  const store = new Store();
  const derived = new Derived();
  const kept = new Map();
  const queue = new Queue("d", "s", undefined, undefined);
  queue.open = async () => orphans;
  queue.put = async batch => void kept.set(batch.id, batch);
  queue.remove = async id => void kept.delete(id);
  queue.durable = true;
  const socket = new Socket("ws://x", () => {
    const w = new Wire();
    wires.push(w);
    return /** @type {WebSocket} */ (/** @type {unknown} */ (w));
  });
  const live = new Live({ store, derived, queue, socket, session: "s" });
  await live.start();
  const wire = () => /** @type {Wire} */ (wires.at(-1));
  const welcome = async (/** @type {Record<string, unknown>} */ more = {}) => {
    wire().onopen();
    wire().say({ type: "welcome", v: 1, head: 3, epoch: "e1", role: "owner", objects: [users], ...more });
    await settle();
  };
  const name = () => store.diagram.table("users")?.name;
  return { live, store, derived, socket, wires, wire, kept, welcome, name };
}

/** @param {string} value @returns {import("../js/types.js").Op} */
const rename = value => ({ op: "set", id: "users", prop: "name", value });

test("a label that is too long for the server is cut", async () => {
  const { live, wire, welcome } = await open();
  await welcome();
  live.submit(`Rename table ${"ä".repeat(255)}`, [rename("people")]);
  await settle();
  const { label } = wire().sent.at(-1)?.batch ?? wire().sent.at(-1) ?? {};
  assert.match(label, /^Rename table ä+…$/);
  assert.ok(new TextEncoder().encode(label).length <= 200);
});

test("an edit is kept first, then sent, then forgotten when it is acknowledged", async t => {
  const { live, wire, kept, welcome, name } = await open();
  t.after(() => live.socket.stop());
  await welcome();
  assert.deepEqual(wire().sent[0], { type: "hello", v: 1, session: "s", after: -1, epoch: "" });
  assert.ok(live.submit("Rename table", [rename("people")]));
  assert.equal(name(), "people");
  assert.equal(wire().sent.length, 1, "not sent before it is kept");
  await settle();
  assert.equal(kept.size, 1);
  assert.deepEqual(wire().sent[1], {
    type: "batch",
    batch: { id: "s:1", label: "Rename table", ops: [rename("people")] },
  });
  assert.deepEqual(live.saveState, { state: "saving", count: 1, kept: true });
  wire().say({ type: "ops", seq: 4, id: "s:1", actor: "owner", label: "Rename table", ops: [rename("people")] });
  wire().say({ type: "ack", id: "s:1", seq: 4 });
  await settle();
  assert.equal(kept.size, 0);
  assert.deepEqual(live.saveState, { state: "saved", count: 0, kept: true });
});

test("an acknowledgement may come before the numbered batch", async t => {
  const { live, wire, welcome, name, store } = await open();
  t.after(() => live.socket.stop());
  await welcome();
  live.submit("Rename table", [rename("people")]);
  await settle();
  wire().say({ type: "ack", id: "s:1", seq: 4 });
  assert.equal(name(), "people");
  wire().say({ type: "ops", seq: 4, id: "s:1", ops: [rename("people")] });
  assert.deepEqual([name(), store.pending.length], ["people", 0]);
});

test("a refused edit is taken back and told", async t => {
  const { live, wire, welcome, name } = await open();
  t.after(() => live.socket.stop());
  await welcome();
  const told = /** @type {string[]} */ ([]);
  live.on("refused", e => told.push(`${e.label}: ${e.message}`));
  live.submit("Rename table", [rename("people")]);
  await settle();
  wire().say({ type: "reject", id: "s:1", error: { code: "invalid", message: "No." } });
  assert.equal(name(), "users");
  assert.deepEqual(told, ["Rename table: No."]);
});

test("after a break it resumes and sends again; what the server has is not applied twice", async t => {
  const { live, wire, wires, welcome, name, store } = await open();
  t.after(() => live.socket.stop());
  await welcome();
  live.submit("Rename table", [rename("people")]);
  await settle();
  wire().onclose();
  assert.equal(live.ready, false);
  live.submit("Rename table", [rename("persons")]);
  live.socket.start();
  assert.equal(wires.length, 2);
  wire().onopen();
  assert.deepEqual(wire().sent[0], { type: "hello", v: 1, session: "s", after: 3, epoch: "e1" });
  wire().say({ type: "welcome", v: 1, head: 4, epoch: "e1", role: "owner" });
  wire().say({ type: "ops", seq: 4, id: "s:1", ops: [rename("people")] });
  await settle();
  assert.deepEqual(
    wire()
      .sent.slice(1)
      .map(m => m.batch.id),
    ["s:1", "s:2"],
  );
  wire().say({ type: "ack", id: "s:1", seq: 4 });
  wire().say({ type: "ops", seq: 5, id: "s:2", ops: [rename("persons")] });
  assert.deepEqual([name(), store.pending.length, store.head], ["persons", 0, 5]);
});

test("edits of an earlier visit are sent again on top of the snapshot", async t => {
  const { live, wire, welcome, name, store } = await open([
    { id: "old:7", label: "Rename table", ops: [rename("old")] },
  ]);
  t.after(() => live.socket.stop());
  await welcome();
  assert.equal(name(), "old");
  assert.equal(wire().sent[1]?.batch.id, "old:7");
  wire().say({ type: "ack", id: "old:7", seq: 2 });
  assert.equal(store.pending.length, 0, "the snapshot held it");
  assert.equal(name(), "users");
});

test("undo is asked of the server, after the edits before it", async t => {
  const { live, wire, welcome, name } = await open();
  t.after(() => live.socket.stop());
  await welcome();
  const skipped = /** @type {string[][]} */ ([]);
  live.on("skipped", e => skipped.push(e.names));
  live.submit("Rename table", [rename("people")]);
  live.undo();
  await settle();
  assert.deepEqual(
    wire().sent.map(m => m.type),
    ["hello", "batch", "undo"],
  );
  wire().say({ type: "ops", seq: 4, id: "s:1", ops: [rename("people")] });
  wire().say({ type: "ops", seq: 5, id: "s:2", ops: [rename("users")], undoes: "s:1" });
  wire().say({ type: "ack", id: "s:2", seq: 5, skipped: ["users.comment"] });
  assert.equal(name(), "users");
  assert.deepEqual(skipped, [["users.comment"]]);
});

test("while offline an edit that was never sent can be undone and redone", async t => {
  const { live, welcome, wire, name, kept } = await open();
  t.after(() => live.socket.stop());
  await welcome();
  wire().onclose();
  live.submit("Rename table", [rename("people")]);
  await settle();
  assert.equal(kept.size, 1);
  assert.deepEqual(live.history, { undo: "Rename table", redo: null });
  live.undo();
  await settle();
  assert.deepEqual([name(), kept.size], ["users", 0]);
  assert.deepEqual(live.history, { undo: null, redo: "Rename table" });
  live.redo();
  assert.equal(name(), "people");
  assert.deepEqual(live.history, { undo: "Rename table", redo: null });
  const told = /** @type {string[]} */ ([]);
  live.on("notice", e => told.push(e.text));
  live.redo();
  assert.equal(told.length, 1);
});

test("a gap asks for everything", async t => {
  const { live, wire, welcome } = await open();
  t.after(() => live.socket.stop());
  await welcome();
  wire().say({ type: "ops", seq: 9, id: "t:1", ops: [rename("far")] });
  assert.equal(live.ready, false);
  live.socket.start();
  wire().onopen();
  assert.equal(wire().sent[0]?.after, -1);
});

test("without storage the queue keeps nothing and says so", async () => {
  const queue = new Queue("d", "s", undefined, undefined);
  assert.deepEqual(await queue.open(), []);
  await queue.put({ id: "s:1", label: "", ops: [] });
  await queue.remove("s:1");
  assert.equal(queue.durable, false);
});

test("derived data that is older than what is shown is dropped", () => {
  const derived = new Derived();
  derived.receive({
    seq: 5,
    routes: {
      all: true,
      set: [
        {
          id: "r",
          points: [
            [0, 0],
            [10, 0],
          ],
        },
      ],
    },
    findings: [],
  });
  derived.receive({ seq: 4, routes: { all: true, set: [] } });
  assert.equal(derived.routes.size, 1);
  derived.receive({ seq: 6, routes: { remove: ["r"] } });
  assert.equal(derived.routes.size, 0);
});
