import assert from "node:assert/strict";
import { test } from "node:test";

/** @type {any} */ (globalThis).crowsfootTexts = {
  language: "de",
  texts: {
    Undo: "Rückgängig",
    Theme: "Design",
    Dark: "Dunkel",
    "Relate {0} to {1}": "{1} mit {0} verbinden",
    table: ["Tabelle", "Tabellen"],
  },
};
const { inEnglish, language, number, say } = await import("../js/say.js");
const { counted } = await import("../js/model/noun.js");
const { rankEntries } = await import("../js/view/palette.js");

test("texts are those of the catalogue, and English where it has none", () => {
  assert.equal(language, "de");
  assert.equal(say("Undo"), "Rückgängig");
  assert.equal(say("Nothing like it"), "Nothing like it");
  assert.equal(say`Relate ${"orders"} to ${"{0}"}`, "{0} mit orders verbinden");
  assert.equal(say("table"), "Tabelle");
});

test("counted nouns and numbers are written as the language does", () => {
  assert.equal(counted(1, "table"), "1 Tabelle");
  assert.equal(counted(1200, "table"), "1.200 Tabellen");
  assert.equal(counted(2, "category"), "2 categories");
  assert.equal(number(0.5, 2), "0,50");
});

test("commands are found by their English names as well", () => {
  assert.equal(inEnglish("Rückgängig"), "Undo");
  assert.equal(inEnglish("Design: Dunkel"), "Theme: Dark");
  const entries = ["Rückgängig", "Design: Dunkel"].map(text => ({
    ...{ text, also: inEnglish(text), detail: "", icon: "", weight: 0 },
    run: () => {},
  }));
  assert.deepEqual(
    ["rück", "undo", "theme dark", "nothing"].map(query => rankEntries(entries, query).map(e => e.text)),
    [["Rückgängig"], ["Rückgängig"], ["Design: Dunkel"], []],
  );
});
