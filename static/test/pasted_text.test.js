import assert from "node:assert/strict";
import test from "node:test";
import { schemaText } from "../js/model/pasted_text.js";

test("text that is a schema of its own", () => {
  /** @type {[string, boolean, string | undefined][]} */
  const cases = [
    ["create table a (b int);", true, "pasted.sql"],
    ["create table a (b int);", false, undefined],
    ["create table a (b int);\nCREATE TABLE c (d int);", false, "pasted.sql"],
    ["// x\nTable a [note: 'x'] {\n  id int\n}", false, "pasted.dbml"],
    ["enum Role {\n  A\n}\nmodel User {\n  id Int @id\n}", false, "pasted.prisma"],
    ["Ref: a.b > c.d", true, "pasted.dbml"],
    ["```mermaid\nerDiagram\n  a ||--o{ b : c\n```", false, "pasted.mmd"],
    ["id\tname\n1\tAnn", true, "pasted.tsv"],
    ["id\tname\n1\tAnn", false, undefined],
    ["id\tint\tpk\nname\ttext", true, undefined],
    ["email varchar(255) !u\nuser_id -> users", true, undefined],
    ["table tennis", true, undefined],
    ["", true, undefined],
  ];
  for (const [text, alone, file] of cases) assert.equal(schemaText(text, alone)?.file, file, text);
});
