import "./webcrypto.js";
import assert from "node:assert/strict";
import { Store } from "../js/state/store.js";

/** @typedef {import("../js/command/command.js").Act} Act */

/** A shop in an open store; do() submits an act and checks that undoing it restores all. */
export function shop() {
  const store = new Store();
  store.reset(
    [
      { id: "diagram", kind: "diagram" },
      { id: "users", kind: "table", order: "A00V", props: { name: "users", pos: { x: 0, y: 0 } } },
      { id: "u-id", kind: "column", parent: "users", order: "A00V", props: { name: "id", type: "bigserial" } },
      {
        id: "u-mail",
        kind: "column",
        parent: "users",
        order: "A01V",
        props: { name: "email", type: "text", not_null: true },
      },
      { id: "u-pk", kind: "key", parent: "users", order: "A00V", props: { primary: true, columns: ["u-id"] } },
      { id: "orders", kind: "table", order: "A01V", props: { name: "orders", pos: { x: 400, y: 0 } } },
      { id: "o-id", kind: "column", parent: "orders", order: "A00V", props: { name: "id", type: "uuid" } },
      {
        id: "o-user",
        kind: "column",
        parent: "orders",
        order: "A01V",
        props: { name: "user_id", type: "bigint", not_null: true },
      },
      { id: "o-pk", kind: "key", parent: "orders", order: "A00V", props: { primary: true, columns: ["o-id"] } },
      {
        id: "o-ix",
        kind: "index",
        parent: "orders",
        order: "A00V",
        props: { parts: [{ column: "o-user" }, { column: "o-id" }] },
      },
    ],
    0,
  );
  let n = 0;
  const run = (/** @type {Act | null} */ act) => {
    assert.ok(act, "the builder answers an act");
    const before = store.document.live();
    assert.ok(store.submit({ id: `s:${++n}`, label: act.label, ops: act.ops }));
    const after = store.document.live();
    const inverse = store.pending.at(-1)?.applied?.inverse ?? [];
    const done = store.document.apply(inverse);
    assert.deepEqual(store.document.live(), before, "undo restores");
    store.document.restore(done);
    assert.deepEqual(store.document.live(), after);
    return act;
  };
  return { store, run, d: store.diagram };
}
