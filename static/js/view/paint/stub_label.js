/** Labels of stubs, each place once. @module */

import { stubBox, stubText } from "../stub.js";

/** @typedef {import("../../types.js").ID} ID */

const SIZE = 11;

/**
 * @param {import("./pen.js").Pen} pen
 * @param {readonly import("../scene.js").Line[]} lines
 * @param {import("../../model/diagram.js").Diagram} diagram
 * @param {{lit: ReadonlySet<ID>, dim: boolean, ground: (p: import("../../model/geometry.js").Point) => string}} look
 */
export function paintStubLabels(pen, lines, diagram, look) {
  const { c, theme } = pen;
  const font = `500 ${SIZE}px ${theme.sans}`;
  /** @type {Set<string>} */
  const done = new Set();
  for (const line of lines) {
    if (!line.stub) continue;
    for (const end of [0, 1]) {
      const box = stubBox(line, end);
      const place = box && `${box.x} ${box.y}`;
      if (!box || !place || done.has(place)) continue;
      done.add(place);
      const text = pen.text.fit(stubText(diagram, line, end), font, box.w - 8);
      const w = pen.text.width(text, font) + 8;
      const x = box.right ? box.x : box.x + box.w - w;
      pen.world();
      c.fillStyle = look.ground({ x: x + w / 2, y: box.y + box.h / 2 });
      c.fillRect(x, box.y, w, box.h);
      c.font = font;
      c.textAlign = "left";
      c.textBaseline = "alphabetic";
      c.fillStyle = theme.color[look.lit.has(line.id) ? "accent-ink" : "ink-3"];
      c.globalAlpha = look.dim && !look.lit.has(line.id) ? 0.6 : 1;
      c.fillText(text, x + 4, box.y + box.h / 2 + 3.8);
      c.globalAlpha = 1;
    }
  }
}
