/**
 * Lines of DDL that come and go.
 * @module
 */

import { say } from "../say.js";
import { el } from "../element.js";
import { shownDialect } from "./dialect.js";
import { showSQL } from "./sql_colors.js";

/** @typedef {{sign: string, text: string}} DiffLine sign is "+", "-", " ", or "…" for lines that are not shown */

/**
 * @param {readonly DiffLine[]} lines
 * @param {string} [dialect]
 */
export function diff(lines, dialect = shownDialect()) {
  const box = el("div", {
    class: "diff sql",
    "data-testid": "ddl-diff",
    tabindex: 0,
    role: "group",
    "aria-label": say("Changes of the DDL"),
  });
  for (const l of lines) {
    if (l.sign === "…") {
      box.append(el("div", { class: "gap" }, "⋯"));
      continue;
    }
    const kind = l.sign === "+" ? "add" : l.sign === "-" ? "del" : "same";
    const line = el("span", null);
    showSQL(line, l.text, dialect);
    box.append(el("div", { class: kind }, el("s", null, l.sign), line));
  }
  if (lines.length === 0) box.append(el("div", { class: "same" }, say("The DDL stays as it is.")));
  return box;
}
