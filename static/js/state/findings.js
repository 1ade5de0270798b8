/**
 * The findings as the server sent them last, and which object each of them marks. The
 * server sends all of them, or only the groups that changed: this module is the one place
 * that knows the difference. No DOM.
 * @module
 */

/** @typedef {import("../types.js").ID} ID */
/** @typedef {"error" | "warning" | "info" | "hint"} Severity */

/**
 * @typedef {object} FoundObject
 * @property {import("../types.js").Kind} kind
 * @property {ID} [id]
 * @property {string} [table]
 * @property {ID} [table_id]
 * @property {string} [column]
 * @property {string} [label] of what is neither table nor column
 */

/**
 * @typedef {object} Finding
 * @property {string} rule
 * @property {string} name
 * @property {string} family
 * @property {"error" | "warning" | "info"} severity
 * @property {"certain" | "likely" | "hint"} tier
 * @property {number} confidence
 * @property {FoundObject[]} objects
 * @property {string} message
 * @property {string[]} evidence
 * @property {{kind: string, table?: string, columns?: string[], ref_table?: string, ref_columns?: string[]}} [suggestion]
 * @property {{title: string, safe: boolean}[]} fixes
 * @property {string} fingerprint
 */

/**
 * All findings, or groups of them by an ID of the server's choice: groups named in remove
 * go, those in groups come or are replaced, and with all nothing else stays.
 * @typedef {readonly Finding[] | {all?: boolean, remove?: readonly string[] | null, groups?: Record<string, readonly Finding[] | null> | null}} FindingsMessage
 */

/** How bad, to compare. @type {Record<Severity, number>} */
export const RANK = { error: 3, warning: 2, info: 1, hint: 0 };

/** The marks, the worst first. @type {readonly Severity[]} */
export const MARKS = ["error", "warning", "info", "hint"];

/**
 * How a finding is marked: what is only a hint has a mark of its own.
 * @param {Finding} f
 * @returns {Severity}
 */
export function markOf(f) {
  return f.tier === "hint" ? "hint" : f.severity;
}

/**
 * The objects that a finding marks: the first column is what it is about; the others, say
 * the target of a missing foreign key, are not at fault.
 * @param {Finding} f
 * @returns {ID[]}
 */
export function markedBy(f) {
  const [first] = f.objects;
  /** @type {Set<ID>} */
  const ids = new Set();
  for (const o of f.objects) if (o.id && (o === first || first?.kind !== "column")) ids.add(o.id);
  return [...ids];
}

/** So many findings are told one by one. */
const TOLD = 3;

/**
 * What findings say, one line each, as far as one reads it in passing.
 * @param {readonly Finding[]} list
 */
export function tellAll(list) {
  const lines = list.slice(0, TOLD).map(f => `${markOf(f)}: ${f.message}`);
  if (list.length > TOLD) lines.push(`and ${list.length - TOLD} more`);
  return lines.join("\n");
}

/** What a group is called when the server sent one list. */
const WHOLE = "";

export class Findings {
  /** @type {readonly Finding[]} */
  all = [];

  /** @type {Map<string, readonly Finding[]>} */
  #groups = new Map();
  /** @type {Map<ID, Finding[]>} */
  #byObject = new Map();
  /** @type {Map<ID, Finding[]>} */
  #marking = new Map();
  /** @type {Map<ID, Severity>} */
  #worst = new Map();

  /** @param {FindingsMessage} message */
  receive(message) {
    const list = Array.isArray(message) ? /** @type {readonly Finding[]} */ (message) : null;
    const change = list
      ? { all: true, groups: { [WHOLE]: list } }
      : /** @type {Exclude<FindingsMessage, readonly Finding[]>} */ (message);
    if (change.all) this.#groups.clear();
    for (const id of change.remove ?? []) this.#groups.delete(id);
    for (const [id, group] of Object.entries(change.groups ?? {})) {
      this.#groups.set(
        id,
        (group ?? []).map(f =>
          f.evidence && f.fixes ? f : { ...f, evidence: f.evidence ?? [], fixes: f.fixes ?? [] },
        ),
      );
    }
    this.all = [...this.#groups.values()].flat();
    this.#index();
  }

  /**
   * Findings that speak of this very object.
   * @param {ID} id
   * @returns {readonly Finding[]}
   */
  of(id) {
    return this.#byObject.get(id) ?? [];
  }

  /**
   * Findings that an object is marked for, the worst first: those of the object itself; for
   * a table also those of its columns and keys.
   * @param {ID} id
   * @returns {readonly Finding[]}
   */
  marking(id) {
    return [...(this.#marking.get(id) ?? [])].sort((a, b) => RANK[markOf(b)] - RANK[markOf(a)]);
  }

  /**
   * The worst mark on an object; for a table also of its columns and keys.
   * @param {ID} id
   */
  worst(id) {
    return this.#worst.get(id);
  }

  #index() {
    this.#byObject.clear();
    this.#marking.clear();
    this.#worst.clear();
    for (const f of this.all) {
      const mark = markOf(f);
      const marked = markedBy(f);
      for (const o of f.objects) if (o.id) add(this.#byObject, o.id, f);
      const table = f.objects[0]?.table_id;
      if (table && !marked.includes(table)) marked.push(table);
      for (const id of marked) {
        add(this.#marking, id, f);
        const have = this.#worst.get(id);
        if (!have || RANK[mark] > RANK[have]) this.#worst.set(id, mark);
      }
    }
  }
}

/**
 * @param {Map<ID, Finding[]>} map
 * @param {ID} id
 * @param {Finding} f
 */
function add(map, id, f) {
  const list = map.get(id);
  if (!list) map.set(id, [f]);
  else if (list.at(-1) !== f) list.push(f);
}
