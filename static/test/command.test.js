import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { commands } from "../js/command/commands.js";
import { commandFor, keymapOf, keysOf, spell } from "../js/command/keymap.js";
import { neighbour } from "../js/command/walk.js";
import { Selection } from "../js/state/selection.js";
import { Store } from "../js/state/store.js";
import { itemsOf } from "../js/view/context_menu.js";
import { shop } from "./shop.js";

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

test("Shift and an arrow take the row above or below along, and let go of it again", () => {
  const { d, store } = shop();
  const selection = new Selection();
  // Of users only what is shown: the key stands last.
  const rows = ["u-mail", "u-id"];
  const app = /** @type {import("../js/app.js").App} */ (
    /** @type {unknown} */ ({
      store,
      selection,
      view: { rows: () => rows },
      run: (/** @type {string} */ id) => commands.find(c => c.id === id)?.run(app, {}),
      announce() {},
    })
  );
  const after = (/** @type {string} */ id) => {
    app.run(id);
    return [...selection.ids];
  };
  assert.ok(d.column("u-id"));
  selection.set(["u-mail"]);
  assert.deepEqual(after("nudge-up"), ["u-mail"]);
  assert.deepEqual(after("nudge-down"), ["u-mail", "u-id"]);
  assert.deepEqual(after("nudge-down"), ["u-mail", "u-id"]);
  assert.deepEqual(after("nudge-up"), ["u-mail"]);
  rows.shift();
  assert.deepEqual(after("nudge-down"), ["u-mail"], "what has no row has none below it");
});

test("pasted text becomes columns, tables or a note", () => {
  const store = new Store();
  store.reset([{ id: "t", kind: "table", order: "V", props: { name: "t" } }], 0);
  const selection = new Selection();
  /** @type {string[]} */
  const said = [];
  let n = 0;
  const app = /** @type {import("../js/app.js").App} */ (
    /** @type {unknown} */ ({
      store,
      selection,
      view: { pointer: () => ({ x: 0, y: 0 }) },
      submit(/** @type {string} */ label, /** @type {import("../js/types.js").Op[]} */ ops) {
        said.push(label);
        return store.submit({ id: `s:${++n}`, label, ops });
      },
      toast: (/** @type {string} */ text) => said.push(text),
    })
  );
  const paste = (/** @type {string} */ text) => {
    said.length = 0;
    commands.find(c => c.id === "paste")?.run(app, { text });
    return said;
  };
  selection.set(["t"]);
  assert.deepEqual(paste("CREATE TABLE t (\n  created date,\n  table_name text\n);"), ["Add 2 columns to t"]);
  assert.deepEqual(paste("created date"), ["Add column t.created_2"], "a name that is there gets a number");
  selection.clear();
  assert.deepEqual(paste("users\n  id int pk\norders\n  user_id -> users"), ["Paste 2 tables"]);
  assert.equal(store.diagram.relationshipIDs.size, 1);
  assert.deepEqual(paste("Call Anna before\nFriday."), ["Paste note", "Pasted as a note."]);
  assert.equal(store.diagram.all("note")[0]?.props.text, "Call Anna before\nFriday.");
  assert.match(paste("x".repeat(70_000))[1] ?? "", /cut after 63,486 characters/);
  assert.deepEqual(paste(" \n"), []);
});

test("the menu of a thing is made of the commands that are for it", () => {
  const app = /** @type {import("../js/app.js").App} */ (
    /** @type {unknown} */ ({ commands: commands.map(({ offered: _, ...c }) => c), enabled: () => true, run() {} })
  );
  for (const kind of /** @type {const} */ (["empty", "table", "column", "relationship", "note", "frame"])) {
    /** @type {(items: readonly import("../js/menu.js").Item[]) => string[]} */
    const labels = items => items.flatMap(i => (i?.items ? labels(i.items) : i ? [i.label] : []));
    const items = itemsOf(app, kind);
    const want = commands.filter(c => c.on?.includes(kind)).map(c => c.label);
    assert.deepEqual(labels(items).sort(), want.sort(), kind);
    assert.ok(items.length < 24, `${kind} has ${items.length} lines`);
    if (kind !== "empty") assert.equal(items.at(-1)?.label, "Delete");
    assert.ok(items[0] && items.at(-1), "no rule at either end");
    assert.ok(!items.some((x, i) => x === null && items[i + 1] === null));
  }
});
