import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { lines } from "../js/request.js";

const settle = () => new Promise(r => setTimeout(r, 20));

/**
 * Asks a server that writes these pieces one by one, and ends.
 * @param {import("node:test").TestContext} t
 * @param {...string} pieces
 */
async function ask(t, ...pieces) {
  const server = createServer(async (_, answer) => {
    for (const piece of pieces) {
      answer.write(piece);
      await settle();
    }
    answer.end();
  });
  await new Promise(ready => server.listen(0, "127.0.0.1", () => ready(undefined)));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  /** @type {number[]} */
  const told = [];
  const last = await lines(`http://127.0.0.1:${port}/`, {}, p => told.push(p.done)).catch(e => e.message);
  return { told, last };
}

test("how far the work is is told as it comes, and the last line is the outcome", async t => {
  const whole = await ask(t, '{"done":1,"total":3}\n{"done":2,"to', 'tal":3}\n\n', '{"name":"Kaffeeh\u00e4user"}\n');
  assert.deepEqual(whole, { told: [1, 2], last: { name: "Kaffeehäuser" } });
  assert.deepEqual(await ask(t, '{"done":3,"total":3}\n{"count":0}'), { told: [3], last: { count: 0 } });
});

test("an error, and an answer that breaks off, are told", async t => {
  assert.equal((await ask(t, '{"error":{"message":"There is no such table."}}\n')).last, "There is no such table.");
  assert.match((await ask(t, '{"done":1,"total":3}\n')).last, /^The server broke off/);
  assert.match((await ask(t, "")).last, /^The server broke off/);
});
