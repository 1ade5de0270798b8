/**
 * The picture of a drawing as its file has it: panned and zoomed by its viewBox, with
 * shapes that can be lit and picked. Every shape is a group with data-source, the ID of
 * the shape in the file. Start at Picture.
 * @module
 */

/** @typedef {{x: number, y: number, w: number, h: number}} Box */

/** The most that a picture is enlarged, screen pixels for one of the drawing. */
const CLOSEST = 3;
/** A press that moves less than this is a click, px. */
const SLACK = 4;

export class Picture {
  /** @param {HTMLElement} host holds one svg element, or none */
  constructor(host) {
    this.host = host;
    this.svg = host.querySelector("svg");
    /** Called with the shapes under a click, the topmost first. @type {(sources: string[]) => void} */
    this.onPick = () => {};
    const b = this.svg?.viewBox.baseVal;
    /** All of the drawing. @type {Box} */
    this.whole = b ? { x: b.x, y: b.y, w: b.width, h: b.height } : { x: 0, y: 0, w: 1, h: 1 };
    this.view = { ...this.whole };
    if (!this.svg) return;
    this.#listen();
    new ResizeObserver(() => this.#resized()).observe(host);
  }

  #touched = false;
  /** @type {Map<number, {x: number, y: number}>} */
  #pointers = new Map();
  #travelled = 0;

  /** Shows all of the drawing. */
  fit() {
    this.#touched = false;
    this.#place(this.whole);
  }

  /** Lights the shapes with these sources and no others. @param {readonly string[]} sources */
  light(sources) {
    const want = new Set(sources);
    for (const g of this.host.querySelectorAll("g[data-source]"))
      g.classList.toggle("lit", want.has(/** @type {SVGElement} */ (g).dataset.source ?? ""));
  }

  /** Brings a shape into view when it is out of sight. @param {string} source */
  show(source) {
    const g = /** @type {SVGGraphicsElement | undefined} */ (
      [...this.host.querySelectorAll("g[data-source]")].find(
        x => /** @type {SVGElement} */ (x).dataset.source === source,
      )
    );
    if (!g) return;
    const b = g.getBBox();
    const v = this.view;
    if (b.x >= v.x && b.y >= v.y && b.x + b.width <= v.x + v.w && b.y + b.height <= v.y + v.h) return;
    this.#place({ x: b.x + b.width / 2 - v.w / 2, y: b.y + b.height / 2 - v.h / 2, w: v.w, h: v.h });
  }

  /** @param {Box} box */
  #place(box) {
    const width = this.host.clientWidth || 1;
    const height = this.host.clientHeight || 1;
    // The view has the shape of the host, so that pixels and units go together.
    const w = Math.max(box.w, (box.h * width) / height);
    const h = (w * height) / width;
    this.view = { x: box.x + box.w / 2 - w / 2, y: box.y + box.h / 2 - h / 2, w, h };
    const v = this.view;
    this.svg?.setAttribute("viewBox", `${v.x} ${v.y} ${v.w} ${v.h}`);
  }

  #resized() {
    this.#place(this.#touched ? this.view : this.whole);
  }

  /** Drawing units for one pixel. */
  get #unit() {
    return this.view.w / (this.host.clientWidth || 1);
  }

  /** @param {number} dx px @param {number} dy px */
  #pan(dx, dy) {
    const u = this.#unit;
    this.#touched = true;
    this.#place({ ...this.view, x: this.view.x - dx * u, y: this.view.y - dy * u });
  }

  /** @param {number} factor above 1 comes closer @param {{clientX: number, clientY: number}} at */
  #zoom(factor, at) {
    const r = this.host.getBoundingClientRect();
    const fx = (at.clientX - r.left) / r.width;
    const fy = (at.clientY - r.top) / r.height;
    const least = r.width / CLOSEST;
    const w = Math.max(least, Math.min(this.whole.w * 4, this.view.w / factor));
    const h = (w * this.view.h) / this.view.w;
    const x = this.view.x + fx * (this.view.w - w);
    const y = this.view.y + fy * (this.view.h - h);
    this.#touched = true;
    this.#place({ x, y, w, h });
  }

  #listen() {
    const { host } = this;
    host.addEventListener(
      "wheel",
      e => {
        e.preventDefault();
        if (e.ctrlKey || e.metaKey) this.#zoom(Math.exp(-e.deltaY / 300), e);
        else this.#pan(-(e.shiftKey ? e.deltaY : e.deltaX), e.shiftKey ? 0 : -e.deltaY);
      },
      { passive: false },
    );
    host.addEventListener("pointerdown", e => {
      host.setPointerCapture(e.pointerId);
      this.#pointers.set(e.pointerId, { x: e.clientX, y: e.clientY });
      this.#travelled = this.#pointers.size > 1 ? Infinity : 0;
    });
    host.addEventListener("pointermove", e => {
      const last = this.#pointers.get(e.pointerId);
      if (!last) return;
      const other = [...this.#pointers].find(([id]) => id !== e.pointerId)?.[1];
      if (other) {
        const before = Math.hypot(last.x - other.x, last.y - other.y);
        const now = Math.hypot(e.clientX - other.x, e.clientY - other.y);
        if (before > 0)
          this.#zoom(now / before, { clientX: (e.clientX + other.x) / 2, clientY: (e.clientY + other.y) / 2 });
      } else {
        this.#travelled += Math.hypot(e.clientX - last.x, e.clientY - last.y);
        if (this.#travelled > SLACK) this.#pan(e.clientX - last.x, e.clientY - last.y);
      }
      this.#pointers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    });
    const up = (/** @type {PointerEvent} */ e) => {
      if (!this.#pointers.delete(e.pointerId) || e.type !== "pointerup" || this.#travelled > SLACK) return;
      const sources = document
        .elementsFromPoint(e.clientX, e.clientY)
        .map(x => /** @type {SVGElement | null} */ (x.closest("g[data-source]"))?.dataset.source ?? "")
        .filter(s => s !== "");
      this.onPick([...new Set(sources)]);
    };
    host.addEventListener("pointerup", up);
    host.addEventListener("pointercancel", up);
    host.addEventListener("dblclick", () => this.fit());
    host.addEventListener("keydown", e => {
      const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[e.key];
      const r = host.getBoundingClientRect();
      const middle = { clientX: r.left + r.width / 2, clientY: r.top + r.height / 2 };
      if (step) this.#pan(step[0] ?? 0, step[1] ?? 0);
      else if (e.key === "+" || e.key === "=") this.#zoom(1.25, middle);
      else if (e.key === "-") this.#zoom(0.8, middle);
      else if (e.key === "0" || e.key === "Home") this.fit();
      else return;
      e.preventDefault();
      e.stopPropagation();
    });
  }
}
