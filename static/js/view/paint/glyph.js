/**
 * The small drawings in cards: key, foreign key, unique, and the marks of severities. The
 * same shapes are in img/icons.svg.
 * @module
 */

/** @typedef {import("../../state/findings.js").Severity} Severity */

/**
 * Adds the key of a 16 px grid, scaled to size, to the current path.
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function traceKey(c, x, y, size) {
  const u = size / 16;
  c.moveTo(x + 7.9 * u, y + 8 * u);
  c.arc(x + 5.2 * u, y + 8 * u, 2.7 * u, 0, 2 * Math.PI);
  c.moveTo(x + 7.9 * u, y + 8 * u);
  c.lineTo(x + 13.5 * u, y + 8 * u);
  c.lineTo(x + 13.5 * u, y + 10 * u);
  c.moveTo(x + 11 * u, y + 8 * u);
  c.lineTo(x + 11 * u, y + 10.6 * u);
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function traceForeignKey(c, x, y, size) {
  const u = size / 16;
  c.moveTo(x + 3 * u, y + 11.5 * u);
  c.lineTo(x + 3 * u, y + 8.2 * u);
  c.arcTo(x + 3 * u, y + 6 * u, x + 5.2 * u, y + 6 * u, 2.2 * u);
  c.lineTo(x + 12.5 * u, y + 6 * u);
  c.moveTo(x + 9.7 * u, y + 3 * u);
  c.lineTo(x + 12.7 * u, y + 6 * u);
  c.lineTo(x + 9.7 * u, y + 9 * u);
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function traceUnique(c, x, y, size) {
  const u = size / 16;
  c.moveTo(x + 8 * u, y + 2.8 * u);
  c.lineTo(x + 13.2 * u, y + 8 * u);
  c.lineTo(x + 8 * u, y + 13.2 * u);
  c.lineTo(x + 2.8 * u, y + 8 * u);
  c.lineTo(x + 8 * u, y + 2.8 * u);
}

/** @type {Record<Severity, {body: string, sign: string, fill: boolean}>} */
const MARKS = {
  error: {
    body: "M4.3.6h5.4l3.7 3.7v5.4l-3.7 3.7H4.3L.6 9.7V4.3z",
    sign: "M4.8 4.8l4.4 4.4M9.2 4.8L4.8 9.2",
    fill: true,
  },
  warning: {
    body: "M7 1.2c.4 0 .8.2 1 .6l5.2 9.3c.4.8-.1 1.8-1 1.8H1.8c-.9 0-1.4-1-1-1.8L6 1.8c.2-.4.6-.6 1-.6z",
    sign: "M7 5v3.4M7 10.6h.01",
    fill: true,
  },
  info: {
    body: "M4.2 1h5.6a3.2 3.2 0 0 1 3.2 3.2v5.6a3.2 3.2 0 0 1-3.2 3.2H4.2A3.2 3.2 0 0 1 1 9.8V4.2A3.2 3.2 0 0 1 4.2 1z",
    sign: "M7 6.6v3.2M7 4.2h.01",
    fill: true,
  },
  hint: { body: "M7 1.3L12.7 7 7 12.7 1.3 7z", sign: "M5.5 7a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z", fill: false },
};

/** @type {Map<string, Path2D>} */
const paths = new Map();

/** @param {string} d */
function path(d) {
  let p = paths.get(d);
  if (!p) {
    p = new Path2D(d);
    paths.set(d, p);
  }
  return p;
}

/**
 * Paints the mark of a severity in a square. Shape and colour both tell it.
 * @param {CanvasRenderingContext2D} c in world units
 * @param {import("../theme.js").Theme} theme
 * @param {Severity} severity
 * @param {{x: number, y: number, w: number}} at
 */
export function paintMark(c, theme, severity, { x, y, w: size }) {
  const m = MARKS[severity];
  c.save();
  c.translate(x, y);
  c.scale(size / 14, size / 14);
  c.lineCap = "round";
  c.lineJoin = "round";
  const colour = theme.color[`sev-${severity}`];
  if (m.fill) {
    c.fillStyle = colour;
    c.fill(path(m.body));
    c.strokeStyle = theme.color.card;
    c.lineWidth = 1.6;
    c.stroke(path(m.sign));
  } else {
    c.strokeStyle = colour;
    c.lineWidth = 1.5;
    c.stroke(path(m.body));
    c.fillStyle = colour;
    c.fill(path(m.sign));
  }
  c.restore();
}

/** Outlines of the marks on a square of 1, for sizes at which a sign would not be seen. @type {Record<Severity, readonly [number, number][]>} */
const OUTLINES = {
  error: [
    [0.3, 0],
    [0.7, 0],
    [1, 0.3],
    [1, 0.7],
    [0.7, 1],
    [0.3, 1],
    [0, 0.7],
    [0, 0.3],
  ],
  warning: [
    [0.5, 0],
    [1, 0.95],
    [0, 0.95],
  ],
  info: [
    [0.05, 0.05],
    [0.95, 0.05],
    [0.95, 0.95],
    [0.05, 0.95],
  ],
  hint: [
    [0.5, 0],
    [1, 0.5],
    [0.5, 1],
    [0, 0.5],
  ],
};

/**
 * Adds the outline of a mark to the path, so that many are filled at once.
 * @param {CanvasRenderingContext2D} c
 * @param {Severity} severity
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
export function traceMark(c, severity, x, y, size) {
  const outline = OUTLINES[severity];
  const [[fx, fy] = [0, 0]] = outline;
  c.moveTo(x + fx * size, y + fy * size);
  for (const [px, py] of outline) c.lineTo(x + px * size, y + py * size);
  // No closePath: browsers look at the whole path for each, and there are thousands.
  c.lineTo(x + fx * size, y + fy * size);
}
