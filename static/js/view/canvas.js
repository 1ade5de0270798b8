/**
 * The canvas: one Canvas 2D that paints what is in view, once per frame and only when
 * something changed. It changes nothing of the diagram and listens to no input; tools and
 * the editor tell it what to show. Start at Canvas.paint.
 * @module
 */

import { counted } from "../model/noun.js";
import { around, between, grow, meets } from "../model/geometry.js";
import { Emitter } from "../state/emitter.js";
import { Camera } from "./camera.js";
import { emphasisOf, PLAIN } from "./emphasis.js";
import { LastPicture } from "./last_picture.js";
import { Ground, paintFrames, paintNotes } from "./paint/area.js";
import { makeCard, paintCards } from "./paint/card.js";
import { CardTexts } from "./paint/card_text.js";
import { paintCrossings, strokeLines } from "./paint/line.js";
import { paintStubLabels } from "./paint/stub_label.js";
import { paintFocus, paintLabels, paintOverlay } from "./paint/overlay.js";
import { NAMES, Pen, ROWS } from "./paint/pen.js";
import { pile } from "./paint/pile.js";
import { StillPicture } from "./still_picture.js";
import { TextFit } from "./text_fit.js";
import { onThemeChange, readTheme } from "./theme.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("../model/geometry.js").Point} Point */
/** @typedef {import("../model/geometry.js").Rect} Rect */
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Line} Line */
/** @typedef {import("./paint/card.js").Card} Card */
/** @typedef {import("./paint/card.js").Mark} Mark */
/** @typedef {import("./paint/overlay.js").Overlay} Overlay */
/** @typedef {import("../state/findings.js").Severity} Severity */

/** No movement for so long = at rest, ms. */
const REST = 120;

/** A guide is a pixel wide, and so far from its place at most, CSS px. */
const GUIDE_REACH = 2;

/** While something moves other elements of the page follow this often, ms: each time the browser lays out the page. */
const PACE = 80;

/** While a diagram comes its parts are painted this often, ms. */
const COMING = 100;

/** What is under the pointer. @typedef {{table: ID, column: ID, line: ID, thing: ID}} Hover */

/**
 * @typedef {object} CanvasEvents
 * @property {Record<string, never>} frame a frame was painted
 * @property {Record<string, never>} pace a frame was painted, but not more often than one can read
 * @property {Record<string, never>} move the camera moves
 * @property {Record<string, never>} rest nothing has moved for a moment
 * @property {Record<string, never>} theme
 */

/** @type {Hover} */
const NOTHING = { table: "", column: "", line: "", thing: "" };

const ANY = () => true;

/** @extends {Emitter<CanvasEvents>} */
export class Canvas extends Emitter {
  /**
   * @param {HTMLElement} host is filled by the canvas
   * @param {Scene} scene
   * @param {{worst: (id: ID) => Severity | undefined, selected: () => ReadonlySet<ID>}} look
   */
  constructor(host, scene, look) {
    super();
    this.host = host;
    this.scene = scene;
    this.look = look;
    this.camera = new Camera();
    this.element = document.createElement("canvas");
    this.element.setAttribute("aria-hidden", "true");
    // The browser may throw the picture away, and gives an empty one back.
    this.element.addEventListener("contextrestored", () => this.request());
    host.prepend(this.element);
    const context = this.element.getContext("2d", { alpha: false });
    if (!context) throw new Error("This browser has no 2D canvas.");
    const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    this.text = new TextFit((text, font) => {
      if (ruler.font !== font) ruler.font = font;
      return ruler.measureText(text).width;
    });
    this.pen = new Pen(context, this.text, readTheme(host));
    this.texts = new CardTexts(this.text, this.pen.theme, this.scene.look);
    this.ground = new Ground();
    this.emphasis = PLAIN;
    /** @type {Hover} */
    this.hover = NOTHING;
    /** @type {Overlay} */
    this.overlay = {};
    /** What a line says under the pointer. @type {Overlay["label"] | null} */
    this.tip = null;
    /** What a preview does to things. @type {ReadonlyMap<ID, Mark>} */
    this.marks = new Map();
    /** What was guessed in an import, shown while there is no preview. @type {ReadonlyMap<ID, Mark>} */
    this.guesses = new Map();
    /** Lines that are not there yet, dashed in the colour of a severity. @type {{lines: Line[], severity: Severity} | null} */
    this.suggestion = null;
    /** Box with the keyboard focus, or null. @type {Rect | null} */
    this.focusBox = null;
    /** A note that is being typed into. @type {ID} */
    this.editing = "";
    this.moving = false;
    /** Whether things ease, or the person asked for no motion. */
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    new ResizeObserver(() => this.#resize()).observe(host);
    onThemeChange(() => this.refreshTheme());
    document.fonts?.addEventListener?.("loadingdone", () => this.#fontsCame());
    for (const font of Object.values(this.texts.fonts))
      document.fonts?.load(font).then(
        () => this.#fontsCame(),
        () => {},
      );
    this.#resize();
  }

  #asked = 0;
  #paced = 0;
  #painted = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;
  #last = new LastPicture();
  #still = new StillPicture();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  #flight = 0;

  get isFlying() {
    return this.#flight !== 0;
  }

  get shownMarks() {
    return this.marks.size > 0 ? this.marks : this.guesses;
  }

  /** Asks for a frame in which everything is painted anew. */
  request() {
    this.#forget();
    this.#ask();
  }

  #forget() {
    this.#last.forget();
    this.#still.forget();
  }

  /** Things of the scene changed: asks for a frame in which they are painted anew. */
  changed() {
    this.#ask();
  }

  /** Parts of the diagram come: they are painted now and then, so that what comes is read soon. */
  coming() {
    this.#later ??= setTimeout(() => this.#ask(), Math.max(0, this.#painted + COMING - performance.now()));
  }

  /** Many asks make one frame. */
  #ask() {
    if (this.#asked) return;
    this.#asked = requestAnimationFrame(() => {
      this.#asked = 0;
      clearTimeout(this.#later);
      this.#later = undefined;
      this.paint();
      this.#painted = performance.now();
      this.emit("frame", {});
      const now = performance.now();
      if (this.moving && now - this.#paced < PACE) return;
      this.#paced = now;
      this.emit("pace", {});
    });
  }

  /**
   * The camera moves, or things in the scene: the layer at rest steps aside until it stops.
   * What else is seen stays as it is.
   */
  moved() {
    if (!this.moving) {
      this.moving = true;
      this.emit("move", {});
    }
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.moving = false;
      // What was put together from parts is painted once more as a whole.
      if (this.#last.inParts || this.pen.zooming) this.request();
      this.emit("pace", {});
      this.emit("rest", {});
    }, REST);
    this.#ask();
  }

  /** The diagram or the selection changed. */
  refreshEmphasis() {
    const e = emphasisOf(this.scene.diagram, this.look.selected(), this.hover.line);
    this.emphasis = this.overlay.link || this.marks.size > 0 ? { ...e, dim: false } : e;
    this.request();
  }

  /** @param {Partial<Hover>} hover */
  setHover(hover) {
    const next = { ...NOTHING, ...hover };
    if (
      next.table === this.hover.table &&
      next.column === this.hover.column &&
      next.line === this.hover.line &&
      next.thing === this.hover.thing
    )
      return;
    this.hover = next;
    this.refreshEmphasis();
  }

  /** @param {Overlay} overlay */
  setOverlay(overlay) {
    const other = (overlay.link === undefined) !== (this.overlay.link === undefined);
    const before = this.overlay;
    this.overlay = overlay;
    if (onlyGuides(before) && onlyGuides(overlay)) {
      const guides = [...(before.guides ?? []), ...(overlay.guides ?? [])];
      this.#last.spoil(
        guides.map(g => ({ box: between({ x: g.x0, y: g.y0 }, { x: g.x1, y: g.y1 }), reach: GUIDE_REACH })),
      );
      this.#ask();
      return;
    }
    // While a line is drawn every card may be its end: none steps back.
    if (other) this.refreshEmphasis();
    this.#says();
    this.request();
  }

  /** What stands beside the pointer, as text on the element: it is painted only. */
  #says() {
    const text = this.overlay.label?.text ?? this.tip?.text ?? "";
    if ((this.host.dataset.says ?? "") !== text) this.host.dataset.says = text;
  }

  /** @param {Overlay["label"] | null} tip */
  setTip(tip) {
    this.tip = tip?.text ? tip : null;
    this.#says();
    this.request();
  }

  refreshTheme() {
    this.pen.theme = readTheme(this.host);
    this.texts = new CardTexts(this.text, this.pen.theme, this.scene.look);
    this.emit("theme", {});
    this.request();
  }

  /**
   * Draws in another look.
   * @param {import("../model/look.js").Look} look
   */
  setLook(look) {
    this.scene.setLook(look);
    this.texts = new CardTexts(this.text, this.pen.theme, look);
    this.request();
  }

  /**
   * Moves the camera; flights end.
   * @param {{x: number, y: number, k: number}} to
   */
  place(to) {
    cancelAnimationFrame(this.#flight);
    this.#flight = 0;
    Object.assign(this.camera, to);
    this.moved();
  }

  /**
   * Flies the camera, unless the person asked for no motion.
   * @param {{x: number, y: number, k: number}} to
   * @param {number} [ms]
   */
  fly(to, ms = 420) {
    if (this.still.matches || ms === 0) {
      this.place(to);
      return;
    }
    const from = { x: this.camera.x, y: this.camera.y, k: this.camera.k };
    const start = performance.now();
    cancelAnimationFrame(this.#flight);
    // The point in the middle travels straight; the zoom changes by factors.
    const mid = (/** @type {{x: number, y: number, k: number}} */ c) => ({
      x: (this.camera.width / 2 - c.x) / c.k,
      y: (this.camera.height / 2 - c.y) / c.k,
    });
    const a = mid(from);
    const b = mid(to);
    const step = (/** @type {number} */ now) => {
      const t = Math.min(1, (now - start) / ms);
      const e = 1 - (1 - t) ** 3;
      const k = from.k * (to.k / from.k) ** e;
      const x = a.x + (b.x - a.x) * e;
      const y = a.y + (b.y - a.y) * e;
      Object.assign(
        this.camera,
        t === 1 ? to : { x: this.camera.width / 2 - x * k, y: this.camera.height / 2 - y * k, k },
      );
      this.#flight = t < 1 ? requestAnimationFrame(step) : 0;
      this.moved();
    };
    this.#flight = requestAnimationFrame(step);
  }

  /** Paints one frame, now: what changed since the last one. */
  paint() {
    const { pen } = this;
    pen.look(this.camera, this.#dpr, this.moving);
    pen.follow(this.scene);
    this.#last.spoil(this.scene.takeSpoiled());
    const parts = this.#last.reuse(pen);
    if (!parts) this.#paintParts([{ x: 0, y: 0, w: this.element.width, h: this.element.height }]);
    else if (parts.length > 0) {
      pen.c.save();
      pen.device();
      pen.c.beginPath();
      for (const p of parts) pen.c.rect(p.x, p.y, p.w, p.h);
      pen.c.clip();
      const still = this.#stillLayers();
      if (still) this.#paintDragged(parts, still);
      else this.#paintParts(parts);
      pen.c.restore();
    }
  }

  /**
   * Paints what is in some boxes, and around them what reaches into them.
   * @param {readonly Rect[]} parts in device pixels
   */
  #paintParts(parts) {
    const lines = this.#paintBelow(parts, ANY);
    this.#paintAbove(lines, ANY);
    this.#paintTop();
  }

  /** The picture of what stays while cards are dragged, or null. */
  #stillLayers() {
    const { pen, scene, element } = this;
    if (!scene.dragsCards) {
      this.#still.forget();
      return null;
    }
    return this.#still.layers(`${scene.stillVersion} ${pen.s} ${pen.tx} ${pen.ty}`, element, ({ below, above }) => {
      const { c } = pen;
      const stays = (/** @type {ID} */ id) => !scene.isDragged(id);
      pen.c = below;
      const lines = this.#paintBelow([{ x: 0, y: 0, w: element.width, h: element.height }], stays);
      pen.c = above;
      this.#paintAbove(lines, stays);
      pen.c = c;
    });
  }

  /**
   * Paints what is in some boxes when only cards are dragged.
   * @param {readonly Rect[]} parts in device pixels
   * @param {import("./still_picture.js").Layers} still
   */
  #paintDragged(parts, still) {
    const { pen, scene } = this;
    const dragged = (/** @type {ID} */ id) => scene.isDragged(id);
    pen.device();
    pen.c.drawImage(still.below.canvas, 0, 0);
    pen.watch(parts);
    const lines = this.#paintLines(dragged);
    pen.device();
    pen.c.drawImage(still.above.canvas, 0, 0);
    this.#paintAbove(lines, dragged);
    this.#paintTop();
  }

  /**
   * The ground, frames and lines.
   * @param {readonly Rect[]} parts in device pixels
   * @param {(id: ID) => boolean} has which lines
   */
  #paintBelow(parts, has) {
    const { pen } = this;
    for (const part of parts) this.ground.paint(pen, part);
    pen.watch(parts);
    this.#paintFrames(grow(pen.view, 24 / pen.k));
    return this.#paintLines(has);
  }

  /**
   * Notes, cards, and what stands on lines.
   * @param {readonly Line[]} lines
   * @param {(id: ID) => boolean} has which notes and cards
   */
  #paintAbove(lines, has) {
    const { pen } = this;
    this.#paintNotes(grow(pen.view, 24 / pen.k), has);
    this.#paintCards(has);
    if (pen.level === ROWS) {
      const look = {
        lit: this.emphasis.lines,
        dim: this.emphasis.dim,
        ground: (/** @type {Point} */ p) => this.#groundAt(p),
      };
      paintStubLabels(pen, lines, this.scene.diagram, look);
    }
    if (pen.level >= NAMES) {
      paintLabels(pen, lines, { lit: this.emphasis.lines, dim: this.emphasis.dim, worst: this.look.worst });
    }
  }

  /** What is shown above the diagram. */
  #paintTop() {
    const { pen } = this;
    if (this.suggestion) {
      strokeLines(pen, this.suggestion.lines, {
        color: pen.theme.color[`sev-${this.suggestion.severity}`],
        width: pen.theme.lit,
        dash: [4, 4],
      });
    }
    paintOverlay(pen, this.overlay);
    if (this.tip && !this.overlay.label) paintOverlay(pen, { label: this.tip });
    if (this.focusBox) paintFocus(pen, this.focusBox);
  }

  get #dpr() {
    return this.element.width / Math.max(1, this.camera.width);
  }

  #resize() {
    const width = this.host.clientWidth;
    const height = this.host.clientHeight;
    const dpr = Math.min(devicePixelRatio || 1, 3);
    if (width === 0 || height === 0) return;
    this.camera.width = width;
    this.camera.height = height;
    this.element.width = Math.round(width * dpr);
    this.element.height = Math.round(height * dpr);
    this.element.style.width = `${width}px`;
    this.element.style.height = `${height}px`;
    // A canvas is empty after a change of size: painting at once avoids a flash.
    this.#forget();
    this.paint();
    this.moved();
  }

  #fontsCame() {
    this.text.clear();
    this.texts = new CardTexts(this.text, this.pen.theme, this.scene.look);
    this.request();
  }

  /** @param {Rect} view */
  #paintFrames(view) {
    const { scene } = this;
    const d = scene.diagram;
    const selected = this.look.selected();
    const frames = [];
    for (const frame of d.all("frame")) {
      const box = scene.things.get(frame.id);
      if (!box || !meets(box, view)) continue;
      const module = frame.props.module ? d.object(frame.props.module, "module") : undefined;
      const color = module?.props.color || frame.props.color;
      frames.push({
        frame,
        box,
        color,
        selected: selected.has(frame.id),
        note: module ? countOf(this.#tablesOf(module.id)) : "",
      });
    }
    // Large ones below: a frame inside of another is seen.
    frames.sort((a, b) => b.box.w * b.box.h - a.box.w * a.box.h);
    if (frames.length > 0) paintFrames(this.pen, frames);
  }

  /** Tables by module, counted once for each change. @type {{version: number, count: Map<ID, number>}} */
  #modules = { version: -1, count: new Map() };

  /** @param {ID} module */
  #tablesOf(module) {
    if (this.#modules.version !== this.scene.version) {
      const count = new Map();
      for (const t of this.scene.diagram.all("table")) count.set(t.props.module, (count.get(t.props.module) ?? 0) + 1);
      this.#modules = { version: this.scene.version, count };
    }
    return this.#modules.count.get(module) ?? 0;
  }

  /**
   * @param {Rect} view
   * @param {(id: ID) => boolean} has
   */
  #paintNotes(view, has) {
    const notes = [];
    const selected = this.look.selected();
    for (const note of this.scene.diagram.all("note")) {
      const box = this.scene.things.get(note.id);
      if (!box || !has(note.id) || !meets(box, view)) continue;
      notes.push({
        note,
        box,
        selected: selected.has(note.id),
        hover: this.hover.thing === note.id,
        editing: this.editing === note.id,
      });
    }
    if (notes.length > 0) paintNotes(this.pen, notes);
  }

  /**
   * The IDs of what is in a grid and is to be painted.
   * @param {import("./spatial_grid.js").SpatialGrid} grid
   * @returns {Iterable<ID>}
   */
  #seen(grid) {
    const margin = 24 / this.pen.k;
    const [first, ...more] = this.pen.views.map(v => grid.query(grow(v, margin)));
    return more.length === 0 ? (first ?? []) : new Set(more.concat(first ?? []).flat());
  }

  /**
   * @param {(id: ID) => boolean} has
   * @returns {Line[]}
   */
  #paintLines(has) {
    const { scene, pen, emphasis, shownMarks: marks } = this;
    const { theme } = pen;
    /** @type {Line[]} */
    const all = [];
    /** @type {Record<"plain" | "lit" | Mark, Line[]>} */
    const groups = { plain: [], lit: [], add: [], del: [], chg: [], guess: [] };
    for (const id of this.#seen(scene.lineBoxes)) {
      const line = scene.line(id);
      if (!line || !has(id)) continue;
      all.push(line);
      const mark = marks.get(id);
      groups[mark ?? (emphasis.lines.has(id) ? "lit" : "plain")].push(line);
    }
    const plain = emphasis.dim ? theme.color["line-dim"] : theme.color.line;
    strokeLines(pen, groups.plain, { color: plain, width: theme.line });
    if (pen.level === ROWS) paintCrossings(pen, groups.plain, pen.view, p => this.#groundAt(p), plain, theme.line);
    strokeLines(pen, groups.lit, { color: theme.color["line-lit"], width: theme.lit });
    if (pen.level === ROWS)
      paintCrossings(pen, groups.lit, pen.view, p => this.#groundAt(p), theme.color["line-lit"], theme.lit);
    strokeLines(pen, groups.guess, { color: theme.color.guess, width: theme.line, dash: [5, 4] });
    strokeLines(pen, groups.chg, { color: theme.color.chg, width: theme.lit });
    strokeLines(pen, groups.del, { color: theme.color.del, width: theme.lit, dash: [5, 4] });
    strokeLines(pen, groups.add, { color: theme.color.add, width: theme.lit });
    return all;
  }

  /**
   * The colour below a point: of the smallest frame there, else of the canvas.
   * @param {Point} p
   */
  #groundAt(p) {
    const { scene, pen } = this;
    let best = Infinity;
    let color = pen.theme.color.canvas;
    for (const frame of scene.diagram.all("frame")) {
      const b = scene.things.get(frame.id);
      if (!b || b.w * b.h >= best || p.x < b.x || p.y < b.y || p.x > b.x + b.w || p.y > b.y + b.h) continue;
      best = b.w * b.h;
      const module = scene.diagram.object(frame.props.module, "module");
      color = pen.theme.module[module?.props.color || frame.props.color]?.frame ?? color;
    }
    return color;
  }

  /** @param {(id: ID) => boolean} has */
  #paintCards(has) {
    const { scene, emphasis, shownMarks: marks } = this;
    /** @type {Record<"dim" | "plain" | "related" | "lifted" | "selected", Card[]>} */
    const groups = { dim: [], plain: [], related: [], lifted: [], selected: [] };
    for (const id of this.#seen(scene.cards)) {
      const table = scene.diagram.table(id);
      const box = scene.cards.boxes.get(id);
      if (!table || !box || !has(id)) continue;
      const card = makeCard(
        this.pen,
        table,
        box,
        scene.shape(table),
        scene.draft?.table === id ? scene.draft.index : -1,
      );
      if (emphasis.selected.has(id)) groups.selected.push(card);
      else if (scene.isMoved(id)) groups.lifted.push(card);
      else if (emphasis.related.has(id)) groups.related.push(card);
      else if (emphasis.dim) groups.dim.push(card);
      else groups.plain.push(card);
    }
    const target = this.overlay.target ?? null;
    const selected = this.look.selected();
    const look = {
      hover: this.hover.table,
      hoverColumn: this.hover.column,
      related: emphasis.related,
      columns: emphasis.columns,
      selectedColumns: selected,
      marks,
      worst: this.look.worst,
      target,
    };
    for (const [name, cards] of Object.entries(groups)) {
      const group = { dim: name === "dim", lifted: name === "lifted", selected: name === "selected" };
      const [apart, piled] = pile(cards);
      paintCards(this.pen, this.texts, apart, look, group);
      // Cards that lie on each other are painted one by one, the last on top.
      for (const card of piled) paintCards(this.pen, this.texts, [card], look, group);
    }
  }

  /**
   * The box around these things as shown, or null.
   * @param {Iterable<ID>} ids
   */
  boxAround(ids) {
    const boxes = [];
    for (const id of ids) {
      const table = this.scene.diagram.tableOf(id);
      const box = this.scene.boxOf(id) ?? (table && this.scene.boxOf(table.id));
      if (box) boxes.push(box);
      for (const way of this.scene.line(id)?.ways ?? [])
        for (const p of way) boxes.push({ x: p.x, y: p.y, w: 0, h: 0 });
    }
    const b = around(boxes);
    return b && grow(b, 0);
  }
}

/** @param {Overlay} o */
function onlyGuides(o) {
  return Object.keys(o).every(name => name === "guides");
}

/** @param {number} n */
function countOf(n) {
  return counted(n, "table");
}
