/**
 * A list of any length of which only what is in view is in the page. Rows may have any
 * height: it is guessed, and measured when a row is shown.
 * @module
 */

/** Rows beyond both ends of the view that are kept, px. */
const MARGIN = 300;

/**
 * @typedef {object} Rows
 * @property {unknown} list what the rows are of: while it is the same, so are their keys
 * @property {number} count
 * @property {(i: number) => string} key the same for the same row
 * @property {(i: number) => number} guess of its height, px
 * @property {(i: number) => HTMLElement} make
 * @property {() => number} kept row that stays in the page wherever the view is, or -1
 */

export class VirtualList {
  /** @param {HTMLElement} host that scrolls */
  constructor(host) {
    this.host = host;
    this.pad = document.createElement("div");
    this.pad.className = "pad";
    this.pad.setAttribute("role", "presentation");
    host.append(this.pad);
    host.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.#resized()).observe(host);
  }

  /** @type {Rows} */
  #rows = {
    list: null,
    count: 0,
    key: () => "",
    guess: () => 0,
    make: () => document.createElement("div"),
    kept: () => -1,
  };
  /** Heights by key as measured. @type {Map<string, number>} */
  #heights = new Map();
  /** Tops of rows; one more than there are rows. */
  #tops = new Float64Array(1);
  /** @type {Map<string, HTMLElement>} */
  #shown = new Map();
  #width = 0;

  /**
   * Takes other rows. What is shown is made anew, but elements that may stay.
   * @param {Rows} rows
   * @param {(key: string, element: HTMLElement) => boolean} [stays]
   */
  show(rows, stays = () => false) {
    const anchor = this.#anchor();
    const same = rows.list === this.#rows.list;
    this.#rows = rows;
    for (const [key, e] of this.#shown) {
      if (stays(key, e)) continue;
      e.remove();
      this.#shown.delete(key);
    }
    if (!same) {
      this.#measure();
      this.#hold(anchor);
    }
    this.draw();
  }

  /** Brings a row into view. @param {number} i */
  reveal(i) {
    const { host } = this;
    for (let n = 0; n < 3; n++) {
      // Heights become known while rows are shown, so that it may take a second look.
      const top = this.#tops[i] ?? 0;
      const bottom = this.#tops[i + 1] ?? top;
      const before = host.scrollTop;
      if (top < before) host.scrollTop = Math.max(0, top - 28);
      else if (bottom > before + host.clientHeight) host.scrollTop = Math.min(top - 28, bottom - host.clientHeight + 8);
      this.draw();
      if (host.scrollTop === before) return;
    }
  }

  /** The element of a row, if it is in the page. @param {string} key */
  element(key) {
    return this.#shown.get(key);
  }

  /** How many rows a view holds, at least one. */
  get perView() {
    const n = this.#rows.count;
    const each = n > 0 ? (this.#tops[n] ?? 0) / n : 1;
    return Math.max(1, Math.floor(this.host.clientHeight / Math.max(1, each)) - 1);
  }

  /** A row has another height now. @param {string} key */
  changed(key) {
    const e = this.#shown.get(key);
    if (!e) return;
    const height = e.offsetHeight;
    if (height === 0 || height === this.#heights.get(key)) return;
    // Drawing measures what is shown.
    this.draw();
  }

  /** Shows what is in view. */
  draw() {
    const { host } = this;
    for (let n = 0; n < 4; n++) {
      const from = this.#at(host.scrollTop - MARGIN);
      const to = this.#at(host.scrollTop + host.clientHeight + MARGIN);
      const kept = this.#rows.kept();
      /** @type {number[]} */
      const wanted = [];
      if (kept >= 0 && kept < from) wanted.push(kept);
      for (let i = from; i <= to && i < this.#rows.count; i++) wanted.push(i);
      if (kept > to && kept < this.#rows.count) wanted.push(kept);
      if (!this.#place(wanted)) return;
    }
  }

  /**
   * Puts rows into the page, in order; answers whether one had another height than thought.
   * @param {readonly number[]} wanted
   */
  #place(wanted) {
    const keys = new Set(wanted.map(i => this.#rows.key(i)));
    for (const [key, e] of this.#shown) {
      if (keys.has(key)) continue;
      e.remove();
      this.#shown.delete(key);
    }
    /** @type {Element | null} */
    let next = this.pad.firstElementChild;
    for (const i of wanted) {
      const key = this.#rows.key(i);
      let e = this.#shown.get(key);
      if (!e) {
        e = this.#rows.make(i);
        this.#shown.set(key, e);
      }
      if (e === next) next = next.nextElementSibling;
      else this.pad.insertBefore(e, next);
      // A line of text has no place in a set.
      if (!e.hasAttribute("role")) continue;
      e.setAttribute("aria-posinset", String(i + 1));
      e.setAttribute("aria-setsize", String(this.#rows.count));
    }
    let other = false;
    const anchor = this.#anchor();
    for (const i of wanted) {
      const key = this.#rows.key(i);
      const height = this.#shown.get(key)?.offsetHeight ?? 0;
      if (height === 0 || height === this.#heights.get(key)) continue;
      this.#heights.set(key, height);
      const by = height - ((this.#tops[i + 1] ?? 0) - (this.#tops[i] ?? 0));
      if (by === 0) continue;
      other = true;
      for (let n = i + 1; n < this.#tops.length; n++) this.#tops[n] = (this.#tops[n] ?? 0) + by;
    }
    if (other) {
      this.pad.style.height = `${this.#tops.at(-1)}px`;
      this.#hold(anchor);
    }
    for (const i of wanted) {
      const e = this.#shown.get(this.#rows.key(i));
      if (e) e.style.top = `${this.#tops[i]}px`;
    }
    return other;
  }

  #measure() {
    const { count, key, guess } = this.#rows;
    if (this.#heights.size > 2 * count + 1000) this.#heights.clear();
    const tops = new Float64Array(count + 1);
    const known = this.#heights.size > 0;
    for (let i = 0; i < count; i++)
      tops[i + 1] = (tops[i] ?? 0) + ((known ? this.#heights.get(key(i)) : undefined) ?? guess(i));
    this.#tops = tops;
    this.pad.style.height = `${tops[count]}px`;
  }

  /** The first row that is wholly in view, and how far below the upper edge it stands. */
  #anchor() {
    const { scrollTop } = this.host;
    if (scrollTop <= 0 || this.#rows.count === 0) return null;
    const i = Math.min(this.#at(scrollTop) + 1, this.#rows.count - 1);
    return { key: this.#rows.key(i), i, by: (this.#tops[i] ?? 0) - scrollTop };
  }

  /** @param {{key: string, i: number, by: number} | null} anchor */
  #hold(anchor) {
    if (!anchor) return;
    const { count, key } = this.#rows;
    // Near its old place; when it is gone the view stays where it is.
    for (const i of [anchor.i, ...near(anchor.i, 50)]) {
      if (i < 0 || i >= count || key(i) !== anchor.key) continue;
      const to = (this.#tops[i] ?? 0) - anchor.by;
      if (Math.abs(to - this.host.scrollTop) > 1) this.host.scrollTop = to;
      return;
    }
  }

  /** The row at a height. @param {number} y */
  #at(y) {
    let lo = 0;
    let hi = Math.max(0, this.#rows.count - 1);
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if ((this.#tops[mid] ?? 0) <= y) lo = mid;
      else hi = mid - 1;
    }
    return lo;
  }

  #resized() {
    const width = this.host.clientWidth;
    // Other widths break lines elsewhere.
    if (width !== this.#width) this.#heights.clear();
    this.#width = width;
    this.#measure();
    this.draw();
  }
}

/**
 * The numbers around i, the nearest first.
 * @param {number} i
 * @param {number} far
 */
function* near(i, far) {
  for (let n = 1; n <= far; n++) {
    yield i - n;
    yield i + n;
  }
}
