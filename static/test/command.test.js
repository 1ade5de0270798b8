import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { commands } from "../js/command/commands.js";
import { commandFor, keymapOf, keysOf, spell } from "../js/command/keymap.js";
import { neighbour } from "../js/command/walk.js";
import { Store } from "../js/state/store.js";

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test("commands have their own IDs and shortcuts, and a label", () => {
  assert.equal(new Set(commands.map(c => c.id)).size, commands.length);
  assert.ok(keymapOf(commands).size > 30);
  for (const c of commands) {
    assert.match(c.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(c.label, /^[A-Z]/);
  }
});

test("what panels, menus and pages run are commands", () => {
  const known = new Set(commands.map(c => c.id));
  const root = new URL("../", import.meta.url);
  const files = [
    ...readdirSync(new URL("js/", root), { recursive: true }).map(f => new URL(`js/${f}`, root)),
    new URL("../web/page/editor.templ", root),
  ].filter(f => /\.(js|templ)$/.test(f.pathname));
  let found = 0;
  for (const f of files) {
    for (const [, id = ""] of readFileSync(f, "utf8").matchAll(/(?:app\.run\(|data-command=)"([a-z0-9-]+)"/g)) {
      assert.ok(known.has(id), `${f.pathname} runs ${id}`);
      found++;
    }
  }
  assert.ok(found > 8);
});

test("icons of commands are drawn", () => {
  const sprite = readFileSync(new URL("../img/icons.svg", import.meta.url), "utf8");
  for (const c of commands) if (c.icon) assert.ok(sprite.includes(`id="${c.icon}"`), `${c.id}: ${c.icon}`);
});

test("two commands with one shortcut are refused", () => {
  const a = { id: "a", label: "A", group: "x", shortcuts: ["T"], run() {} };
  assert.throws(() => keymapOf([a, { ...a, id: "b" }]), /share the shortcut T/);
});

test("keys find their command in any layout", () => {
  const map = keymapOf(commands);
  const find = (/** @type {object} */ e) => commandFor(map, { ...none, key: "", code: "", ...e })?.id;
  assert.equal(find({ key: "t", code: "KeyT" }), "add-table");
  assert.equal(find({ key: "z", code: "KeyZ", ctrlKey: true }), "undo");
  assert.equal(find({ key: "Z", code: "KeyZ", metaKey: true, shiftKey: true }), "redo");
  assert.equal(find({ key: "!", code: "Digit1", shiftKey: true }), "fit-all");
  assert.equal(find({ key: "?", code: "Slash", shiftKey: true }), "help");
  assert.equal(find({ key: "ß", code: "Minus", altKey: true }), undefined);
  assert.equal(find({ key: "˚", code: "KeyK", altKey: true }), "toggle-key", "a Mac's Alt changes the character");
  assert.equal(find({ key: "/", code: "Digit7", shiftKey: true }), "search", "as on a German keyboard");
  assert.equal(find({ key: "ArrowUp", code: "ArrowUp", altKey: true }), "move-column-up");
  assert.equal(find({ key: "F2", code: "F2" }), "rename");
  assert.deepEqual(spell({ ...none, key: "k", code: "KeyK", ctrlKey: true }), ["Ctrl+K"]);
});

test("shortcuts are shown as keys", () => {
  assert.deepEqual(keysOf("Ctrl+Shift+Z", false), ["Ctrl", "Shift", "Z"]);
  assert.deepEqual(keysOf("Ctrl++", true), ["⌘", "+"]);
  assert.deepEqual(keysOf("Alt+ArrowUp", false), ["Alt", "↑"]);
});

test("arrows go to the nearest card on that side", () => {
  const table = (/** @type {string} */ id, /** @type {number} */ x, /** @type {number} */ y) =>
    /** @type {import("../js/model/diagram.js").Table} */ (
      /** @type {unknown} */ ({ id, box: { x, y, w: 220, h: 100 } })
    );
  const a = table("a", 0, 0);
  const all = [a, table("far", 900, 0), table("right", 400, 30), table("below", 320, 800)];
  assert.equal(neighbour(a, all, 1)?.id, "right");
  assert.equal(neighbour(a, all, -1), undefined);
});

test("a pasted script of tables is offered as a diagram, the lines of one become columns", () => {
  const paste = commands.find(c => c.id === "paste");
  /** @type {string[]} */
  const said = [];
  const store = new Store();
  store.reset([{ id: "t", kind: "table", order: "V", props: { name: "t" } }], 0);
  const app = /** @type {import("../js/app.js").App} */ (
    /** @type {unknown} */ ({
      store,
      selection: { tables: () => store.diagram.tables() },
      view: { pointer: () => ({ x: 0, y: 0 }) },
      submit: (/** @type {string} */ label) => said.push(label),
      toast: (/** @type {string} */ text) => said.push(text),
    })
  );
  paste?.run(app, { text: "-- shop\nCREATE TABLE users (id int);\ncreate temp table x (id int);" });
  paste?.run(app, { text: "CREATE TABLE t (\n  created date,\n  table_name text\n);" });
  assert.deepEqual(said, ["This is SQL, not columns.", "Add 2 columns to t"]);
});
