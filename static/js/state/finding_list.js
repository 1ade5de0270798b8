/**
 * The findings as a person looks at them: grouped, filtered, in one order to walk, and one
 * of them chosen. The panel shows it, commands and marks on the canvas move it. No DOM;
 * start at FindingList.rows.
 * @module
 */

import { familyName } from "../model/family_name.js";
import { say } from "../say.js";
import { Emitter } from "./emitter.js";
import { MARKS, markOf } from "./findings.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("./findings.js").Finding} Finding */
/** @typedef {import("./findings.js").Severity} Severity */
/** @typedef {Finding["tier"]} Tier */
/** @typedef {"family" | "table"} Grouping */
/** What one may do with the chosen finding. @typedef {"explain" | "preview" | "apply" | "ignore"} Act */

/** @typedef {{kind: "group", key: string, title: string, count: number, worst: Severity, open: boolean}} GroupRow */
/** @typedef {{kind: "finding", key: string, finding: Finding}} FindingRow */
/** @typedef {GroupRow | FindingRow} Row */

/**
 * @typedef {object} FindingListEvents
 * @property {Record<string, never>} change rows or filters are others now
 * @property {{finding: Finding | null, open: boolean, by: "list" | "elsewhere"}} chosen by says whether the list itself was walked
 * @property {{act: Act}} act
 */

/** @type {readonly Tier[]} */
export const TIERS = ["certain", "likely", "hint"];

/** @extends {Emitter<FindingListEvents>} */
export class FindingList extends Emitter {
  /**
   * @param {import("./derived.js").Derived} derived
   * @param {import("./selection.js").Selection} selection
   * @param {() => import("../model/diagram.js").Diagram} diagram
   */
  constructor(derived, selection, diagram) {
    super();
    this.derived = derived;
    this.selection = selection;
    this.diagram = diagram;
    derived.on("change", e => {
      if (!e.findings) return;
      this.#stale = { order: true, rows: true, counts: true };
      if (derived.findings.length <= MANY) this.refresh();
      else this.#later();
    });
    selection.on("change", () => {
      // Walking the findings selects what they speak of; that must not filter them.
      if (this.#choosing) return;
      this.#selected = selection.ids;
      if (this.onlySelection) this.refresh();
    });
  }

  /** @type {Grouping} */
  grouping = "family";
  text = "";
  onlySelection = false;
  /** Marks that are filtered out. @type {ReadonlySet<Severity>} */
  withoutMarks = new Set();
  /** @type {ReadonlySet<Tier>} */
  withoutTiers = new Set();

  /** Fingerprint of the chosen finding, or "". */
  chosen = "";
  /** Whether the chosen finding is shown in full. */
  open = false;

  #choosing = false;
  #turn = 0;
  /** What is to be computed anew when it is next asked for. */
  #stale = { order: false, rows: false, counts: false };
  /** All findings in the order of the diagram: tables, then columns. @type {readonly Finding[]} */
  #sorted = [];
  /** @type {readonly Row[]} */
  #rows = [];
  /** @type {readonly Finding[]} */
  #shown = [];
  /** Where a finding stands among the rows. @type {Map<string, number>} */
  #row = new Map();
  /** By the row, where its finding stands among those that are shown. */
  #places = new Int32Array(0);
  #counts = countsOf([]);
  /** @type {ReadonlySet<ID>} */
  #selected = new Set();
  /** @type {Set<string>} */
  #closed = new Set();

  /** What the panel lists, from top to bottom. */
  get rows() {
    this.#arrange();
    return this.#rows;
  }

  /** The findings that pass the filters, in the order to walk them. */
  get shown() {
    this.#arrange();
    return this.#shown;
  }

  /** Numbers of all findings, filtered out or not. */
  get counts() {
    if (this.#stale.counts) this.#counts = countsOf(this.derived.findings);
    this.#stale.counts = false;
    return this.#counts;
  }

  get isFiltered() {
    return this.text !== "" || this.onlySelection || this.withoutMarks.size > 0 || this.withoutTiers.size > 0;
  }

  /** @returns {Finding | undefined} */
  get finding() {
    const row = this.rows[this.rowOf(this.chosen)];
    return row?.kind === "finding" ? row.finding : undefined;
  }

  /**
   * Where a finding stands among those that are shown, or -1.
   * @param {string} fingerprint
   */
  placeOf(fingerprint) {
    return this.#places[this.rowOf(fingerprint)] ?? -1;
  }

  /**
   * The row of a finding, or -1.
   * @param {string} fingerprint
   */
  rowOf(fingerprint) {
    if (fingerprint === "") return -1;
    this.#arrange();
    return this.#row.get(fingerprint) ?? -1;
  }

  /** Takes in what changed; the chosen finding is let go when it is gone. */
  refresh() {
    const was = this.chosen;
    if (was === "") {
      this.#stale.rows = true;
      this.emit("change", {});
      return;
    }
    const at = this.#places[this.#row.get(was) ?? -1] ?? 0;
    this.#stale.rows = true;
    if (this.rowOf(was) < 0) {
      this.open = false;
      // The next finding takes its place in the walk, without being opened.
      this.chosen = this.shown[Math.min(Math.max(at, 0), this.shown.length - 1)]?.fingerprint ?? "";
      this.emit("chosen", { finding: null, open: false, by: "elsewhere" });
    }
    this.emit("change", {});
  }

  /**
   * Changes filters or grouping.
   * @param {Partial<Pick<FindingList, "grouping" | "text" | "onlySelection" | "withoutMarks" | "withoutTiers">>} look
   */
  filter(look) {
    if (look.onlySelection && !this.onlySelection) this.#selected = this.selection.ids;
    Object.assign(this, look);
    this.refresh();
  }

  clearFilters() {
    this.filter({ text: "", onlySelection: false, withoutMarks: new Set(), withoutTiers: new Set() });
  }

  /**
   * Opens or closes a group.
   * @param {string} key
   */
  fold(key) {
    if (!this.#closed.delete(key)) this.#closed.add(key);
    this.refresh();
  }

  /**
   * Chooses a finding; a filter that hides it is taken off. Answers whether there is one.
   * @param {string} fingerprint
   * @param {{open?: boolean, by?: "list" | "elsewhere"}} [how]
   */
  choose(fingerprint, { open = true, by = "elsewhere" } = {}) {
    if (this.rowOf(fingerprint) < 0) {
      if (!this.derived.findings.some(f => f.fingerprint === fingerprint)) return false;
      const group = this.#groupOf(fingerprint);
      this.#closed.delete(group);
      this.#stale.rows = true;
      if (this.rowOf(fingerprint) < 0) {
        Object.assign(this, { text: "", onlySelection: false, withoutMarks: new Set(), withoutTiers: new Set() });
        this.#stale.rows = true;
      }
    }
    this.chosen = fingerprint;
    this.open = open;
    this.#tell(by);
    return true;
  }

  /**
   * Goes on by so many findings, round the ends; from nothing chosen to the first or last.
   * @param {number} by
   * @param {{open?: boolean, by?: "list" | "elsewhere", round?: boolean}} [how]
   */
  step(by, { round = true, ...how } = {}) {
    const n = this.shown.length;
    if (n === 0) return false;
    const at = this.placeOf(this.chosen);
    let to = at < 0 ? (by > 0 ? 0 : n - 1) : at + by;
    to = round ? (to + n) % n : Math.max(0, Math.min(n - 1, to));
    return this.choose(/** @type {Finding} */ (this.shown[to]).fingerprint, how);
  }

  /** Shows the chosen finding as one line again. */
  close() {
    if (!this.open) return;
    this.open = false;
    this.emit("chosen", { finding: null, open: false, by: "list" });
    this.emit("change", {});
  }

  /**
   * Asks for something to be done with the chosen finding, which is opened for it.
   * @param {Act} act
   */
  act(act) {
    if (!this.finding) return;
    if (!this.open) this.choose(this.chosen);
    this.emit("act", { act });
  }

  /** @param {"list" | "elsewhere"} by */
  #tell(by) {
    this.#choosing = true;
    try {
      this.emit("change", {});
      this.emit("chosen", { finding: this.finding ?? null, open: this.open, by });
    } finally {
      this.#choosing = false;
    }
  }

  /** @param {Finding} f */
  #passes(f) {
    if (this.withoutMarks.has(markOf(f)) || this.withoutTiers.has(f.tier)) return false;
    if (this.onlySelection && !f.objects.some(o => this.#speaksOfSelected(o))) return false;
    return true;
  }

  /** @param {import("./findings.js").FoundObject} o */
  #speaksOfSelected(o) {
    return (
      (o.id !== undefined && this.#selected.has(o.id)) || (o.table_id !== undefined && this.#selected.has(o.table_id))
    );
  }

  /** Sorts, counts and arranges, then shows, each as a task of its own, so that the page stays awake. */
  #later() {
    const turn = ++this.#turn;
    const sorting = this.#stale.order ? this.#sorting() : null;
    const step = () => {
      if (turn !== this.#turn) return;
      if (sorting && !sorting.next().done) {
        setTimeout(step);
        return;
      }
      void this.counts;
      setTimeout(arrange);
    };
    const arrange = () => {
      if (turn !== this.#turn) return;
      if (this.chosen !== "") {
        this.refresh(); // which looks where the chosen one stood
        return;
      }
      this.#stale.rows = true;
      this.#arrange();
      setTimeout(() => {
        if (turn === this.#turn) this.emit("change", {});
      });
    };
    setTimeout(step);
  }

  /** Sorts at once, all of it. */
  #sort() {
    for (const _ of this.#sorting());
  }

  /**
   * Table by table, since sorting many short lists is cheaper than one long one. Stops after
   * every few hundred tables, and the list is the old one until all is done.
   * @returns {Generator<void, void>}
   */
  *#sorting() {
    const tables = this.diagram().tables();
    /** @type {Map<ID, Finding[]>} */
    const byTable = new Map(tables.map(t => [t.id, []]));
    /** @type {Finding[]} */
    const rest = [];
    for (const f of this.derived.findings) {
      const first = f.objects[0];
      (byTable.get(first?.table_id ?? first?.id ?? "") ?? rest).push(f);
    }
    const byRule = (/** @type {Finding} */ a, /** @type {Finding} */ b) =>
      a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0;
    yield;
    /** @type {Finding[]} */
    const sorted = [];
    for (const [i, t] of tables.entries()) {
      if (i % STEP === STEP - 1) yield;
      const place = (/** @type {Finding} */ f) => {
        const first = f.objects[0];
        return first?.kind === "column" ? t.columns.findIndex(c => c.id === first.id) + 1 : 0;
      };
      const keyed = (byTable.get(t.id) ?? []).map(f => ({ f, place: place(f) }));
      for (const k of keyed.sort((a, b) => a.place - b.place || byRule(a.f, b.f))) sorted.push(k.f);
    }
    for (const f of rest.sort(byRule)) sorted.push(f);
    this.#sorted = sorted;
    this.#stale.order = false;
  }

  /** Groups what passes: the groups with the worst first, the worst first in each. */
  #arrange() {
    if (!this.#stale.rows) return;
    if (this.#stale.order) this.#sort();
    this.#stale.rows = false;
    const words = this.text.toLowerCase().split(/\s+/).filter(Boolean);
    /** @type {Map<string, Finding[][]>} findings of a group by mark */
    const groups = new Map();
    for (const f of this.#sorted) {
      if (!this.#passes(f)) continue;
      if (words.length > 0) {
        const text = `${f.message} ${f.rule} ${f.name}`.toLowerCase();
        if (!words.every(w => text.includes(w))) continue;
      }
      const key = this.#keyOf(f);
      let group = groups.get(key);
      if (!group) {
        group = MARKS.map(() => []);
        groups.set(key, group);
      }
      group[MARKS.indexOf(markOf(f))]?.push(f);
    }
    const rank = (/** @type {Finding[][]} */ g) => g.findIndex(list => list.length > 0);
    const family = (/** @type {Finding[][]} */ g) => FAMILIES.indexOf(g.find(l => l.length > 0)?.[0]?.rule[0] ?? "");
    // Tables stay in the order of the diagram.
    const sorted = [...groups].sort(
      (a, b) => rank(a[1]) - rank(b[1]) || (this.grouping === "family" ? family(a[1]) - family(b[1]) : 0),
    );
    /** @type {Row[]} */
    const rows = [];
    /** @type {Finding[]} */
    const shown = [];
    /** @type {Map<string, number>} */
    const row = new Map();
    /** @type {number[]} */
    const places = [];
    for (const [key, group] of sorted) {
      const open = !this.#closed.has(key);
      const count = group.reduce((n, list) => n + list.length, 0);
      places.push(-1);
      rows.push({ kind: "group", key, title: key, count, worst: MARKS[rank(group)] ?? "hint", open });
      if (!open) continue;
      for (const list of group) {
        for (const finding of list) {
          row.set(finding.fingerprint, rows.length);
          places.push(shown.length);
          shown.push(finding);
          rows.push({ kind: "finding", key: finding.fingerprint, finding });
        }
      }
    }
    this.#rows = rows;
    this.#shown = shown;
    this.#row = row;
    this.#places = Int32Array.from(places);
  }

  /** @param {Finding} f */
  #keyOf(f) {
    return this.grouping === "family" ? familyName(f.family) : f.objects[0]?.table || say("The whole diagram");
  }

  /** @param {string} fingerprint */
  #groupOf(fingerprint) {
    const f = this.derived.findings.find(x => x.fingerprint === fingerprint);
    return f ? this.#keyOf(f) : "";
  }
}

/** Letters of the families of rules, as the list of rules has them: what breaks data first. */
const FAMILIES = "KPNTISMXDL";

/** Tables whose findings are sorted in one go. */
const STEP = 800;

/** Above so many findings taking them in is more than one task. */
const MANY = 2000;

/** @param {readonly Finding[]} findings */
function countsOf(findings) {
  const counts = {
    all: findings.length,
    /** @type {Record<Severity, number>} */
    marks: { error: 0, warning: 0, info: 0, hint: 0 },
    /** @type {Record<Tier, number>} */
    tiers: { certain: 0, likely: 0, hint: 0 },
    /** Certain findings with a fix that can be taken without a look. */
    mendable: 0,
  };
  for (const f of findings) {
    counts.marks[markOf(f)]++;
    counts.tiers[f.tier]++;
    if (f.tier === "certain" && f.fixes.some(x => x.safe)) counts.mendable++;
  }
  return counts;
}
