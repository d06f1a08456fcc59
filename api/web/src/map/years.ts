/** The years that are shown, and a play button that goes through them one by one. */

import type { App } from "./app";
import { button, el, icon, refill, still } from "./dom";
import { holds } from "./filtering";
import { Slider } from "./slider";
import { t } from "./words";

const PACE = 1200;

interface Span {
  first: number;
  last: number;
  /** How many ties held in each year, as shares of the largest. */
  bars: number[];
}

/** Return the years from the first in which a tie began; actors are often much older than what is known of their ties. */
function tiesByYear(app: App): Span {
  const { first_year: start, last_year: last } = app.graph.header;
  const counts = new Array<number>(last - start + 1).fill(0);
  for (let i = 0; i < app.graph.m; i++) {
    // A tie without a known start would stand in every year and say nothing of any.
    if (!app.graph.tieSince[i]) continue;
    for (let year = 1; year <= counts.length; year++) {
      if (holds(app.graph.tieSince[i]!, app.graph.tieUntil[i]!, year, year)) counts[year - 1]!++;
    }
  }
  const empty = Math.max(0, counts.findIndex((found) => found > 0));
  const most = Math.max(1, ...counts);
  return { first: start + empty, last, bars: counts.slice(empty).map((found) => found / most) };
}

/** The group of the panel for years; null where the data tells none. */
export class Years {
  readonly node: HTMLElement;
  private slider: Slider;
  private first: number;
  private last: number;
  private timer = 0;
  private play: HTMLButtonElement;

  constructor(private app: App) {
    const { first, last, bars } = tiesByYear(app);
    this.first = first;
    this.last = last;
    this.slider = new Slider({
      label: t("years"), from: t("from_year"), to: t("to_year"), least: this.first, most: this.last,
      say: (value) => t("year", { year: String(value) }), bars,
      change: (low, high) => {
        this.stop();
        app.store.set({ from: low > this.first ? low : 0, to: high < this.last ? high : 0 });
      },
    });
    this.play = button("", () => this.toggle(), { class: "chip play" });
    this.node = el("div", { class: "years" }, this.slider.node, el("div", { class: "row" }, this.play));
    this.name();
    app.store.on(({ from, to }, changed) => {
      if (changed.has("from") || changed.has("to")) this.slider.put(Math.max(this.first, from), to || this.last);
    });
    this.slider.put(Math.max(this.first, app.state.from), app.state.to || this.last);
  }

  static exist(app: App): boolean {
    const { first_year: first, last_year: last } = app.graph.header;
    return first > 0 && last > first && last - first < 200;
  }

  private toggle(): void {
    if (this.timer) return this.stop();
    if (still()) return this.next(); // a press a year for whoever asked for no animation
    this.next();
    this.timer = window.setInterval(() => this.next(), PACE);
    this.name();
  }

  private next(): void {
    const { from, to } = this.app.state;
    const single = from > 0 && from === to;
    if (single && from >= this.last) {
      this.stop();
      this.app.store.set({ from: 0, to: 0 });
      return;
    }
    const year = single ? from + 1 : this.first;
    this.app.store.set({ from: year, to: year });
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = 0;
    this.name();
  }

  private name(): void {
    const words = this.timer ? t("pause") : still() ? t("next_year") : t("play");
    refill(this.play, icon(this.timer ? "pause" : "play"), words);
  }
}
