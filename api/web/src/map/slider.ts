/** A slider with two ends: two ranges on one track, each with its own name and spoken value. */

import { el } from "./dom";

export interface SliderOptions {
  label: string;
  from: string;
  to: string;
  least: number;
  most: number;
  say: (value: number) => string;
  /** Told while it moves, with the bounds; an end at its limit is no bound. */
  change: (low: number, high: number) => void;
  /** Heights from 0 to 1, drawn above the track. */
  bars?: number[];
}

/** Two ranges that cannot pass each other. */
export class Slider {
  readonly node: HTMLElement;
  private low: HTMLInputElement;
  private high: HTMLInputElement;
  private told = el("output", { class: "slider-told" });
  private track = el("div", { class: "slider-track" });
  private bars: HTMLElement[];

  constructor(private options: SliderOptions) {
    this.low = this.range(options.from, options.least);
    this.high = this.range(options.to, options.most);
    this.bars = (options.bars ?? []).map((height) => {
      const bar = el("i", {});
      bar.style.setProperty("--height", String(height));
      return bar;
    });
    this.track.append(this.low, this.high);
    this.node = el(
      "div",
      { class: "slider", role: "group", "aria-label": options.label },
      this.bars.length > 0 && el("div", { class: "slider-bars", "aria-hidden": "true" }, ...this.bars),
      this.track,
      this.told,
    );
    this.put(options.least, options.most);
  }

  /** Show bounds without telling of them. */
  put(low: number, high: number): void {
    this.low.value = String(low);
    this.high.value = String(high);
    this.show();
  }

  private range(label: string, value: number): HTMLInputElement {
    const { least, most } = this.options;
    return el("input", { type: "range", min: least, max: most, step: 1, value, "aria-label": label, input: (event) => this.moved(event) });
  }

  private moved(event: Event): void {
    const [low, high] = [Number(this.low.value), Number(this.high.value)];
    if (low > high) {
      if (event.target === this.low) this.low.value = String(high);
      else this.high.value = String(low);
    }
    this.show();
    this.options.change(Number(this.low.value), Number(this.high.value));
  }

  private show(): void {
    const { least, most, say } = this.options;
    const [low, high] = [Number(this.low.value), Number(this.high.value)];
    const share = (value: number): string => String(most > least ? (value - least) / (most - least) : 0);
    this.track.style.setProperty("--low", share(low));
    this.track.style.setProperty("--high", share(high));
    this.low.setAttribute("aria-valuetext", say(low));
    this.high.setAttribute("aria-valuetext", say(high));
    this.told.textContent = low === high ? say(low) : `${say(low)} – ${say(high)}`;
    // Where both ends meet at the right, the lower one has to be on top to be moved back.
    this.low.style.zIndex = low > least + (most - least) / 2 ? "2" : "1";
    const per = (most - least + 1) / Math.max(1, this.bars.length);
    this.bars.forEach((bar, at) => bar.classList.toggle("on", least + at * per >= low && least + at * per <= high));
  }
}
