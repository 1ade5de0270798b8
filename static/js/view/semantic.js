/**
 * Real, transparent elements over what is painted: one for each table in view, each of its
 * rows and each line, focusable and named, for screen readers, keyboards and tests. They are brought
 * up to date only at rest; pointers go through the same hit test as everything. The
 * outline is the accessible whole, this layer is what is in view.
 * @module
 */

import { say } from "../say.js";
import { meets } from "../model/geometry.js";
import { kindName } from "../model/kind_name.js";
import { counted } from "../model/noun.js";
import { describe as describeLine } from "../model/relationship.js";
import { lineMark } from "./mark_spot.js";
import { labelSpot } from "./paint/line.js";

/** @typedef {import("../types.js").ID} ID */
/** @typedef {import("./canvas.js").Canvas} Canvas */
/** @typedef {import("../model/diagram.js").Table} Table */
/** @typedef {import("../model/diagram.js").Column} Column */
/** @typedef {import("../model/look.js").Shape} Shape */

/** More tables than this in view have no elements, and more lines. */
const MOST = 400;
const MOST_LINES = 800;
/** Rows have elements from this zoom on, and marks of lines from this. */
const ROWS_FROM = 0.35;
const NAMES_FROM = 0.12;

export class SemanticLayer {
  /**
   * @param {Canvas} canvas
   * @param {import("../state/selection.js").Selection} selection
   * @param {{version: (table: ID) => string, tell: (id: ID) => string, open: (id: ID) => void}} [findings] what the findings that mark a thing say, "" for none; version is another one when those of a table change
   */
  constructor(canvas, selection, findings = { version: () => "", tell: () => "", open: () => {} }) {
    this.canvas = canvas;
    this.selection = selection;
    this.findings = findings;
    this.world = document.createElement("div");
    this.world.className = "semantic";
    canvas.host.append(this.world);
    canvas.on("move", () => this.#hide());
    canvas.on("rest", () => this.sync());
    this.world.addEventListener("focusin", e => this.#focused(e));
    this.world.addEventListener("focusout", () => this.#ring(null));
  }

  /** @type {Map<ID, {element: HTMLElement, table: Table, rows: boolean, shape: Shape, said: string}>} */
  #mounted = new Map();
  /** @type {Map<ID, HTMLElement>} */
  #lines = new Map();
  /** Buttons of the marks of lines. @type {Map<ID, HTMLElement>} */
  #lineMarks = new Map();
  #hidden = false;
  /** @type {ID} */
  #focus = "";

  /** Brings the layer up to date, if the canvas is at rest. */
  sync() {
    const { canvas } = this;
    if (canvas.moving) return;
    const { camera, scene } = canvas;
    const inView = scene.cards.query(camera.view());
    const want = inView.length <= MOST ? inView : [];
    const rows = camera.k >= ROWS_FROM;
    const keep = new Set(want);
    for (const [id, m] of this.#mounted) {
      if (keep.has(id)) continue;
      m.element.remove();
      this.#mounted.delete(id);
    }
    const k = camera.k;
    for (const id of want) {
      const table = scene.diagram.table(id);
      const box = scene.cards.boxes.get(id);
      if (!table || !box) continue;
      const said = this.findings.version(id);
      const shape = scene.shape(table);
      let m = this.#mounted.get(id);
      if (!m || m.table !== table || m.rows !== rows || m.shape !== shape || m.said !== said) {
        const element = this.#element(table, rows);
        if (m) this.#replace(m.element, element);
        m = { element, table, rows, shape, said };
        this.#mounted.set(id, m);
      }
      // Boxes stand where the card is on the screen, to the pixel that is painted.
      const s = m.element.style;
      s.transform = `translate(${Math.round(box.x * k + camera.x)}px, ${Math.round(box.y * k + camera.y)}px)`;
      s.width = `${box.w * k}px`;
      s.height = `${box.h * k}px`;
      s.setProperty("--k", String(k));
    }
    this.#arrange(want);
    this.#nameLines(rows && want.length > 0);
    this.#markLines(camera.k >= NAMES_FROM && want.length > 0);
    if (this.#hidden) {
      this.world.hidden = false;
      this.#hidden = false;
      // What was selected meanwhile keeps the selection.
      if (this.selection.has(this.#focus) && document.activeElement === document.body) this.focus(this.#focus);
    }
  }

  /**
   * Puts the keyboard focus on a table, column or line in view. Answers whether it is.
   * @param {ID} id
   */
  focus(id) {
    const line = this.#lines.get(id);
    if (line) {
      line.focus({ preventScroll: true });
      return true;
    }
    const table = this.canvas.scene.diagram.tableOf(id);
    const m = table && this.#mounted.get(table.id);
    if (!m) return false;
    const target = id === table.id ? m.element : m.element.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!(target instanceof HTMLElement)) return false;
    target.focus({ preventScroll: true });
    return true;
  }

  /**
   * Puts an element in the place of another, with the focus that was there.
   * @param {HTMLElement} old
   * @param {HTMLElement} element
   */
  #replace(old, element) {
    const focus = old.contains(document.activeElement) ? document.activeElement : null;
    const id = focus instanceof HTMLElement ? (focus.dataset.id ?? "") : "";
    old.replaceWith(element);
    if (!focus) return;
    const again = focus === old ? element : element.querySelector(`[data-id="${CSS.escape(id)}"]`);
    /** @type {HTMLElement | null} */ (again)?.focus({ preventScroll: true });
  }

  /**
   * An element for each line in view, in the middle of it, with its sentence.
   * @param {boolean} any
   */
  #nameLines(any) {
    const { camera, scene } = this.canvas;
    const inView = any ? scene.lineBoxes.query(camera.view()) : [];
    const keep = new Set(inView.length <= MOST_LINES ? inView : []);
    for (const id of keep) {
      const line = scene.line(id);
      const r = scene.diagram.object(id, "relationship")?.props;
      const at = line && labelSpot(line);
      if (!r || !at) {
        keep.delete(id);
        continue;
      }
      let e = this.#lines.get(id);
      if (!e) {
        e = document.createElement("div");
        e.className = "semantic-line";
        e.dataset.testid = "relationship";
        e.dataset.id = id;
        e.tabIndex = -1;
        e.setAttribute("role", "group");
        e.setAttribute("aria-roledescription", kindName("relationship"));
        this.#lines.set(id, e);
        this.world.append(e);
      }
      const text = describeLine(scene.diagram, r);
      if (e.getAttribute("aria-label") !== text) e.setAttribute("aria-label", text);
      e.style.transform = `translate(${Math.round(at.x * camera.k + camera.x)}px, ${Math.round(at.y * camera.k + camera.y)}px)`;
    }
    for (const [id, e] of this.#lines) {
      if (keep.has(id)) continue;
      e.remove();
      this.#lines.delete(id);
    }
  }

  /**
   * A button for each mark on a line in view: what it says, and a way to open it.
   * @param {boolean} any whether marks of lines are painted
   */
  #markLines(any) {
    const { canvas } = this;
    const { camera, scene } = canvas;
    const keep = new Set();
    const view = camera.view();
    for (const id of any ? scene.lineBoxes.query(view) : []) {
      const text = this.findings.tell(id);
      const line = text && scene.line(id);
      const box = line && lineMark(line, canvas.text, canvas.pen.theme.sans, camera.k);
      if (!box || !meets(box, view)) continue;
      keep.add(id);
      let e = this.#lineMarks.get(id);
      if (!e) {
        e = document.createElement("button");
        e.setAttribute("type", "button");
        e.className = "semantic-mark";
        e.dataset.testid = "line-mark";
        e.dataset.mark = id;
        e.addEventListener("click", () => this.findings.open(id));
        this.#lineMarks.set(id, e);
        this.world.append(e);
      }
      e.setAttribute("aria-label", text);
      const k = camera.k;
      e.style.transform = `translate(${box.x * k + camera.x}px, ${box.y * k + camera.y}px)`;
      e.style.width = `${box.w * k}px`;
      e.style.height = `${box.h * k}px`;
    }
    for (const [id, e] of this.#lineMarks) {
      if (keep.has(id)) continue;
      e.remove();
      this.#lineMarks.delete(id);
    }
  }

  /**
   * The elements stand in reading order, so that Tab goes from card to card.
   * @param {readonly ID[]} ids
   */
  #arrange(ids) {
    const boxes = this.canvas.scene.cards.boxes;
    const y = (/** @type {ID} */ id) => Math.round((boxes.get(id)?.y ?? 0) / 120);
    const x = (/** @type {ID} */ id) => boxes.get(id)?.x ?? 0;
    const order = [...ids].sort((a, b) => y(a) - y(b) || x(a) - x(b));
    let at = this.world.firstElementChild;
    for (const id of order) {
      const e = this.#mounted.get(id)?.element;
      if (!e) continue;
      if (e === at) at = at.nextElementSibling;
      else this.world.insertBefore(e, at);
    }
  }

  #hide() {
    if (this.#hidden) return;
    const active = document.activeElement;
    this.#focus = active instanceof HTMLElement && this.world.contains(active) ? (active.dataset.id ?? "") : "";
    this.world.hidden = true;
    this.#hidden = true;
  }

  /**
   * @param {Table} table
   * @param {boolean} rows
   */
  #element(table, rows) {
    const e = document.createElement("div");
    e.className = "semantic-table";
    e.dataset.testid = "table";
    e.dataset.tableName = table.name;
    e.dataset.id = table.id;
    e.tabIndex = 0;
    e.setAttribute("role", "group");
    e.setAttribute("aria-roledescription", kindName("table"));
    e.setAttribute(
      "aria-label",
      withFindings(`${table.name}, ${counted(table.columns.length, "column")}`, this.findings.tell(table.id)),
    );
    const head = document.createElement("div");
    head.className = "semantic-head";
    head.textContent = table.name;
    const { scene } = this.canvas;
    place(head, { x: 0, y: scene.shape(table).head, w: table.box.w, h: scene.header });
    e.append(head);
    if (!rows) return e;
    for (const [i, c] of table.columns.entries()) {
      const box = scene.rowIn(table, i);
      if (!box) continue;
      const row = document.createElement("div");
      row.className = "semantic-row";
      row.dataset.testid = "column";
      row.dataset.columnName = c.name;
      row.dataset.id = c.id;
      row.setAttribute("role", "group");
      row.setAttribute("aria-roledescription", kindName("column"));
      row.tabIndex = -1;
      row.setAttribute("aria-label", withFindings(describe(c), this.findings.tell(c.id)));
      row.textContent = `${c.name} ${c.type}`;
      place(row, box);
      e.append(row);
    }
    return e;
  }

  /** @param {FocusEvent} e */
  #focused(e) {
    const target = e.target;
    if (!(target instanceof HTMLElement)) return;
    const id = target.dataset.id ?? "";
    if (target.matches(":focus-visible") && !this.selection.has(id)) this.selection.set([id]);
    this.#ring(target.matches(":focus-visible") ? id : null);
  }

  /** @param {ID | null} id */
  #ring(id) {
    const { scene } = this.canvas;
    // What is selected has an outline of its own.
    const plain = id && !this.selection.has(id);
    this.canvas.focusBox = plain ? (scene.boxOf(id) ?? scene.rowBox(id) ?? null) : null;
    this.canvas.request();
  }
}

/**
 * Puts an element into a box of its card.
 * @param {HTMLElement} e
 * @param {import("../model/geometry.js").Rect} box
 */
function place(e, box) {
  for (const [name, v] of Object.entries({ left: box.x, top: box.y, width: box.w, height: box.h })) {
    e.style.setProperty(name, `calc(${v}px * var(--k))`);
  }
}

/**
 * A name with what the findings say.
 * @param {string} name
 * @param {string} findings
 */
function withFindings(name, findings) {
  return findings === "" ? name : `${name}. ${findings.replaceAll("\n", " ")}`;
}

/** @param {Column} c */
function describe(c) {
  const parts = [c.name, c.type];
  if (c.pk) parts.push(say("primary key"));
  if (c.fk) parts.push(say("foreign key"));
  if (c.unique) parts.push(say("unique"));
  parts.push(c.notNull ? say("not null") : say("nullable"));
  return parts.filter(p => p !== "").join(", ");
}
