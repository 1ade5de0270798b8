// Reads scripts and says what is in them. Standard input is JSON: a list of {"name",
// "dialect", "sql"}, dialect being mssql or oracle; each answer is one line of JSON:
// {"name", "tables": {table: [columns]}, "refs": ["child.column>parent.column"]} or
// {"name", "error"}.
import { readFileSync } from "node:fs";
import { Parser } from "@dbml/core";

/** @param {{ tableName: string, fieldNames: string[] }} end */
const names = (end) => end.fieldNames.map((field) => `${end.tableName}.${field}`).join(",");

for (const { name, dialect, sql } of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const database = new Parser().parse(sql, dialect);
    /** @type {Record<string, string[]>} */
    const tables = {};
    /** @type {string[]} */
    const refs = [];
    for (const schema of database.schemas) {
      for (const table of schema.tables) tables[table.name] = table.fields.map((field) => field.name);
      for (const ref of schema.refs) {
        const [a, b] = ref.endpoints;
        const child = a.relation === "*" ? a : b;
        refs.push(`${names(child)}>${names(child === a ? b : a)}`);
      }
    }
    console.log(JSON.stringify({ name, tables, refs }));
  } catch (e) {
    console.log(JSON.stringify({ name, error: JSON.stringify(e.diags ?? e.message ?? e).slice(0, 500) }));
  }
}
