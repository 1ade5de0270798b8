import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Document, OpError } from "../js/model/op.js";

const folder = new URL("../../testdata/ops/", import.meta.url);
const files = readdirSync(folder).filter(f => f.endsWith(".json"));
assert.ok(files.length > 10, "the fixtures shared with the server are there");

for (const file of files) {
  const fixture = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  test(`${file}: ${fixture.name}`, () => {
    const doc = Document.from(fixture.before);
    const before = doc.live();
    const all = [...doc.objects];
    if (fixture.error) {
      assert.throws(
        () => doc.apply(fixture.ops),
        e => e instanceof OpError && e.code === fixture.error,
      );
      assert.deepEqual([...doc.objects], all, "a refused batch changes nothing");
      return;
    }
    const want = Document.from(fixture.after).live();
    const done = doc.apply(fixture.ops);
    assert.deepEqual(doc.live(), want);
    const redo = doc.apply(done.inverse);
    assert.deepEqual(doc.live(), before, "the inverse takes the batch back");
    doc.apply(redo.inverse);
    assert.deepEqual(doc.live(), want, "the inverse of the inverse does it again");
  });

  if (fixture.error) continue;
  test(`${file}: restore brings back every object, tombstones too`, () => {
    const doc = Document.from(fixture.before);
    const all = new Map(doc.objects);
    doc.restore(doc.apply(fixture.ops));
    assert.deepEqual(doc.objects, all);
    for (const [id, set] of doc.children) for (const c of set) assert.equal(doc.get(c)?.parent, id);
  });
}

test("a fork does not change with the original", () => {
  const doc = Document.from([{ id: "t", kind: "table", order: "V" }]);
  const copy = doc.fork();
  doc.apply([{ op: "put", id: "c", kind: "column", parent: "t", order: "V" }]);
  assert.equal(copy.get("c"), undefined);
  assert.equal(copy.children.get("t")?.size ?? 0, 0);
});
