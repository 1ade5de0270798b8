/**
 * How clean the diagram is, 0 to 100, and how that went.
 * @module
 */

import { el } from "../element.js";
import { request } from "../request.js";

/** @typedef {{day: string, score: number}} ScoreDay */
/** @typedef {{score: number, tables: number, ignored: number, trend: ScoreDay[]}} Score */

/** The score is asked for when nothing has changed for so long, ms. */
const QUIET = 400;
/** Days that the line shows. */
const DAYS = 30;

const MEANING =
  "100 × tables / (tables + errors + 0.4 × warnings + 0.1 × infos): 100 means that nothing is found, an error per table gives 50. Hints and ignored findings do not count.";

export class ScoreCard {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.element = el("div", { class: "score-card", "data-testid": "score", title: MEANING, hidden: true });
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #turn = 0;

  /** Asks for the score, when nothing has changed for a moment. */
  refresh() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(), QUIET);
  }

  async #load() {
    const mine = ++this.#turn;
    try {
      const score = await request(`${this.app.root}/score`);
      if (mine === this.#turn) this.#show(score);
    } catch {
      // Offline: the numbers of findings are still there.
      if (mine === this.#turn) this.element.hidden = true;
    }
  }

  /** @param {Score} s */
  #show(s) {
    this.element.hidden = s.tables === 0;
    const before = s.trend.at(-2);
    const by = before ? s.score - before.score : 0;
    const since = before ? `since ${dayOf(before.day)}` : "";
    const change = !before
      ? "out of 100"
      : by === 0
        ? `the same ${since}`
        : `${by > 0 ? "+" : "−"}${Math.abs(by)} ${since}`;
    this.element.replaceChildren(
      el("b", null, String(s.score)),
      el("span", { class: by > 0 ? "up" : by < 0 ? "down" : null }, change),
      el("span", { class: "grow" }),
      line(s.trend.slice(-DAYS)),
    );
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", `Score ${s.score} of 100${before ? `, ${change}` : ""}`);
  }
}

/** @param {string} day YYYY-MM-DD */
function dayOf(day) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(undefined, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
}

/**
 * The trend as a line; nothing to see of a single day.
 * @param {readonly ScoreDay[]} days
 */
function line(days) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "spark");
  if (days.length < 2) return svg;
  const [w, h] = [96, 22];
  svg.setAttribute("viewBox", `0 0 ${w} ${h}`);
  const at = (/** @type {number} */ i) => [
    2 + ((w - 4) * i) / (days.length - 1),
    h - 2 - ((h - 4) * (days[i]?.score ?? 0)) / 100,
  ];
  const points = days.map((_, i) => at(i).join(","));
  const way = document.createElementNS(svg.namespaceURI, "polyline");
  way.setAttribute("points", points.join(" "));
  const dot = document.createElementNS(svg.namespaceURI, "circle");
  const [x = 0, y = 0] = at(days.length - 1);
  dot.setAttribute("cx", String(x));
  dot.setAttribute("cy", String(y));
  dot.setAttribute("r", "2");
  svg.append(way, dot);
  return svg;
}
