/**
 * What stands out: the lines of what is selected or under the pointer are lit, with the
 * tables and rows they join; with one thing selected all else steps back.
 * @module
 */

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/diagram.js").Diagram} Diagram */

/**
 * @typedef {object} Emphasis
 * @property {ReadonlySet<ID>} selected tables with the outline
 * @property {ReadonlySet<ID>} related tables joined to what is selected
 * @property {ReadonlySet<ID>} lines lit
 * @property {ReadonlySet<ID>} columns lit
 * @property {boolean} dim whether the rest steps back
 */

/** @type {Emphasis} */
export const PLAIN = { selected: new Set(), related: new Set(), lines: new Set(), columns: new Set(), dim: false };

/**
 * @param {Diagram} diagram
 * @param {ReadonlySet<ID>} ids selected
 * @param {ID} hoverLine a relationship under the pointer, or ""
 * @returns {Emphasis}
 */
export function emphasisOf(diagram, ids, hoverLine) {
  /** @type {Set<ID>} */
  const selected = new Set();
  /** @type {Set<ID>} */
  const lines = new Set();
  for (const id of ids) {
    const kind = diagram.kind(id);
    if (kind === "table") {
      selected.add(id);
      for (const r of diagram.relationshipsOf(id)) lines.add(r);
    } else if (kind === "relationship") {
      lines.add(id);
    } else if (kind === "column") {
      const table = diagram.document.get(id)?.parent ?? "";
      selected.add(table);
      for (const r of diagram.relationshipsOf(table)) {
        if (diagram.object(r, "relationship")?.props.pairs.some(p => p.from === id || p.to === id)) lines.add(r);
      }
    }
  }
  const dim = lines.size > 0 && (selected.size === 1 || (selected.size === 0 && lines.size === 1));
  if (hoverLine) lines.add(hoverLine);
  /** @type {Set<ID>} */
  const related = new Set();
  /** @type {Set<ID>} */
  const columns = new Set();
  for (const id of lines) {
    const r = diagram.object(id, "relationship")?.props;
    for (const e of r?.ends ?? []) if (!selected.has(e.table)) related.add(e.table);
    for (const p of r?.pairs ?? []) {
      columns.add(p.from);
      columns.add(p.to);
    }
  }
  return { selected, related, lines, columns, dim };
}
