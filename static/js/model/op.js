/**
 * Everything that can happen to a diagram, by the rules of the Go package diagram/op; the
 * fixtures in testdata/ops hold both to one answer. A Document is a flat map of objects;
 * an object is replaced when it changes, never written to. Start at Document.apply.
 * @module
 */

import { equal } from "./equal.js";
import { validID } from "./id.js";
import { validOrder } from "./order.js";
import { CARD_MAX_WIDTH, CARD_MIN_WIDTH, KINDS } from "./schema.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../types.js").Op} Op */
/** @typedef {import("../types.js").Kind} Kind */
/** @typedef {import("../types.js").WireObject} WireObject */

/**
 * One object; props hold all properties of its kind.
 * @template {Kind} [K=Kind]
 * @typedef {{readonly id: ID, readonly kind: K, readonly parent: ID, readonly order: string,
 *   readonly deleted: boolean, readonly props: Readonly<import("../types.js").PropsOf[K]>}} Obj
 */

/**
 * What Document.apply answers.
 * @typedef {object} Applied
 * @property {Op[]} inverse takes the batch back on the state that it left
 * @property {Set<ID>} changed objects that are not what they were
 * @property {[ID, Obj | undefined][]} before the objects as they were, for Document.restore
 */

/** ID of the diagram itself, which is neither put nor deleted. */
export const ROOT = "diagram";

const MAX_COORDINATE = 1e6;

/** An operation that is not allowed. Nothing of its batch was applied. */
export class OpError extends Error {
  /**
   * @param {number} index
   * @param {Op} op
   * @param {string} message
   */
  constructor(index, op, message) {
    super(`Operation ${index + 1} (${op.op} ${op.id}): ${message}.`);
    this.name = "OpError";
    /** Code for machines, as the server gives it. */
    this.code = "invalid";
  }
}

/** A diagram that operations change. It also remembers what was deleted. */
export class Document {
  constructor() {
    /** @type {Map<ID, Obj>} */
    this.objects = new Map([[ROOT, make(ROOT, "diagram", "", "", {})]]);
    /** IDs of what belongs to a table, deleted objects included. @type {Map<ID, Set<ID>>} */
    this.children = new Map();
  }

  /**
   * Builds a document from a list of objects, parents before children.
   * @param {readonly WireObject[]} list
   */
  static from(list) {
    const doc = new Document();
    doc.take(list);
    return doc;
  }

  /**
   * Takes in objects as the server has them, parents before children. Answers their IDs.
   * @param {readonly WireObject[]} list
   */
  take(list) {
    /** @type {Set<ID>} */
    const ids = new Set();
    for (const o of list) {
      this.write(o.id, make(o.id, o.kind, o.parent ?? "", o.order ?? "", o.props ?? {}, o.deleted === true));
      ids.add(o.id);
    }
    return ids;
  }

  /** A copy that shares the objects. */
  fork() {
    const doc = new Document();
    doc.objects = new Map(this.objects);
    for (const [id, set] of this.children) doc.children.set(id, new Set(set));
    return doc;
  }

  /** @param {ID} id */
  get(id) {
    return this.objects.get(id);
  }

  /**
   * Whether neither the object nor its table is deleted.
   * @param {Obj | undefined} o
   * @returns {o is Obj}
   */
  visible(o) {
    return !!o && !o.deleted && (o.parent === "" || this.objects.get(o.parent)?.deleted === false);
  }

  /**
   * Applies all operations, or throws an OpError and applies none. An operation on an
   * object that is deleted, or whose table is, has no effect and is no error.
   * @param {readonly Op[]} ops
   * @returns {Applied}
   */
  apply(ops) {
    this.#check(ops);
    /** @type {Applied} */
    const done = { inverse: [], changed: new Set(), before: [] };
    for (const op of ops) {
      const old = this.objects.get(op.id);
      const [obj, ...undo] = this.#step(op, old);
      if (!obj) continue;
      done.inverse.push(...undo);
      done.before.push([op.id, old]);
      done.changed.add(op.id);
      this.write(op.id, obj);
    }
    done.inverse.reverse();
    return done;
  }

  /**
   * Takes an applied batch back exactly, tombstones included. It must be the last one.
   * @param {Applied} done
   */
  restore(done) {
    for (let i = done.before.length - 1; i >= 0; i--) {
      const [id, obj] = /** @type {[ID, Obj | undefined]} */ (done.before[i]);
      this.write(id, obj);
    }
  }

  /**
   * What is live, in the wire form, parents first: for comparing and for tests.
   * @returns {WireObject[]}
   */
  live() {
    return [...this.objects.values()]
      .filter(o => this.visible(o))
      .sort((a, b) => (a.parent !== "" ? 1 : 0) - (b.parent !== "" ? 1 : 0) || (a.id < b.id ? -1 : 1))
      .map(toWire);
  }

  /**
   * The new object and the operations that take the step back, the last one first, or
   * nothing when the operation has no effect.
   * @param {Op} op
   * @param {Obj | undefined} old
   * @returns {[Obj, ...Op[]] | []}
   */
  #step(op, old) {
    switch (op.op) {
      case "put": {
        const obj = make(op.id, op.kind, op.parent ?? "", op.order, op.props ?? {});
        if (!old) return [obj, { op: "delete", id: op.id }];
        // Undoing must leave a tombstone as it was, for an undelete further back.
        if (old.deleted) return [obj, { op: "delete", id: op.id }, putOf(old)];
        return [obj, putOf(old)];
      }
      case "set": {
        if (!old || !this.visible(old)) return [];
        const was = /** @type {Record<string, unknown>} */ (old.props)[op.prop];
        const value = op.value ?? KINDS[old.kind].defaults[op.prop];
        if (equal(was, value)) return [];
        const props = /** @type {Obj["props"]} */ ({ ...old.props, [op.prop]: value });
        return [
          { ...old, props },
          { op: "set", id: op.id, prop: op.prop, value: was },
        ];
      }
      case "delete":
        return !old || old.deleted
          ? []
          : [
              { ...old, deleted: true },
              { op: "undelete", id: op.id },
            ];
      case "undelete":
        return old?.deleted
          ? [
              { ...old, deleted: false },
              { op: "delete", id: op.id },
            ]
          : [];
      case "order": {
        if (!old || !this.visible(old)) return [];
        const parent = op.parent || old.parent;
        // Into a deleted table: nobody would see it there, and no undo could bring it back.
        if (parent !== "" && this.objects.get(parent)?.deleted !== false) return [];
        if (old.order === op.order && parent === old.parent) return [];
        /** @type {Op} */
        const undo = { op: "order", id: op.id, order: old.order };
        if (parent !== old.parent) undo.parent = old.parent;
        return [{ ...old, parent, order: op.order }, undo];
      }
      default:
        return unreachable(op);
    }
  }

  /**
   * Writes an object, or takes it away, and keeps the lists of children.
   * @param {ID} id
   * @param {Obj | undefined} obj
   */
  write(id, obj) {
    const old = this.objects.get(id);
    if (old && old.parent !== "" && old.parent !== obj?.parent) this.children.get(old.parent)?.delete(id);
    if (!obj) {
      this.objects.delete(id);
      return;
    }
    if (obj.parent !== "" && old?.parent !== obj.parent) {
      const set = this.children.get(obj.parent);
      if (set) set.add(id);
      else this.children.set(obj.parent, new Set([id]));
    }
    this.objects.set(id, obj);
  }

  /**
   * Refuses what is not allowed, against the document as it will be.
   * @param {readonly Op[]} ops
   */
  #check(ops) {
    /** @type {Map<ID, Kind>} */
    const put = new Map();
    const kindOf = (/** @type {ID} */ id) => put.get(id) ?? this.objects.get(id)?.kind;
    ops.forEach((op, i) => {
      const problem = checkOp(op, kindOf);
      if (problem !== "") throw new OpError(i, op, problem);
      if (op.op === "put") put.set(op.id, op.kind);
    });
  }
}

/**
 * @param {Op} op
 * @param {(id: ID) => Kind | undefined} kindOf
 * @returns {string} what is wrong, or ""
 */
function checkOp(op, kindOf) {
  if (!validID(op.id)) return "the ID is not valid";
  const have = kindOf(op.id);
  if (op.op === "put") {
    if (!Object.hasOwn(KINDS, op.kind) || op.id === ROOT) return `there is no kind of object "${op.kind}"`;
    if (have && have !== op.kind) return `the ID belongs to a ${have} already`;
    if (!validOrder(op.order)) return "the order key is not valid";
    const problem = checkParent(op.kind, op.parent ?? "", kindOf, false) || checkProps(op.kind, op.props ?? {});
    if (problem !== "") return problem;
    const ends = op.props?.ends;
    return op.kind === "relationship" && !(Array.isArray(ends) && ends.length >= 2) ? "ends needs 2 to 32 ends" : "";
  }
  if (!have) return "there is no such object";
  if (have === "diagram" && op.op !== "set") return "the diagram itself can only be set";
  switch (op.op) {
    case "set":
      return checkProps(have, { [op.prop]: op.value });
    case "order":
      if (!validOrder(op.order)) return "the order key is not valid";
      return checkParent(have, op.parent ?? "", kindOf, true);
    case "delete":
    case "undelete":
      return "";
    default:
      return "there is no such kind of operation";
  }
}

/**
 * @param {Kind} kind
 * @param {ID} parent
 * @param {(id: ID) => Kind | undefined} kindOf
 * @param {boolean} mayKeep whether no parent means the old one
 */
function checkParent(kind, parent, kindOf, mayKeep) {
  const want = KINDS[kind].parent;
  if (want === "") return parent === "" ? "" : `a ${kind} has no parent`;
  if (parent === "" && mayKeep) return "";
  return kindOf(parent) === want ? "" : `a ${kind} needs the ID of its ${want} as parent`;
}

/**
 * @param {Kind} kind
 * @param {Record<string, unknown>} props
 */
function checkProps(kind, props) {
  const defaults = KINDS[kind].defaults;
  for (const [name, value] of Object.entries(props)) {
    if (!Object.hasOwn(defaults, name)) return `a ${kind} has no property "${name}"`;
    if (value === null || value === undefined) continue;
    const problem = checkValue(name, value, defaults[name]);
    if (problem !== "") return `${name} ${problem}`;
  }
  return "";
}

/**
 * Compares the shape of a value with the default of its property. Limits of texts and
 * lists are the server's to check.
 * @param {string} name
 * @param {unknown} value
 * @param {unknown} like
 */
function checkValue(name, value, like) {
  if (Array.isArray(like)) return Array.isArray(value) ? "" : "must be a list";
  if (typeof value !== typeof like || Array.isArray(value)) return `must be of type ${typeof like}`;
  if (name === "width") {
    const w = Number(value);
    return w === 0 || (w >= CARD_MIN_WIDTH && w <= CARD_MAX_WIDTH)
      ? ""
      : `must be 0 or between ${CARD_MIN_WIDTH} and ${CARD_MAX_WIDTH}`;
  }
  if (typeof like !== "object" || like === null || name === "lint") return "";
  const want = Object.keys(like);
  const have = Object.entries(/** @type {object} */ (value));
  const ok = have.every(([k, v]) => want.includes(k) && typeof v === "number" && Math.abs(v) <= MAX_COORDINATE);
  return ok ? "" : "lies outside of the canvas";
}

/**
 * @param {ID} id
 * @param {Kind} kind
 * @param {ID} parent
 * @param {string} order
 * @param {Record<string, unknown>} given
 * @param {boolean} [deleted]
 * @returns {Obj}
 */
function make(id, kind, parent, order, given, deleted = false) {
  /** @type {Record<string, unknown>} */
  const props = { ...KINDS[kind].defaults };
  for (const name of Object.keys(given))
    if (given[name] !== null && given[name] !== undefined) props[name] = given[name];
  return /** @type {Obj} */ (/** @type {unknown} */ ({ id, kind, parent, order, deleted, props }));
}

/**
 * The properties that differ from their defaults, or undefined when none does.
 * @param {Obj} o
 * @returns {Record<string, unknown> | undefined}
 */
export function givenProps(o) {
  const defaults = KINDS[o.kind].defaults;
  const list = Object.entries(o.props).filter(([name, value]) => !equal(value, defaults[name]));
  return list.length > 0 ? Object.fromEntries(list) : undefined;
}

/**
 * The put that makes an object as it is.
 * @param {Obj} o
 * @returns {Op & {op: "put"}}
 */
export function putOf(o) {
  const w = toWire(o);
  return /** @type {Op & {op: "put"}} */ ({ op: "put", ...w });
}

/**
 * @param {Obj} o
 * @returns {WireObject}
 */
function toWire(o) {
  /** @type {WireObject} */
  const w = { id: o.id, kind: o.kind };
  if (o.parent !== "") w.parent = o.parent;
  if (o.order !== "") w.order = o.order;
  const props = givenProps(o);
  if (props) w.props = props;
  return w;
}

/**
 * @param {never} op
 * @returns {never}
 */
function unreachable(op) {
  throw new Error(`there is no operation ${JSON.stringify(op)}`);
}
