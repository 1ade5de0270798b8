/**
 * What is to be painted and where: boxes of cards, notes and frames, and the ways of
 * lines, each in a spatial grid. Cheap to change: a change touches only its tables and
 * their lines. Things that are dragged have a place here that the diagram doesn't know
 * yet. No DOM; start at Scene.refresh.
 * @module
 */

import { around, between as boxBetween, contains, distanceTo, grow, rowMiddle } from "../model/geometry.js";
import { endOf, headerOf, PLAIN_LOOK, rowOf, rowRect, shapeOf } from "../model/look.js";
import { ENDS_APART, HEADER_HEIGHT, ROW_HEIGHT } from "../model/schema.js";
import { fitStub, fitWay } from "./fit_route.js";
import { between } from "./glide.js";
import { LABEL_WIDTH } from "./mark_spot.js";
import { previewRoute } from "./preview_route.js";
import { SpatialGrid } from "./spatial_grid.js";
import { STUB_ROOM, stubBox } from "./stub.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../model/geometry.js").Rect} Rect */
/** @typedef {import("../model/diagram.js").Diagram} Diagram */
/** @typedef {import("../model/diagram.js").Table} Table */
/** @typedef {import("../state/derived.js").Route} Route */
/** @typedef {import("../model/look.js").Look} Look */
/** @typedef {import("../model/look.js").Shape} Shape */
/** @typedef {import("./last_picture.js").Spot} Spot */

/**
 * The line of a relationship, ready to be traced.
 * @typedef {object} Line
 * @property {ID} id
 * @property {readonly (readonly Point[])[]} ways polylines; ways[0] starts at the first end
 * @property {boolean} legs each way starts at its end and runs to the middle, or is a stub
 * @property {boolean} stub
 * @property {readonly Point[]} over where it passes over another line
 * @property {boolean} final whether the server made it
 * @property {readonly import("../types.js").End[]} ends
 * @property {boolean} inheritance
 * @property {boolean} identifying
 * @property {string} label
 */

/**
 * An end of a line: its card, the height there, and the height in the plain look.
 * @typedef {{box: Rect, y: number, plain: number, shown: boolean}} Anchor
 */

/** @typedef {{table: ID, index: number}} Draft a row that is being typed and isn't a column yet */

/** What a line needs around it for its ends and letters, and for the diamond of a Chen drawing. */
const LABEL_ROOM = 20;
const VERB_ROOM = 90;
/** Shadows, halos, rings and signs reach so far out of a card: world px, and CSS px beside. */
const CARD_ROOM = 40;
const CARD_REACH = 8;
/** Feet, gaps and marks out of the pieces of a line; the mark of one that is seen from afar is the largest. */
const LINE_ROOM = 24;
const LINE_REACH = 2;
/** Titles and handles out of a frame, letters and labels out of the room of a line, CSS px. */
const THING_REACH = 48;
/** More spots than this are not looked at one by one. */
const MOST_SPOTS = 250;
/** Larger than any diagram. @type {Spot} */
const ALL = { box: { x: -4e6, y: -4e6, w: 8e6, h: 8e6 }, reach: 0 };

export class Scene {
  /**
   * @param {Diagram} diagram
   * @param {ReadonlyMap<ID, Route>} routes
   */
  constructor(diagram, routes) {
    this.diagram = diagram;
    this.routes = routes;
    this.cards = new SpatialGrid();
    this.lineBoxes = new SpatialGrid();
    /** @type {Look} */
    this.look = PLAIN_LOOK;
    /** Boxes of notes and frames. @type {Map<ID, Rect>} */
    this.things = new Map();
    /** @type {Draft | null} */
    this.draft = null;
    /** Grows with each change of a box. */
    this.version = 0;
    /** Grows with each change of what is not dragged. */
    this.stillVersion = 0;
    this.refresh(null);
  }

  /** @type {Map<ID, Line>} */
  #lines = new Map();
  /** @type {Map<ID, Point>} */
  #moved = new Map();
  /** @type {Map<ID, {w: number, h: number}>} */
  #sized = new Map();
  /** @type {WeakMap<Table, Shape>} */
  #shapes = new WeakMap();
  /** A table that shows all its rows, whatever the look. @type {ID} */
  #unfolded = "";

  get isPlain() {
    const { notation, display, density } = this.look;
    return notation === "crowsfoot" && display === "full" && density === "comfortable";
  }

  get header() {
    return headerOf(this.look.density);
  }

  get row() {
    return rowOf(this.look.density);
  }

  /** @param {Look} look */
  setLook(look) {
    this.look = look;
    this.#shapes = new WeakMap();
    this.refresh(null);
  }

  /**
   * Lets a table show all its rows, while one of them is typed; "" for none.
   * @param {ID} table
   */
  unfold(table) {
    if (table === this.#unfolded || this.isPlain) return;
    const ids = [this.#unfolded, table].filter(id => id !== "");
    this.#unfolded = table;
    this.refresh(ids);
  }

  /**
   * @param {Table} table
   * @returns {Shape}
   */
  shape(table) {
    if (table.id === this.#unfolded || table.id === this.draft?.table)
      return shapeOf({ ...PLAIN_LOOK, density: this.look.density }, table.columns, 0);
    let shape = this.#shapes.get(table);
    if (!shape) {
      shape = shapeOf(this.look, table.columns, this.look.notation === "chen" ? this.#parents(table) : 0);
      this.#shapes.set(table, shape);
    }
    return shape;
  }

  /**
   * How many foreign keys lie within the primary key.
   * @param {Table} table
   */
  #parents(table) {
    const key = new Set(table.primaryKey?.props.columns);
    return [...this.diagram.relationshipsOf(table.id)].filter(id => {
      const r = this.diagram.object(id, "relationship")?.props;
      const child = r?.ends.length === 2 && r.pairs.length > 0 && r.ends[0]?.table === table.id;
      return child && r.pairs.every(p => key.has(p.from));
    }).length;
  }

  /** @type {Spot[]} */
  #spoiled = [];

  /** Where something changed since this was asked last. */
  takeSpoiled() {
    const spots = this.#spoiled;
    this.#spoiled = [];
    return spots;
  }

  /**
   * Very many spots become one.
   * @param {Spot} spot
   */
  #spoil(spot) {
    if (this.#spoiled.length >= MOST_SPOTS) {
      const box = around(this.#spoiled.map(s => s.box)) ?? spot.box;
      this.#spoiled = [{ box, reach: THING_REACH }];
    }
    this.#spoiled.push(spot);
  }

  /**
   * The box of a card, note or frame as shown.
   * @param {ID} id
   */
  #spoilBox(id) {
    const card = this.cards.boxes.get(id);
    const thing = this.things.get(id);
    if (card) this.#spoil({ box: grow(card, CARD_ROOM), reach: CARD_REACH });
    else if (thing) this.#spoil({ box: thing, reach: THING_REACH });
  }

  /**
   * A line: its pieces one by one when nothing stands beside it.
   * @param {ID} id
   */
  #spoilLine(id) {
    const line = this.#lines.get(id);
    const box = this.lineBoxes.boxes.get(id);
    if (!line || !box) return;
    if (line.label || line.stub || line.legs || line.inheritance || this.look.notation !== "crowsfoot") {
      this.#spoil({ box, reach: THING_REACH });
      return;
    }
    for (const way of line.ways) {
      for (let i = 0; i + 1 < way.length; i++) {
        const piece = boxBetween(/** @type {Point} */ (way[i]), /** @type {Point} */ (way[i + 1]));
        this.#spoil({ box: grow(piece, LINE_ROOM), reach: LINE_REACH });
      }
    }
  }

  /**
   * Takes in changed objects; null for all.
   * @param {Iterable<ID> | null} ids
   */
  refresh(ids) {
    this.version++;
    this.stillVersion++;
    const d = this.diagram;
    if (!ids) {
      this.#spoiled = [ALL];
      this.cards.clear();
      this.lineBoxes.clear();
      this.things.clear();
      this.#lines.clear();
      for (const id of d.tableIDs) this.cards.put(id, this.#cardBox(/** @type {Table} */ (d.table(id))));
      for (const o of [...d.all("note"), ...d.all("frame")]) this.things.set(o.id, this.#thingBox(o));
      for (const id of d.relationshipIDs) this.#route(id);
      return;
    }
    /** @type {Set<ID>} */
    const lines = new Set();
    for (const id of ids) {
      this.#spoilBox(id);
      const table = d.table(id);
      if (table) this.cards.put(id, this.#cardBox(table));
      else this.cards.remove(id);
      const thing = d.object(id, "note") ?? d.object(id, "frame");
      if (thing) this.things.set(id, this.#thingBox(thing));
      else this.things.delete(id);
      this.#spoilBox(id);
      if (this.#lines.has(id) || d.kind(id) === "relationship") lines.add(id);
      for (const r of d.relationshipsOf(id)) lines.add(r);
    }
    for (const id of lines) this.#route(id);
  }

  /**
   * New final routes have come.
   * @param {Iterable<ID>} ids
   */
  refreshRoutes(ids) {
    this.version++;
    this.stillVersion++;
    for (const id of ids) this.#route(id);
  }

  /**
   * How the lines run that have no final route yet.
   * @param {Iterable<ID>} ids
   * @returns {Map<ID, Line["ways"]>}
   */
  previews(ids) {
    /** @type {Map<ID, Line["ways"]>} */
    const ways = new Map();
    for (const id of ids) {
      const line = this.#lines.get(id);
      if (line && !line.final) ways.set(id, line.ways);
    }
    return ways;
  }

  /**
   * Shows lines on their way to their final routes; lines that are dragged again are left
   * alone.
   * @param {ReadonlyMap<ID, Line["ways"]>} from
   * @param {number} t 1 is the end
   */
  glide(from, t) {
    for (const [id, ways] of from) {
      const line = this.#makeLine(id);
      if (line?.final) this.#lines.set(id, t < 1 ? { ...line, ways: between(ways, line.ways, t), over: [] } : line);
    }
  }

  /**
   * Shows things at places that the diagram doesn't know yet; an empty map puts them back.
   * @param {ReadonlyMap<ID, Point>} places
   */
  move(places) {
    const ids = new Set([...this.#moved.keys(), ...places.keys()]);
    const same = ids.size === this.#moved.size && ids.size === places.size;
    const { stillVersion } = this;
    this.#moved = new Map(places);
    this.refresh(ids);
    if (same) this.stillVersion = stillVersion;
  }

  /**
   * Shows a note or frame at another size; an empty map puts it back.
   * @param {ReadonlyMap<ID, {w: number, h: number}>} sizes
   */
  resize(sizes) {
    const ids = new Set([...this.#sized.keys(), ...sizes.keys()]);
    this.#sized = new Map(sizes);
    this.refresh(ids);
  }

  /** @param {Draft | null} draft */
  setDraft(draft) {
    const ids = [this.draft?.table, draft?.table].filter(id => id !== undefined);
    this.draft = draft;
    this.refresh(ids);
  }

  /** @param {ID} id */
  isMoved(id) {
    return this.#moved.has(id);
  }

  /** Whether cards are dragged, and nothing else. */
  get dragsCards() {
    return this.#moved.size > 0 && [...this.#moved.keys()].every(id => this.cards.boxes.has(id));
  }

  /**
   * Whether something is dragged, or is the line of what is dragged.
   * @param {ID} id
   */
  isDragged(id) {
    return this.#moved.has(id) || (this.#lines.get(id)?.ends.some(e => this.#moved.has(e.table)) ?? false);
  }

  /**
   * The box of a table, note or frame as shown.
   * @param {ID} id
   */
  boxOf(id) {
    return this.cards.boxes.get(id) ?? this.things.get(id);
  }

  /**
   * The box of a row as shown.
   * @param {ID} column
   * @returns {Rect | undefined}
   */
  rowBox(column) {
    const hit = this.diagram.column(column);
    const box = hit && this.cards.boxes.get(hit.table.id);
    const row = hit && this.rowIn(hit.table, hit.index);
    return box && row && { x: box.x + row.x, y: box.y + row.y, w: row.w, h: row.h };
  }

  /**
   * The columns of a table whose rows are shown, from above.
   * @param {Table} table
   */
  rowsOf(table) {
    const { order } = this.shape(table);
    return order ? order.flatMap(i => table.columns[i] ?? []) : table.columns;
  }

  /**
   * The box of a column's row, from the top left corner of the card; undefined when it is
   * not shown.
   * @param {Table} table
   * @param {number} index
   * @returns {Rect | undefined}
   */
  rowIn(table, index) {
    const shape = this.shape(table);
    const k = this.#shownAt(table, shape, index);
    return k < 0 ? undefined : rowRect(this.look, shape, k, table.box.w);
  }

  /**
   * The number of the row of a column as shown, counting one that is being typed above it;
   * -1 when the column is not shown.
   * @param {Table} table
   * @param {Shape} shape
   * @param {number} index
   */
  #shownAt(table, shape, index) {
    if (shape.order) return shape.order.indexOf(index);
    return this.draft?.table === table.id && index >= this.draft.index ? index + 1 : index;
  }

  /**
   * The column whose row is under a point, or -1.
   * @param {Table} table
   * @param {Point} p
   */
  columnAt(table, p) {
    const box = this.cards.boxes.get(table.id);
    if (!box) return -1;
    const shape = this.shape(table);
    const at = { x: p.x - box.x, y: p.y - box.y };
    if (!shape.ovals) {
      const k = Math.floor((at.y - this.header) / this.row);
      if (k < 0) return -1;
      if (shape.order) return shape.order[k] ?? -1;
      return table.columns.findIndex((_, i) => this.#shownAt(table, shape, i) === k);
    }
    const k = [...Array(shape.count).keys()].find(n => contains(rowRect(this.look, shape, n, box.w), at));
    return k === undefined ? -1 : (shape.order?.[k] ?? -1);
  }

  /**
   * Where the name of a table stands.
   * @param {ID} id
   * @returns {Rect | undefined}
   */
  headBox(id) {
    const table = this.diagram.table(id);
    const box = this.cards.boxes.get(id);
    return table && box && { x: box.x, y: box.y + this.shape(table).head, w: box.w, h: this.header };
  }

  /** @param {ID} id */
  line(id) {
    return this.#lines.get(id);
  }

  /**
   * Around everything, or null when the diagram is empty.
   * @returns {Rect | null}
   */
  bounds() {
    return around([...this.cards.boxes.values(), ...this.things.values()]);
  }

  /**
   * The table under a point: the last in order when several are.
   * @param {Point} p
   * @param {(id: ID) => boolean} [onTop] tables painted above the others
   * @returns {Table | undefined}
   */
  tableAt(p, onTop = () => false) {
    const rank = (/** @type {Table} */ t) => (onTop(t.id) ? 1 : 0);
    return this.cards
      .query({ x: p.x, y: p.y, w: 0, h: 0 })
      .map(id => this.diagram.table(id))
      .filter(t => t !== undefined)
      .sort(
        (a, b) =>
          rank(a) - rank(b) ||
          (a.object.order < b.object.order ? -1 : a.object.order > b.object.order ? 1 : a.id < b.id ? -1 : 1),
      )
      .at(-1);
  }

  /**
   * The line nearest to a point within a distance, and the end of it that is near.
   * @param {Point} p
   * @param {number} within
   * @returns {{id: ID, end: number, at: Point} | undefined}
   */
  lineAt(p, within) {
    let best = within;
    let hit;
    for (const id of this.lineBoxes.query({ x: p.x - within, y: p.y - within, w: 2 * within, h: 2 * within })) {
      const line = this.#lines.get(id);
      for (const way of line?.ways ?? []) {
        const { distance } = distanceTo(way, p);
        if (distance > best) continue;
        best = distance;
        hit = { id, end: this.#endNear(/** @type {Line} */ (line), p), at: p };
      }
    }
    return hit;
  }

  /**
   * The stub whose label is under a point, and at which end.
   * @param {Point} p
   * @returns {{id: ID, end: number} | undefined}
   */
  stubAt(p) {
    const reach = STUB_ROOM;
    for (const id of this.lineBoxes.query({ x: p.x - reach, y: p.y - 8, w: 2 * reach, h: 16 })) {
      const line = this.#lines.get(id);
      for (const end of line?.stub ? [0, 1] : []) {
        const box = stubBox(/** @type {Line} */ (line), end);
        if (box && contains(box, p)) return { id, end };
      }
    }
    return undefined;
  }

  /**
   * @param {Line} line
   * @param {Point} p
   */
  #endNear(line, p) {
    const near = (/** @type {Point | undefined} */ q) => q !== undefined && Math.hypot(p.x - q.x, p.y - q.y) < 26;
    if (line.legs) return line.ways.findIndex(w => near(w[0]));
    return near(line.ways[0]?.[0]) ? 0 : near(line.ways[0]?.at(-1)) ? 1 : -1;
  }

  /** @param {Table} t */
  #cardBox(t) {
    const at = this.#moved.get(t.id);
    const h = this.shape(t).height + (this.draft?.table === t.id ? this.row : 0);
    return { x: at?.x ?? t.box.x, y: at?.y ?? t.box.y, w: t.box.w, h };
  }

  /**
   * @param {import("../model/op.js").Obj<"note"> | import("../model/op.js").Obj<"frame">} o
   * @returns {Rect}
   */
  #thingBox(o) {
    const at = this.#moved.get(o.id) ?? o.props.pos;
    const size = this.#sized.get(o.id) ?? o.props.size;
    return { x: at.x, y: at.y, w: Math.max(size.w, 40), h: Math.max(size.h, 30) };
  }

  /** @param {ID} id */
  #route(id) {
    const line = this.#makeLine(id);
    this.#spoilLine(id);
    if (!line) {
      this.#lines.delete(id);
      this.lineBoxes.remove(id);
      return;
    }
    this.#lines.set(id, line);
    const box = around(line.ways.flatMap(w => w.map(p => ({ x: p.x, y: p.y, w: 0, h: 0 }))));
    if (!box) {
      this.lineBoxes.remove(id);
      return;
    }
    const verb = this.look.notation === "chen" ? VERB_ROOM : 0;
    const label = line.label ? LABEL_WIDTH / 2 + LABEL_ROOM : LABEL_ROOM;
    const room = grow(box, line.stub ? STUB_ROOM : Math.max(verb, label));
    this.lineBoxes.put(id, room);
    this.#spoilLine(id);
  }

  /**
   * @param {ID} id
   * @returns {Line | null}
   */
  #makeLine(id) {
    const r = this.diagram.object(id, "relationship")?.props;
    if (!r || r.ends.length < 2) return null;
    const anchors = r.ends.map((e, i) => this.#anchor(r, e.table, i));
    if (anchors.some(a => a === null)) return null;
    const ends = /** @type {Anchor[]} */ (anchors);
    const [a, b] = ends;
    if (a && b && a.box === b.box && ends.length === 2 && Math.abs(a.y - b.y) < 1 && !a.shown) {
      a.y += ENDS_APART;
      b.y -= ENDS_APART;
    }
    const base = { id, ends: r.ends, inheritance: r.inheritance, identifying: r.identifying, label: labelOf(r) };
    const route = this.routes.get(id);
    if (route && fits(route, ends)) {
      const ways = this.isPlain ? route.lines : fitted(route, ends);
      if (ways) return { ...base, ways, legs: route.legs, stub: route.stub, over: route.over, final: true };
    }
    return { ...base, ...preview(ends), stub: false, over: [], final: false };
  }

  /**
   * Where a line starts at an end.
   * @param {Readonly<import("../types.js").RelationshipProps>} r
   * @param {ID} id
   * @param {number} end
   * @returns {Anchor | null}
   */
  #anchor(r, id, end) {
    const box = this.cards.boxes.get(id);
    const table = this.diagram.table(id);
    if (!box || !table) return null;
    const pair = r.ends.length === 2 ? r.pairs[0] : undefined;
    const column = end === 0 ? pair?.from : pair?.to;
    const index = column ? table.columns.findIndex(c => c.id === column) : -1;
    const shape = this.shape(table);
    const k = index < 0 ? -1 : this.#shownAt(table, shape, index);
    const typed = index >= 0 && !shape.order && k !== index ? ROW_HEIGHT : 0;
    const plain = box.y + (index < 0 ? HEADER_HEIGHT / 2 : rowMiddle(index) + typed);
    if (this.isPlain) return { box, y: plain, plain, shown: index >= 0 };
    const y = box.y + endOf(this.look, shape, k, r.ends[end]?.card ?? "unknown");
    return { box, y, plain, shown: k >= 0 && this.look.notation !== "chen" };
  }
}

/**
 * The sentence on a line: its verb, or a drawn label. Names that only a database reads
 * are left out.
 * @param {Readonly<import("../types.js").RelationshipProps>} r
 */
function labelOf(r) {
  if (r.verb) return r.verb;
  return r.pairs.length > 0 && /^[\w$]+$/.test(r.name) && /[_\d]|fk/i.test(r.name) ? "" : r.name;
}

/**
 * A route with its ends where they are in the look.
 * @param {Route} route
 * @param {readonly Anchor[]} ends
 * @returns {Line["ways"] | null}
 */
function fitted(route, ends) {
  const height = (
    /** @type {readonly Point[] | undefined} */ way,
    /** @type {number} */ end,
    /** @type {number} */ at,
  ) => {
    const e = /** @type {Anchor} */ (ends[end]);
    // Ends that share a row stand apart in it.
    return e.shown ? e.y + (way?.at(at)?.y ?? e.plain) - e.plain : e.y;
  };
  const ways = route.lines.map((way, i) => {
    if (route.stub) return fitStub(way, height(way, i, 0));
    return fitWay(way, height(way, route.legs ? i : 0, 0), route.legs ? null : height(way, 1, -1));
  });
  return ways.every(w => w !== null) ? /** @type {Line["ways"]} */ (ways) : null;
}

/**
 * Whether a route still starts and ends at its cards and rows. What is in between may be
 * stale until the next routes come.
 * @param {Route} route
 * @param {readonly Anchor[]} ends
 */
function fits(route, ends) {
  const at = (/** @type {Point | undefined} */ p, /** @type {Anchor | undefined} */ e) =>
    !!p &&
    !!e &&
    Math.abs(p.y - e.plain) <= 8 &&
    (Math.abs(p.x - e.box.x) < 1 || Math.abs(p.x - e.box.x - e.box.w) < 1);
  if (route.legs) return route.lines.length === ends.length && route.lines.every((w, i) => at(w[0], ends[i]));
  return at(route.lines[0]?.[0], ends[0]) && at(route.lines[0]?.at(-1), ends[1]);
}

/**
 * @param {{box: Rect, y: number}[]} ends
 * @returns {{ways: Point[][], legs: boolean}}
 */
function preview(ends) {
  const [a, b] = ends;
  if (ends.length === 2 && a && b) {
    const self = a.box === b.box && Math.abs(a.y - b.y) < 1;
    return { ways: [previewRoute(a.box, self ? a.y + 7 : a.y, b.box, self ? b.y - 7 : b.y)], legs: false };
  }
  const mid = around(ends.map(e => e.box));
  const centre = { x: (mid?.x ?? 0) + (mid?.w ?? 0) / 2, y: (mid?.y ?? 0) + (mid?.h ?? 0) / 2 };
  const spot = { x: centre.x, y: centre.y, w: 0, h: 0 };
  return { ways: ends.map(e => previewRoute(e.box, e.y, spot, centre.y)), legs: true };
}

/**
 * Whether a point is on the border of a frame, or on its title: where it is taken hold of.
 * @param {Rect} box
 * @param {Point} p
 * @param {number} within
 * @param {string} title
 */
export function onFrame(box, p, within, title) {
  if (!contains(grow(box, within), p)) return false;
  if (!contains(grow(box, -within), p)) return true;
  return p.y <= box.y + 34 && p.x <= box.x + 40 + title.length * 9;
}
