import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Derived } from "../js/state/derived.js";
import { Store } from "../js/state/store.js";
import { Live } from "../js/sync/live.js";
import { Queue } from "../js/sync/queue.js";
import { readSnapshot } from "../js/sync/snapshot.js";
import { Socket } from "../js/sync/socket.js";

const table = (/** @type {string} */ id, name = id) => ({ id, kind: "table", order: "V", props: { name } });
const settle = () => new Promise(r => setTimeout(r, 20));

/**
 * A server that writes what the test hands it.
 * @param {import("node:test").TestContext} t
 */
async function serve(t) {
  /** @type {(answer: import("node:http").ServerResponse) => void} */
  let take = () => {};
  /** @type {Promise<import("node:http").ServerResponse>} */
  const asked = new Promise(done => {
    take = done;
  });
  const server = createServer((_, answer) => {
    answer.flushHeaders();
    take(answer);
  });
  await new Promise(ready => server.listen(0, "127.0.0.1", () => ready(undefined)));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const say = async (/** @type {unknown[]} */ ...lines) => {
    const answer = await asked;
    for (const line of lines) answer.write(`${JSON.stringify(line)}\n`);
    await settle();
  };
  const end = async () => void (await asked).end();
  const breakOff = async () => void (await asked).destroy();
  return { url: `http://127.0.0.1:${address.port}/snapshot`, say, end, breakOff };
}

const head = { v: 1, head: 7, epoch: "e1", cards: 1, parts: 2, bounds: { x: 0, y: 0, w: 220, h: 36 } };

test("lines are taken in as they come, and one that is missing is noticed", async t => {
  const { url, say, end } = await serve(t);
  /** @type {unknown[]} */
  const seen = [];
  const all = readSnapshot(url, {
    begin: h => seen.push(h.head),
    take: (objects, n) => seen.push([n, objects.map(o => o.id)]),
  });
  await settle();
  await say(head, [table("users")]);
  assert.deepEqual(seen, [7, [1, ["users"]]]);
  await end();
  assert.equal(await all, false);
});

test("an edit made while the diagram comes stays on top and is sent when all is there", async t => {
  const { url, say, end } = await serve(t);
  /** @type {any[]} */
  const sent = [];
  const wire = /** @type {any} */ ({ send: (/** @type {string} */ m) => sent.push(JSON.parse(m)), close() {} });
  const store = new Store();
  const queue = new Queue("d", "s", undefined, undefined);
  queue.open = async () => [
    { id: "old:1", label: "Rename", ops: [{ op: "set", id: "late", prop: "name", value: "early" }] },
  ];
  queue.put = queue.remove = async () => {};
  const socket = new Socket("ws://x", () => wire);
  const live = new Live({ store, derived: new Derived(), queue, socket, session: "s", snapshot: url });
  t.after(() => socket.stop());
  const started = live.start();
  await settle();
  wire.onopen();
  await say(head, [table("users")]);
  assert.equal(store.coming, true);
  assert.ok(live.submit("Rename", [{ op: "set", id: "users", prop: "name", value: "people" }]));
  assert.equal(sent.length, 0, "nothing goes out before the diagram is there");
  await say([table("late")]);
  await end();
  await started;
  assert.deepEqual([store.diagram.table("users")?.name, store.diagram.table("late")?.name], ["people", "early"]);
  assert.deepEqual([store.head, store.coming], [7, false]);
  assert.deepEqual([sent.length, sent[0]], [1, { type: "hello", v: 1, session: "s", after: 7, epoch: "e1" }]);
  wire.onmessage({ data: JSON.stringify({ type: "welcome", v: 1, head: 7, epoch: "e1", role: "owner" }) });
  assert.deepEqual(
    sent.slice(1).map(m => m.batch.id),
    ["old:1", "s:1"],
  );
});

test("when the stream breaks off the live channel brings everything", async t => {
  const { url, say, breakOff } = await serve(t);
  /** @type {any[]} */
  const sent = [];
  const wire = /** @type {any} */ ({ send: (/** @type {string} */ m) => sent.push(JSON.parse(m)), close() {} });
  const store = new Store();
  const queue = new Queue("d", "s", undefined, undefined);
  queue.open = async () => [];
  const socket = new Socket("ws://x", () => wire);
  const live = new Live({ store, derived: new Derived(), queue, socket, session: "s", snapshot: url });
  t.after(() => socket.stop());
  const started = live.start();
  await settle();
  wire.onopen();
  await say(head, [table("users")]);
  await breakOff();
  await started;
  assert.equal(sent[0]?.after, -1);
  wire.onmessage({
    data: JSON.stringify({
      type: "welcome",
      v: 1,
      head: 9,
      epoch: "e1",
      role: "owner",
      objects: [table("users", "staff"), table("late")],
    }),
  });
  assert.deepEqual([store.diagram.table("users")?.name, store.head, store.coming], ["staff", 9, false]);
});
