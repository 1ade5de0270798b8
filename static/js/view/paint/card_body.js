/**
 * The boxes of cards: shadow, body, header, fills of rows, border, strip. All in device
 * pixels.
 * @module
 */

/** @typedef {import("../../model/diagram.js").Column} Column */
/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("./card.js").CardLook} CardLook */

/** Boxes of the shadow: how much larger, how far down (world px), how dark. @type {[number, number, number][]} */
const SHADOW = [
  [2.5, 2.5, 0.018],
  [1.2, 1.6, 0.03],
  [0.4, 1, 0.04],
];

/**
 * Adds the frame of a card to the path, in device pixels.
 * @param {Pen} pen
 * @param {Card} card
 * @param {number} out how far outside, device pixels
 */
export function traceBox(pen, { frame: b, radius }, out) {
  const x = pen.X(b.x);
  const y = pen.Y(b.y);
  const r = radius > 0 ? Math.max(0, radius * pen.s + out) : 0;
  pen.c.roundRect(x - out, y - out, pen.X(b.x + b.w) - x + 2 * out, pen.Y(b.y + b.h) - y + 2 * out, r);
}

/**
 * The soft shadow of a card at rest, as two faint boxes: a true blur costs too much.
 * @param {Pen} pen
 * @param {readonly Card[]} cards
 */
export function cardShadow(pen, cards) {
  const { c, s } = pen;
  // From farther away one box looks the same as three.
  /** @type {[number, number, number][]} */
  const boxes = pen.k < 0.6 ? [[0.8, 1.6, 0.06]] : SHADOW;
  for (const [grow, down, alpha] of boxes) {
    c.fillStyle = `rgb(30 28 20 / ${alpha})`;
    c.beginPath();
    for (const { frame: b, radius } of cards) {
      const x = pen.X(b.x);
      const y = pen.Y(b.y);
      const g = grow * s;
      c.roundRect(
        x - g,
        y - g + down * s,
        pen.X(b.x + b.w) - x + 2 * g,
        pen.Y(b.y + b.h) - y + 2 * g,
        (radius + grow) * s,
      );
    }
    c.fill();
  }
}

/**
 * The lift of what is selected or dragged, and the halo of what is selected.
 * @param {Pen} pen
 * @param {readonly Card[]} cards
 * @param {boolean} halo
 */
export function liftShadow(pen, cards, halo) {
  const { c, theme, dpr } = pen;
  if (theme.shadows && cards.length <= 24) {
    c.save();
    c.shadowColor = theme.shadow;
    c.shadowBlur = 24 * Math.min(pen.k, 1) * dpr;
    c.shadowOffsetY = 10 * Math.min(pen.k, 1) * dpr;
    c.fillStyle = theme.color.card;
    for (const card of cards) {
      c.beginPath();
      traceBox(pen, card, 0);
      c.fill();
    }
    c.restore();
  }
  if (!halo) return;
  c.strokeStyle = theme.color.accent;
  c.globalAlpha = 0.14;
  c.lineWidth = pen.px(4);
  c.beginPath();
  for (const card of cards) traceBox(pen, card, pen.px(theme.outline) + pen.px(4) / 2);
  c.stroke();
  c.globalAlpha = 1;
}

/**
 * @param {Pen} pen
 * @param {readonly Card[]} cards
 */
export function fillBodies(pen, cards) {
  const { c, theme } = pen;
  c.fillStyle = theme.color.card;
  c.beginPath();
  for (const card of cards) traceBox(pen, card, 0);
  c.fill();
  // The name stands apart from an IDEF1X box, and alone in that of an entity with ovals.
  const headed = cards.filter(k => k.frame === k.box);
  c.fillStyle = theme.color["card-head"];
  c.beginPath();
  for (const { box: b, radius } of headed) {
    const x = pen.X(b.x);
    const y = pen.Y(b.y);
    const r = radius * pen.s;
    const bottom = b.h > pen.header + 1 ? 0 : r;
    c.roundRect(x, y, pen.X(b.x + b.w) - x, pen.Y(b.y + pen.header) - y, [r, r, bottom, bottom]);
  }
  c.fill();
  c.fillStyle = theme.color.hairline;
  const line = pen.px(1);
  for (const { box: b } of headed) {
    if (b.h <= pen.header + 1) continue;
    const x = pen.X(b.x);
    c.fillRect(x, pen.Y(b.y + pen.header) - line, pen.X(b.x + b.w) - x, line);
  }
}

/**
 * The soft fill of a column, or "".
 * @param {Pen["theme"]} theme
 * @param {CardLook} look
 * @param {Column} column
 * @param {boolean} dim whether findings step back
 */
export function fillOf(theme, look, column, dim) {
  const { id } = column;
  const severity = dim ? undefined : look.worst(id);
  const mark = look.marks.get(id);
  if (mark) return theme.color[`${mark}-soft`];
  if (look.target?.column === id || look.selectedColumns.has(id) || look.columns.has(id))
    return theme.color["accent-soft"];
  if (severity) return theme.color[`sev-${severity}-soft`];
  return look.hoverColumn === id ? theme.color.hover : "";
}

/**
 * The soft fills of rows: hover, lit, selected, finding, preview.
 * @param {Pen} pen
 * @param {readonly Card[]} cards
 * @param {CardLook} look
 * @param {{dim: boolean}} group
 */
export function fillRows(pen, cards, look, group) {
  const { c, theme } = pen;
  for (const card of cards) {
    eachRow(pen, card, (column, y) => {
      const severity = look.worst(column.id);
      const mark = look.marks.get(column.id);
      const target = look.target?.column === column.id;
      const chosen = look.selectedColumns.has(column.id);
      const fill = fillOf(theme, look, column, group.dim);
      if (fill === "") return;
      const b = card.box;
      const x = pen.X(b.x);
      const w = pen.X(b.x + b.w) - x;
      const top = pen.Y(y);
      const h = pen.Y(y + pen.row) - top;
      const r = y + 1.5 * pen.row > b.y + b.h ? card.radius * pen.s : 0;
      const t = y < card.frame.y + 1 ? card.radius * pen.s : 0;
      c.fillStyle = fill;
      c.beginPath();
      c.roundRect(x, top, w, h, [t, t, r, r]);
      c.fill();
      const frame =
        target || chosen ? theme.color.accent : severity && !mark && !group.dim ? theme.color[`sev-${severity}`] : "";
      if (frame === "") return;
      const lw = pen.px(target || chosen ? 2 : 1);
      c.strokeStyle = frame;
      c.globalAlpha = target || chosen ? 1 : 0.45;
      c.lineWidth = lw;
      c.beginPath();
      c.roundRect(
        x + lw / 2,
        top + lw / 2,
        w - lw,
        h - lw,
        [t, t, r, r].map(v => Math.max(0, v - lw / 2)),
      );
      c.stroke();
      c.globalAlpha = 1;
    });
  }
}

/**
 * @param {Pen} pen
 * @param {readonly Card[]} cards
 * @param {CardLook} look
 * @param {{dim: boolean, lifted: boolean, selected: boolean}} group
 */
export function borders(pen, cards, look, group) {
  const { c, theme } = pen;
  const one = pen.px(1);
  // By colour, and by width: a theme may have one colour for all.
  /** @type {Map<string, {style: string, thick: boolean, list: Card[]}>} */
  const groups = new Map();
  /** @type {Card[]} */
  const guessed = [];
  for (const card of cards) {
    const id = card.table.id;
    const mark = look.marks.get(id);
    const target = look.target?.table === id && look.target.column === "";
    let style = theme.color["hairline-card"];
    let thick = true;
    if (mark === "guess") guessed.push(card);
    if (mark && mark !== "guess") style = theme.color[mark];
    else if (group.selected || target || group.lifted) style = theme.color.accent;
    else {
      thick = false;
      if (look.related.has(id)) style = theme.color["accent-line"];
      else if (look.hover === id) style = theme.color["hairline-strong"];
      else if (group.dim) style = theme.color.hairline;
    }
    const key = `${style} ${thick}`;
    const same = groups.get(key);
    if (same) same.list.push(card);
    else groups.set(key, { style, thick, list: [card] });
  }
  for (const { style, thick, list } of groups.values()) {
    const w = thick ? pen.px(theme.outline) : one;
    c.strokeStyle = style;
    c.lineWidth = w;
    c.beginPath();
    for (const card of list) traceBox(pen, card, thick ? w / 2 : -w / 2);
    c.stroke();
  }
  if (guessed.length === 0) return;
  c.strokeStyle = theme.color.guess;
  c.lineWidth = pen.px(1.5);
  c.setLineDash([pen.px(4), pen.px(3)]);
  c.beginPath();
  for (const card of guessed) traceBox(pen, card, pen.px(3));
  c.stroke();
  c.setLineDash([]);
}

/**
 * The strip of the module's colour at the left border, cut by the card's corners.
 * @param {Pen} pen
 * @param {readonly Card[]} cards
 * @param {number} alpha
 */
export function spines(pen, cards, alpha) {
  const { c, theme } = pen;
  /** @type {Map<string, Card[]>} */
  const groups = new Map();
  for (const card of cards) {
    const list = groups.get(card.table.color);
    if (list) list.push(card);
    else groups.set(card.table.color, [card]);
  }
  const w = Math.max(Math.round(4 * pen.s), pen.px(1));
  c.globalAlpha = alpha;
  for (const [color, list] of groups) {
    c.fillStyle = theme.module[color]?.strip ?? theme.color["ink-off"];
    c.beginPath();
    for (const { frame: b, radius } of list) {
      const x = pen.X(b.x);
      const y = pen.Y(b.y);
      const y1 = pen.Y(b.y + b.h);
      const r = radius * pen.s;
      if (r < w) {
        c.rect(x, y, w, y1 - y);
        continue;
      }
      const angle = Math.acos((r - w) / r);
      c.moveTo(x + w, y1 - r + r * Math.sin(angle));
      c.arc(x + r, y1 - r, r, Math.PI - angle, Math.PI);
      c.lineTo(x, y + r);
      c.arc(x + r, y + r, r, Math.PI, Math.PI + angle);
    }
    c.fill();
  }
  c.globalAlpha = 1;
}

/**
 * Calls fn for the rows of a card that are in view; ovals are no rows.
 * @param {Pen} pen
 * @param {Card} card
 * @param {(column: Column, y: number, index: number) => void} fn y in world units, top of the row
 */
export function eachRow(pen, card, fn) {
  const { order } = card.shape;
  const top = card.box.y + pen.header;
  const columns = card.table.columns;
  for (let k = card.rows.from; k < card.rows.to; k++) {
    const i = order ? (order[k] ?? 0) : k;
    const shown = card.draft >= 0 && k >= card.draft ? k + 1 : k;
    fn(/** @type {Column} */ (columns[i]), top + shown * pen.row, i);
  }
}

/** Signs of a preview stand so far beside a card, world px. */
const SIGN_ROOM = 16;

/**
 * Which rows of a card are in view.
 * @param {Pen} pen
 * @param {import("../../model/geometry.js").Rect} box
 * @param {import("../../model/look.js").Shape} shape
 */
export function rowsInView(pen, box, { count, ovals }) {
  const top = box.y + pen.header;
  let from = ovals ? 0 : count;
  let to = 0;
  for (const v of ovals ? [] : pen.views) {
    if (v.x > box.x + box.w + SIGN_ROOM || v.x + v.w < box.x - SIGN_ROOM) continue;
    from = Math.min(from, Math.max(0, Math.floor((v.y - top) / pen.row) - 1));
    to = Math.max(to, Math.min(count, Math.ceil((v.y + v.h - top) / pen.row) + 1));
  }
  return { from, to };
}
