/**
 * The ground: dots, frames behind the cards, and notes.
 * @module
 */

import { GRID_SIZE } from "../../model/schema.js";
import { BLOCKS, ROWS } from "./pen.js";

/** @typedef {import("../../types.js").ID} ID */
/** @typedef {import("../../model/geometry.js").Rect} Rect */
/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("../../model/op.js").Obj<"note">} Note */
/** @typedef {import("../../model/op.js").Obj<"frame">} Frame */

/** Least distance of dots on the screen, CSS px. */
const LEAST = 13;
/** So few dots are put down one by one. */
const FEW = 150;

/**
 * The dotted ground. Dots stand at whole pixels from the world's origin, so that a ground
 * that was moved is the ground that would be painted there.
 */
export class Ground {
  /** One row of dots, put down once for each row: there are thousands of dots. */
  #row = document.createElement("canvas");

  /**
   * @param {Pen} pen
   * @param {Rect} box in device pixels
   */
  paint(pen, box) {
    const { c, theme, tx, ty } = pen;
    pen.device();
    c.fillStyle = theme.color.canvas;
    c.fillRect(box.x, box.y, box.w, box.h);
    if (pen.k < 0.05) return;
    let step = GRID_SIZE * pen.s;
    while (step < LEAST * pen.dpr) step *= 2;
    const r = pen.dpr < 1.5 ? 0.5 : Math.min(1, 0.55 + pen.k * 0.5) * pen.dpr;
    /** @type {Dots} */
    const dots = { color: theme.color["canvas-dot"], step, tx, r, high: Math.ceil(2 * r) };
    const { high } = dots;
    const from = Math.floor((box.y - high - ty) / step);
    const to = Math.ceil((box.y + box.h + high - ty) / step);
    const few = (box.w / step) * (to - from) < FEW;
    const row = few ? null : this.#dots(dots, box);
    for (let i = from; i <= to; i++) {
      const y = ty + Math.round(i * step);
      if (row) c.drawImage(row, 0, 0, box.w, high, box.x, y, box.w, high);
      else dotRow(c, dots, box, y, 0);
    }
  }

  /**
   * @param {Dots} dots
   * @param {Rect} box
   */
  #dots(dots, box) {
    const row = this.#row;
    if (row.width < box.w) row.width = box.w;
    if (row.height !== dots.high) row.height = dots.high;
    const g = row.getContext("2d");
    g?.clearRect(0, 0, row.width, dots.high);
    if (g) dotRow(g, dots, box, 0, box.x);
    return row;
  }
}

/** Dots a step apart from tx on, device pixels. @typedef {{color: string, step: number, tx: number, r: number, high: number}} Dots */

/**
 * One row of the dots in a box.
 * @param {CanvasRenderingContext2D} c in device pixels
 * @param {Dots} dots
 * @param {Rect} box
 * @param {number} y
 * @param {number} left where the context begins
 */
function dotRow(c, { color, step, tx, r, high }, box, y, left) {
  c.fillStyle = color;
  const last = Math.ceil((box.x + box.w + high - tx) / step);
  for (let j = Math.floor((box.x - high - tx) / step); j <= last; j++) {
    const x = tx + Math.round(j * step) - left;
    if (high === 1) {
      c.fillRect(x, y, 1, 1);
      continue;
    }
    c.beginPath();
    c.arc(x + r, y + r, r, 0, 2 * Math.PI);
    c.fill();
  }
}

/**
 * @param {Pen} pen
 * @param {readonly {frame: Frame, box: Rect, color: string, selected: boolean, note: string}[]} frames
 */
export function paintFrames(pen, frames) {
  const { c, theme, s } = pen;
  for (const { box, color, selected } of frames) {
    const m = theme.module[color] ?? theme.module[""];
    if (!m) continue;
    const x = pen.X(box.x);
    const y = pen.Y(box.y);
    const w = pen.X(box.x + box.w) - x;
    const h = pen.Y(box.y + box.h) - y;
    const lw = selected ? pen.px(theme.outline) : pen.px(1);
    pen.device();
    c.beginPath();
    c.roundRect(x, y, w, h, 14 * s);
    c.fillStyle = color === "" ? theme.color.inset : m.tint;
    c.globalAlpha = 0.62;
    c.fill();
    c.globalAlpha = 1;
    c.beginPath();
    c.roundRect(x + lw / 2, y + lw / 2, w - lw, h - lw, Math.max(0, 14 * s - lw / 2));
    c.strokeStyle = selected ? theme.color.accent : m.frameLine;
    c.lineWidth = lw;
    c.stroke();
    if (selected) handle(pen, box);
  }
  if (pen.level === BLOCKS && pen.k < 0.06) return;
  // From afar titles stand above their frames, perhaps on others: no frame covers one.
  for (const { frame, box, color, note } of frames) {
    const ink = (theme.module[color] ?? theme.module[""])?.ink;
    if (ink) title(pen, frame.props.title, note, box, ink);
  }
}

/**
 * The title stands in the frame; from far away above it, where no card hides it.
 * @param {Pen} pen
 * @param {string} text
 * @param {string} note
 * @param {Rect} box
 * @param {string} ink
 */
function title(pen, text, note, box, ink) {
  const { c, theme } = pen;
  const far = pen.level < ROWS;
  const size = far ? 12 / pen.k : Math.min(24, Math.max(13, 11 / pen.k));
  const x = far ? box.x : box.x + 14;
  const y = far ? box.y - size * 0.5 : box.y + 10 + size;
  pen.world();
  c.textAlign = "left";
  c.textBaseline = "alphabetic";
  c.font = `600 ${size}px ${theme.sans}`;
  c.fillStyle = ink;
  // Widths are measured at one size, so that zooming measures nothing anew.
  const scale = size / 13;
  const shown = pen.text.fit(text, `600 13px ${theme.sans}`, (box.w - (far ? 0 : 28)) / scale);
  c.fillText(shown, x, y);
  if (note === "" || far) return;
  const at = x + (pen.text.width(shown, `600 13px ${theme.sans}`) + 8) * scale;
  if (at + pen.text.width(note, `420 12px ${theme.sans}`) * scale > box.x + box.w - 14) return;
  c.font = `420 ${12 * scale}px ${theme.sans}`;
  c.fillStyle = theme.color["ink-3"];
  c.fillText(note, at, y);
}

/** @type {WeakMap<Note, {width: number, height: number, lines: string[]}>} */
const wrapped = new WeakMap();

/**
 * @param {Pen} pen
 * @param {readonly {note: Note, box: Rect, selected: boolean, hover: boolean, editing: boolean}[]} notes
 */
export function paintNotes(pen, notes) {
  const { c, theme, s } = pen;
  for (const { note, box, selected, hover, editing } of notes) {
    const color = note.props.color;
    const m = color === "" ? undefined : theme.module[color];
    const x = pen.X(box.x);
    const y = pen.Y(box.y);
    const w = pen.X(box.x + box.w) - x;
    const h = pen.Y(box.y + box.h) - y;
    const fold = Math.min(14 * s, w / 3, h / 3);
    const lw = selected ? pen.px(theme.outline) : pen.px(1);
    const trace = (/** @type {number} */ d) => {
      c.beginPath();
      c.roundRect(x + d, y + d, w - 2 * d, h - 2 * d, [4 * s, 4 * s, 0.01, 4 * s]);
    };
    pen.device();
    c.fillStyle = m ? m.tint : theme.color.note;
    c.beginPath();
    c.moveTo(x + 4 * s, y);
    c.lineTo(x + w, y);
    c.lineTo(x + w, y + h - fold);
    c.lineTo(x + w - fold, y + h);
    c.lineTo(x, y + h);
    c.lineTo(x, y);
    c.closePath();
    c.fill();
    c.strokeStyle = selected
      ? theme.color.accent
      : hover
        ? theme.color["hairline-strong"]
        : m
          ? m.frameLine
          : theme.color["note-line"];
    c.lineWidth = lw;
    if (selected) {
      trace(-lw / 2);
      c.stroke();
      handle(pen, box);
    } else {
      c.beginPath();
      c.moveTo(x + w - 0.5 * lw, y + h - fold);
      c.lineTo(x + w - 0.5 * lw, y + 0.5 * lw);
      c.lineTo(x + 0.5 * lw, y + 0.5 * lw);
      c.lineTo(x + 0.5 * lw, y + h - 0.5 * lw);
      c.lineTo(x + w - fold, y + h - 0.5 * lw);
      c.closePath();
      c.moveTo(x + w - fold, y + h - 0.5 * lw);
      c.lineTo(x + w - fold, y + h - fold);
      c.lineTo(x + w - 0.5 * lw, y + h - fold);
      c.stroke();
    }
    if (editing || pen.level < ROWS) continue;
    pen.world();
    c.font = `420 13px ${theme.sans}`;
    c.textAlign = "left";
    c.textBaseline = "alphabetic";
    c.fillStyle = m ? m.ink : theme.color["note-ink"];
    noteLines(pen, note, box).forEach((line, i) => {
      c.fillText(line, box.x + 12, box.y + 25 + i * 20);
    });
  }
}

/**
 * @param {Pen} pen
 * @param {Note} note
 * @param {Rect} box
 */
function noteLines(pen, note, box) {
  let w = wrapped.get(note);
  if (!w || w.width !== box.w || w.height !== box.h) {
    const lines = pen.text.wrap(note.props.text, pen.c.font, box.w - 24, Math.floor((box.h - 14) / 20));
    w = { width: box.w, height: box.h, lines };
    wrapped.set(note, w);
  }
  return w.lines;
}

/**
 * The corner to resize by.
 * @param {Pen} pen
 * @param {Rect} box
 */
function handle(pen, box) {
  const { c, theme } = pen;
  const d = pen.px(8);
  const x = pen.X(box.x + box.w) - d / 2;
  const y = pen.Y(box.y + box.h) - d / 2;
  c.beginPath();
  c.roundRect(x, y, d, d, pen.px(2));
  c.fillStyle = theme.color.card;
  c.fill();
  c.strokeStyle = theme.color.accent;
  c.lineWidth = pen.px(1.5);
  c.stroke();
}
