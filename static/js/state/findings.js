/**
 * The findings as the server sent them last, and which object each of them marks. The
 * server sends all of them, or only the groups that changed: this module is the one place
 * that knows the difference. No DOM.
 * @module
 */

import { LEVELS } from "../model/level_name.js";
import { say } from "../say.js";

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
 * The objects that a finding marks, and the table that holds the first: the first column is
 * what it is about; the others, say the target of a missing foreign key, are not at fault.
 * @param {Finding} f
 * @returns {ID[]}
 */
export function markedBy(f) {
  const [first] = f.objects;
  const ids = first?.table_id ? [first.table_id] : [];
  for (const o of f.objects) if (o.id && (o === first || first?.kind !== "column")) ids.push(o.id);
  return ids;
}

/** So many findings are told one by one. */
const TOLD = 3;

/**
 * What findings say, one line each, as far as one reads it in passing.
 * @param {readonly Finding[]} list
 */
export function tellAll(list) {
  const lines = list.slice(0, TOLD).map(f => `${LEVELS[markOf(f)]}: ${f.message}`);
  if (list.length > TOLD) lines.push(say`and ${list.length - TOLD} more`);
  return lines.join("\n");
}

/** What a group is called when the server sent one list. */
const WHOLE = "";

export class Findings {
  /** @type {Map<string, readonly Finding[]>} */
  #groups = new Map();
  /** @type {readonly Finding[] | null} */
  #all = [];
  /** @type {Map<ID, readonly Finding[]>} */
  #byObject = new Map();
  /** @type {Map<ID, readonly Finding[]>} */
  #marking = new Map();
  /** @type {Map<ID, Severity>} */
  #worst = new Map();

  /** All findings, group by group. */
  get all() {
    this.#all ??= [...this.#groups.values()].flat();
    return this.#all;
  }

  /**
   * Takes what is new; it costs what changes.
   * @param {FindingsMessage} message
   */
  receive(message) {
    const list = Array.isArray(message) ? /** @type {readonly Finding[]} */ (message) : null;
    const change = list
      ? { all: true, groups: { [WHOLE]: list } }
      : /** @type {Exclude<FindingsMessage, readonly Finding[]>} */ (message);
    this.#all = null;
    if (change.all) for (const map of [this.#groups, this.#byObject, this.#marking, this.#worst]) map.clear();
    /** @type {Set<Finding>} */
    const gone = new Set();
    /** @type {Finding[]} */
    const come = [];
    for (const id of [...(change.remove ?? []), ...Object.keys(change.groups ?? {})])
      for (const f of this.#groups.get(id) ?? []) gone.add(f);
    for (const id of change.remove ?? []) this.#groups.delete(id);
    for (const [id, group] of Object.entries(change.groups ?? {})) {
      const findings = (group ?? []).map(f =>
        f.evidence && f.fixes ? f : { ...f, evidence: f.evidence ?? [], fixes: f.fixes ?? [] },
      );
      this.#groups.set(id, findings);
      come.push(...findings);
    }
    this.#put(this.#byObject, gone, come, f => f.objects.map(o => o.id ?? ""));
    for (const id of this.#put(this.#marking, gone, come, markedBy)) {
      const worst = this.marking(id)[0];
      if (worst) this.#worst.set(id, markOf(worst));
      else this.#worst.delete(id);
    }
  }

  /**
   * Findings that speak of this very object.
   * @param {ID} id
   */
  of(id) {
    return this.#byObject.get(id) ?? [];
  }

  /**
   * Findings that an object is marked for, the worst first: those of the object itself; for
   * a table also those of its columns and keys.
   * @param {ID} id
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

  /**
   * Takes findings out of a map by objects and puts others in. Answers the objects that
   * have other findings now.
   * @param {Map<ID, readonly Finding[]>} map
   * @param {ReadonlySet<Finding>} gone
   * @param {readonly Finding[]} come
   * @param {(f: Finding) => readonly ID[]} ids
   */
  #put(map, gone, come, ids) {
    /** @type {Set<ID>} */
    const touched = new Set();
    for (const f of gone) for (const id of ids(f)) if (id) touched.add(id);
    for (const id of touched) {
      const left = (map.get(id) ?? []).filter(f => !gone.has(f));
      if (left.length > 0) map.set(id, left);
      else map.delete(id);
    }
    for (const f of come) {
      for (const id of new Set(ids(f))) {
        if (!id) continue;
        touched.add(id);
        const have = /** @type {Finding[] | undefined} */ (map.get(id));
        if (have) have.push(f);
        else map.set(id, [f]);
      }
    }
    return touched;
  }
}
