/**
 * Pointer, wheel and touch on the canvas, turned into presses for the tools. One finger
 * does what the tool says, two zoom and pan; the wheel pans, with Ctrl it zooms.
 * @module
 */

/** @typedef {import("./canvas.js").Canvas} Canvas */
/** @typedef {import("../tool/toolbox.js").Toolbox} Toolbox */
/** @typedef {import("../tool/tool.js").Press} Press */
/** @typedef {import("../tool/tool.js").Hit} Hit */
/** @typedef {import("../model/geometry.js").Point} Point */

/** A second press within this time and distance is a double click; ms, CSS px. */
const DOUBLE = { ms: 400, px: 6 };
/** So near to the border the canvas moves while something is dragged, CSS px. */
const EDGE = 28;
/** A finger that rests so long asks for the menu, ms. */
const LONG_PRESS = 550;
/** A line says what it means when the pointer rests on it, ms. */
const TIP = 300;

export class Input {
  /**
   * @param {Canvas} canvas
   * @param {Toolbox} toolbox
   * @param {(world: Point) => Hit} hitAt
   * @param {{line: (id: string) => string, markAt: (world: Point) => string, mark: (id: string) => string}} say what a relationship says; the thing whose mark of findings is at a point, and what they say
   */
  constructor(canvas, toolbox, hitAt, say) {
    this.canvas = canvas;
    this.toolbox = toolbox;
    this.hitAt = hitAt;
    this.say = say;
    /** Last place of the pointer on the canvas, or null. @type {Point | null} */
    this.pointer = null;
    const host = canvas.host;
    const forget = () => {
      this.#box = null;
    };
    new ResizeObserver(forget).observe(host);
    window.addEventListener("resize", forget);
    host.addEventListener("pointerenter", forget);
    host.addEventListener("pointerdown", e => this.#down(e));
    host.addEventListener("pointermove", e => this.#move(e));
    host.addEventListener("pointerup", e => this.#up(e));
    host.addEventListener("pointercancel", e => this.#cancel(e));
    host.addEventListener("pointerleave", () => this.#leave());
    host.addEventListener("wheel", e => this.#wheel(e), { passive: false });
    // Safari tells pinches as gestures; without this the page would zoom.
    host.addEventListener("gesturestart", e => e.preventDefault());
    host.addEventListener("contextmenu", () => clearTimeout(this.#long));
    host.addEventListener("mousedown", e => {
      // The middle button would start the browser's own scrolling.
      if (e.button === 1) e.preventDefault();
    });
  }

  /** @type {Map<number, Point>} */
  #fingers = new Map();
  /** @type {DOMRect | null} */
  #box = null;
  #pinch = false;
  #active = -1;
  #last = { time: 0, x: 0, y: 0 };
  #frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #tip;
  /** What the tip speaks of. */
  #tipOf = "";
  #onMark = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #long;
  /** @type {Press | null} */
  #press = null;

  /**
   * @param {PointerEvent | WheelEvent} e
   * @returns {Point}
   */
  #at(e) {
    // Asking for the box makes the browser lay out the page, so it is asked seldom.
    this.#box ??= this.canvas.host.getBoundingClientRect();
    return { x: e.clientX - this.#box.left, y: e.clientY - this.#box.top };
  }

  /**
   * @param {PointerEvent} e
   * @param {number} [clicks]
   */
  #read(e, clicks = 1) {
    const { shiftKey: shift, altKey: alt } = e;
    const ctrl = e.ctrlKey || e.metaKey;
    return this.#pressAt(this.#at(e), { shift, alt, ctrl, touch: e.pointerType === "touch", clicks });
  }

  /**
   * What lies there is looked for when somebody asks: a drag doesn't, many times a second.
   * @param {Point} at
   * @param {Pick<Press, "shift" | "alt" | "ctrl" | "touch" | "clicks">} how
   * @returns {Press}
   */
  #pressAt({ x, y }, { shift, alt, ctrl, touch, clicks }) {
    const { hitAt, say } = this;
    const world = this.canvas.camera.toWorld({ x, y });
    /** @type {Hit | undefined} */
    let hit;
    return {
      x,
      y,
      world,
      get hit() {
        hit ??= hitAt(world);
        return hit;
      },
      get mark() {
        return say.markAt(world);
      },
      shift,
      alt,
      ctrl,
      touch,
      clicks,
    };
  }

  /**
   * The pointer is where it was on the screen, and elsewhere in the world.
   * @param {Press} held
   * @param {Point} at
   */
  #carry(held, at) {
    this.#press = this.#pressAt(at, held);
    this.toolbox.move(this.#press);
  }

  /** @param {PointerEvent} e */
  #down(e) {
    if (e.button === 2 || isControl(e.target)) return;
    this.#box = null;
    this.#hideTip();
    const p = this.#at(e);
    this.pointer = p;
    this.canvas.host.setPointerCapture?.(e.pointerId);
    if (e.pointerType === "touch") {
      this.#fingers.set(e.pointerId, p);
      clearTimeout(this.#long);
      if (this.#fingers.size === 1) this.#long = setTimeout(() => this.#longPress(e, p), LONG_PRESS);
      if (this.#fingers.size === 2) {
        this.toolbox.cancel();
        this.#active = -1;
        this.#pinch = true;
        return;
      }
      if (this.#fingers.size > 2) return;
    }
    if (this.#active >= 0) return;
    const near = Math.hypot(p.x - this.#last.x, p.y - this.#last.y) < DOUBLE.px;
    const double = e.button === 0 && near && e.timeStamp - this.#last.time < DOUBLE.ms;
    this.#last = { time: double ? 0 : e.timeStamp, ...p };
    this.#active = e.pointerId;
    this.#press = this.#read(e, double ? 2 : 1);
    this.toolbox.down(this.#press, e.button === 1);
    this.#cursor();
  }

  /** @param {PointerEvent} e */
  #move(e) {
    const p = this.#at(e);
    this.pointer = p;
    if (this.#pinch) {
      this.#pinched(e.pointerId, p);
      return;
    }
    const press = this.#read(e);
    if (this.#active === e.pointerId || (this.#active < 0 && this.toolbox.state)) {
      this.#press = press;
      this.toolbox.move(press);
      if (this.toolbox.state?.autopan && !this.#frame) this.#autopan();
    } else if (e.pointerType !== "touch") {
      this.#hover(press);
    }
    this.#cursor();
  }

  /** @param {PointerEvent} e */
  #up(e) {
    this.#fingers.delete(e.pointerId);
    clearTimeout(this.#long);
    if (this.#pinch) {
      if (this.#fingers.size === 0) this.#pinch = false;
      return;
    }
    if (this.#active !== e.pointerId) return;
    this.#active = -1;
    const press = this.#read(e);
    this.toolbox.up(press);
    this.#hover(press);
    this.#cursor();
  }

  /** @param {PointerEvent} e */
  #cancel(e) {
    this.#fingers.delete(e.pointerId);
    clearTimeout(this.#long);
    if (this.#fingers.size === 0) this.#pinch = false;
    if (this.#active !== e.pointerId) return;
    this.#active = -1;
    this.toolbox.cancel();
    this.#cursor();
  }

  /**
   * Not every browser makes a context menu of a long press.
   * @param {PointerEvent} e
   * @param {Point} from
   */
  #longPress(e, from) {
    const p = this.pointer;
    if (!p || this.#fingers.size !== 1 || Math.hypot(p.x - from.x, p.y - from.y) > 2 * DOUBLE.px) return;
    const { clientX, clientY } = e;
    this.canvas.host.dispatchEvent(
      new MouseEvent("contextmenu", { clientX, clientY, bubbles: true, cancelable: true }),
    );
  }

  #leave() {
    this.#hideTip();
    if (this.#active < 0) this.canvas.setHover({});
  }

  /** @param {Press} press */
  #hover({ hit, world, mark }) {
    const line = hit.kind === "relationship" ? hit.id : "";
    const of = mark || line;
    if (of !== this.#tipOf) this.#hideTip();
    if (of && !this.canvas.tip) {
      clearTimeout(this.#tip);
      this.#tipOf = of;
      const text = mark ? this.say.mark(mark) : this.say.line(line);
      this.#tip = setTimeout(() => this.canvas.setTip({ text, at: world, bad: false }), TIP);
    }
    this.#onMark = mark !== "";
    if (hit.kind === "table") this.canvas.setHover({ table: hit.id, column: hit.column });
    else if (hit.kind === "relationship") this.canvas.setHover({ line: hit.id });
    else if (hit.kind === "empty") this.canvas.setHover({});
    else this.canvas.setHover({ thing: hit.id });
  }

  #hideTip() {
    clearTimeout(this.#tip);
    this.#tipOf = "";
    if (this.canvas.tip) this.canvas.setTip(null);
  }

  #cursor() {
    const { line, thing, table } = this.canvas.hover;
    const pointer = line || this.#onMark;
    this.canvas.host.style.cursor = this.toolbox.cursor || (pointer ? "pointer" : table || thing ? "default" : "");
  }

  /**
   * @param {number} id
   * @param {Point} p
   */
  #pinched(id, p) {
    const [a, b] = [...this.#fingers.values()];
    if (!a || !b || !this.#fingers.has(id)) return;
    const before = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, d: Math.hypot(a.x - b.x, a.y - b.y) };
    this.#fingers.set(id, p);
    const [c, d] = [...this.#fingers.values()];
    if (!c || !d) return;
    const after = { x: (c.x + d.x) / 2, y: (c.y + d.y) / 2, d: Math.hypot(c.x - d.x, c.y - d.y) };
    const { camera } = this.canvas;
    camera.x += after.x - before.x;
    camera.y += after.y - before.y;
    if (before.d > 0) camera.zoomAt(after, (camera.k * after.d) / before.d);
    this.canvas.moved();
  }

  /** @param {WheelEvent} e */
  #wheel(e) {
    if (isControl(e.target)) return;
    e.preventDefault();
    this.#hideTip();
    const { camera } = this.canvas;
    const unit = e.deltaMode === 1 ? 20 : e.deltaMode === 2 ? camera.height : 1;
    const at = this.#at(e);
    if (e.ctrlKey || e.metaKey) {
      const dy = Math.max(-120, Math.min(120, e.deltaY * unit));
      const c = { ...camera };
      camera.zoomAt(at, camera.k * Math.exp(-dy * 0.004));
      this.canvas.place({ x: camera.x, y: camera.y, k: camera.k });
      if (c.k === camera.k) return;
    } else {
      const [dx, dy] = e.shiftKey && e.deltaX === 0 ? [e.deltaY, 0] : [e.deltaX, e.deltaY];
      this.canvas.place({ x: camera.x - dx * unit, y: camera.y - dy * unit, k: camera.k });
    }
    if (this.toolbox.state && this.#press) this.#carry(this.#press, at);
  }

  /** Moves the canvas while a drag is held at its border. */
  #autopan() {
    const p = this.pointer;
    const { camera } = this.canvas;
    const speed = (/** @type {number} */ v, /** @type {number} */ size) =>
      (v < EDGE ? EDGE - v : v > size - EDGE ? size - EDGE - v : 0) * 0.4;
    const dx = p ? speed(Math.max(0, p.x), camera.width) : 0;
    const dy = p ? speed(Math.max(0, p.y), camera.height) : 0;
    if (!this.toolbox.state?.autopan || !p || !this.#press || (dx === 0 && dy === 0)) {
      this.#frame = 0;
      return;
    }
    camera.x += Math.max(-12, Math.min(12, dx));
    camera.y += Math.max(-12, Math.min(12, dy));
    this.#carry(this.#press, p);
    this.canvas.moved();
    this.#frame = requestAnimationFrame(() => this.#autopan());
  }
}

/**
 * Real controls on the canvas, such as the line being typed, keep their own input.
 * @param {EventTarget | null} target
 */
function isControl(target) {
  return target instanceof Element && target.closest("input, textarea, button, a, [data-popup]") !== null;
}
