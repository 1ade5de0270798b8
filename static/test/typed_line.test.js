import assert from "node:assert/strict";
import { test } from "node:test";
import { describeLine, formatLine, parseLine, parseLines } from "../js/model/typed_line.js";

const plain = {
  type: "",
  pk: false,
  unique: false,
  notNull: undefined,
  identity: false,
  default: "",
  comment: "",
  target: null,
};

/** @type {[string, Record<string, unknown>][]} */
const cases = [
  ["email varchar(255) !u", { name: "email", type: "varchar(255)", notNull: true, unique: true }],
  ["email varchar(255) u!", { name: "email", type: "varchar(255)", notNull: true, unique: true }],
  ["id uuid pk", { name: "id", type: "uuid", pk: true }],
  ["total decimal(10,2) = 0", { name: "total", type: "decimal(10,2)", default: "0" }],
  ["total decimal(10, 2)=0 !", { name: "total", type: "decimal(10, 2)", default: "0", notNull: true }],
  ["user_id -> users", { name: "user_id", target: { table: "users", column: "" } }],
  [
    "user_id uuid ! -> users.id",
    { name: "user_id", type: "uuid", notNull: true, target: { table: "users", column: "id" } },
  ],
  ["user_id->users", { name: "user_id", target: { table: "users", column: "" } }],
  ["status enum(draft,paid)", { name: "status", type: "enum('draft','paid')" }],
  ["status enum('a,b', 'it''s') ='a,b'", { name: "status", type: "enum('a,b','it''s')", default: "'a,b'" }],
  ['"order date" date null', { name: "order date", type: "date", notNull: false }],
  ["price double precision nn", { name: "price", type: "double precision", notNull: true }],
  [
    "at timestamp with time zone = now() !",
    { name: "at", type: "timestamp with time zone", default: "now()", notNull: true },
  ],
  [
    "id BIGINT NOT NULL PRIMARY KEY auto_increment,",
    { name: "id", type: "BIGINT", notNull: true, pk: true, identity: true },
  ],
  [
    "team_id int REFERENCES teams (id) DEFAULT 1",
    { name: "team_id", type: "int", default: "1", target: { table: "teams", column: "id" } },
  ],
  ["note text = null", { name: "note", type: "text", default: "null" }],
  ["name varchar (80)!", { name: "name", type: "varchar(80)", notNull: true }],
  ["id\tint\tpk", { name: "id", type: "int", pk: true }],
  ["tags text[] -- free words", { name: "tags", type: "text[]", comment: "free words" }],
  ["note", { name: "note" }],
  ["x u", { name: "x", unique: true }],
  ["a ->", { name: "a", target: null }],
  ["größe int ?", { name: "größe", type: "int", notNull: false }],
  ['"open', { name: "open" }],
  ["a (", { name: "a (" }],
];

for (const [text, want] of cases) {
  test(`"${text}"`, () => {
    const line = parseLine(text);
    assert.ok(line);
    const { nameOnly, ...got } = line;
    assert.deepEqual(got, { ...plain, ...want });
    assert.equal(nameOnly, text === "note" || text === '"open' || text === "a (");
  });
}

test("an empty line is nothing", () => {
  for (const text of ["", "   ", ",", "\t"]) assert.equal(parseLine(text), null);
});

test("pasted lines, cells and SQL give columns", () => {
  const pasted =
    "CREATE TABLE users (\r\n  id int PRIMARY KEY,\n\n  email varchar(255) NOT NULL,\n);\n-- end\nname\ttext\n";
  assert.deepEqual(
    parseLines(pasted).map(l => [l?.name, l?.type]),
    [
      ["id", "int"],
      ["email", "varchar(255)"],
      ["name", "text"],
    ],
  );
});

test("a column written as a line reads back the same", () => {
  const columns = [
    { name: "id", type: "uuid", pk: true, unique: false, notNull: true, default: "" },
    { name: "order date", type: "date", pk: false, unique: true, notNull: true, default: "now()" },
    { name: "total", type: "decimal(10,2)", pk: false, unique: false, notNull: false, default: "0" },
  ];
  for (const c of columns) {
    const line = parseLine(formatLine(c, "users.id"));
    assert.ok(line);
    assert.deepEqual(
      { ...c, target: { table: "users", column: "id" } },
      {
        name: line.name,
        type: line.type,
        pk: line.pk,
        unique: line.unique,
        notNull: line.notNull === true || line.pk,
        default: line.default,
        target: line.target,
      },
    );
  }
});

test("a line is said in words", () => {
  const line = parseLine("email varchar(255) !u = ''");
  assert.ok(line);
  assert.equal(describeLine(line), "varchar(255), not null, unique, default ''");
});
