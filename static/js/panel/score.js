/**
 * How clean the diagram is, 0 to 100, and how that went.
 * @module
 */

import { language, say } from "../say.js";
import { el } from "../element.js";
import { scoreOf } from "../model/score.js";
import { request } from "../request.js";

/** @typedef {{day: string, score: number}} ScoreDay */

/** Days that the line shows. */
const DAYS = 30;

const MEANING = say(
  "100 × tables / (tables + errors + 0.4 × warnings + 0.1 × infos): 100 means that nothing is found, an error per table gives 50. Hints and ignored findings do not count.",
);

export class ScoreCard {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.element = el("div", { class: "score-card", "data-testid": "score", title: MEANING, hidden: true });
  }

  /** The days before today, asked for once. @type {readonly ScoreDay[] | null} */
  #days = null;

  /** Shows what is found now; how it was on other days comes from the server. */
  refresh() {
    const { store, findings } = this.app;
    let tables = 0;
    for (const t of store.diagram.all("table")) if (t.props.kind !== "view") tables++;
    this.element.hidden = tables === 0 || this.app.derived.seq < 0;
    if (this.element.hidden) return;
    this.#show(scoreOf(tables, findings.counts.marks));
    if (this.#days === null) void this.#load();
  }

  async #load() {
    this.#days = [];
    try {
      const { trend } = await request(`${this.app.root}/score`);
      this.#days = trend.slice(0, -1);
      this.refresh();
    } catch {
      // Offline: the trend is asked for next time.
      this.#days = null;
    }
  }

  /** @param {number} score */
  #show(score) {
    const days = [...(this.#days ?? []).slice(1 - DAYS), { day: "", score }];
    const before = days.at(-2);
    const by = before ? score - before.score : 0;
    const since = before ? say`since ${dayOf(before.day)}` : "";
    const change = !before
      ? say("out of 100")
      : by === 0
        ? say`the same ${since}`
        : `${by > 0 ? "+" : "−"}${Math.abs(by)} ${since}`;
    this.element.replaceChildren(
      el("b", null, String(score)),
      el("span", { class: by > 0 ? "up" : by < 0 ? "down" : null }, change),
      el("span", { class: "grow" }),
      line(days),
    );
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", `${say`Score ${score} of 100`}${before ? `, ${change}` : ""}`);
  }
}

/** @param {string} day YYYY-MM-DD */
function dayOf(day) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(language, {
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
