/**
 * Tells pasted text that is a schema of its own from lines that are columns.
 * @module
 */

import { say } from "../say.js";

/** Lines that begin a statement about a table. */
const STATEMENT = /^[ \t]*(create|alter)[ \t]+(\w+[ \t]+){0,3}table\b/gim;
const DBML = /^[ \t]*((table|tablepartial|tablegroup|enum|project)\b[^\n{}();=]*\{|ref\b[^\n{}();=]*:[^\n]*[<>-])/im;
const PRISMA = /^[ \t]*(model|datasource)[ \t]+\w+[ \t]*\{/m;
const MERMAID = /^[ \t]*erDiagram\b/im;

/**
 * What a text is, and the name of a file that it may come in; null for anything else. A
 * single statement of SQL counts when alone is true: else it may be columns of a table.
 * @param {string} text
 * @param {boolean} alone whether no table is there to take columns
 * @returns {{title: string, file: string} | null}
 */
export function schemaText(text, alone) {
  if (MERMAID.test(text)) return { title: say("a Mermaid diagram"), file: "pasted.mmd" };
  if (PRISMA.test(text)) return { title: say("a Prisma schema"), file: "pasted.prisma" };
  if (DBML.test(text)) return { title: "DBML", file: "pasted.dbml" };
  if ((text.match(STATEMENT)?.length ?? 0) > (alone ? 0 : 1)) return { title: "SQL", file: "pasted.sql" };
  return alone && isCells(text) ? { title: say("a table of cells"), file: "pasted.tsv" } : null;
}

/**
 * Cells of a spreadsheet come with tabs between them, the same number in each row.
 * @param {string} text
 */
function isCells(text) {
  const rows = text.replace(/\s+$/, "").split("\n");
  const tabs = (rows[0]?.match(/\t/g) ?? []).length;
  return tabs > 0 && rows.every(r => (r.match(/\t/g) ?? []).length === tabs);
}
