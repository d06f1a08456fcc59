/** The tab of the panel that says how actors look, and the dress that the map wears. */

import type { App } from "./app";
import { el, refill } from "./dom";
import { colours, shapes, sizes, type Measure, type Scale, type SizeScale } from "./dress";
import { Refused } from "./fetching";
import { idOf, isMeasure, Measures, type Listed } from "./measures";
import { START } from "./state";
import { href, t } from "./words";

const COLOURS = ["kind", "district", "field", "community", "degree"];
const SIZES = ["degree", "same"];

/** Chooses colour and size, asks for measures, and tells the renderer and the legend. */
export class Look {
  readonly node: HTMLElement;
  scale: Scale = { title: "", entries: [], note: "", measure: null };
  sizeScale: SizeScale = { title: "", samples: [], measure: null };
  private measures: Measures;
  private colourBox: HTMLSelectElement;
  private sizeBox: HTMLSelectElement;
  private told = el("p", { class: "hint", role: "status" });
  private help = el("div", { class: "measure-help" });
  private turn = 0;

  constructor(private app: App) {
    this.measures = new Measures(app.setup, app.graph.n);
    this.colourBox = this.box("colour", COLOURS, t("colour_by"));
    this.sizeBox = this.box("size", SIZES, t("size_by"));
    this.node = el(
      "div",
      { class: "look-tab" },
      el("label", { for: "colour" }, t("colour_by")), this.colourBox,
      el("label", { for: "size" }, t("size_by")), this.sizeBox,
      this.told, this.help,
      el("p", { class: "hint" }, t("shape_hint")),
    );
    app.store.on((_, changed) => (changed.has("colour") || changed.has("size")) && void this.dress());
    app.on("shown", () => void this.dress());
    void this.offer();
  }

  private box(id: "colour" | "size", names: string[], label: string): HTMLSelectElement {
    const select: HTMLSelectElement = el(
      "select",
      { id, "aria-label": label, change: () => this.app.store.set({ [id]: select.value }) },
      ...names.map((name) => el("option", { value: name }, t(`${id}_${name}`))),
    );
    return select;
  }

  /** Put the measures of the server into both boxes, by analysis. */
  private async offer(): Promise<void> {
    try {
      const listed = await this.measures.listed();
      for (const box of [this.colourBox, this.sizeBox]) {
        box.append(...this.groups(listed));
      }
    } catch {
      this.told.textContent = t("no_measures");
    }
    this.show();
  }

  private groups(listed: Listed[]): HTMLOptGroupElement[] {
    const byAnalysis = new Map<string, HTMLOptGroupElement>();
    for (const one of listed) {
      if (!byAnalysis.has(one.analysis)) {
        byAnalysis.set(one.analysis, el("optgroup", { label: one.analysis_label }));
      }
      byAnalysis.get(one.analysis)!.append(el("option", { value: idOf(one), title: one.description }, one.label));
    }
    return [...byAnalysis.values()];
  }

  private show(): void {
    const { colour, size } = this.app.state;
    this.colourBox.value = colour;
    this.sizeBox.value = size;
  }

  private async measure(choice: string): Promise<Measure | null> {
    return isMeasure(choice) ? this.measures.load(choice) : null;
  }

  /** Dress the map as the state says; a measure that cannot be had leaves it as it was, with the reason. */
  async dress(): Promise<void> {
    const turn = ++this.turn;
    const { app } = this;
    const { colour, size } = app.state;
    this.show();
    const waiting = isMeasure(colour) || isMeasure(size);
    if (waiting) this.told.textContent = t("measure_coming");
    try {
      const [byColour, bySize] = await Promise.all([this.measure(colour), this.measure(size)]);
      if (turn !== this.turn) return;
      this.wear(byColour, bySize);
      this.told.textContent = "";
    } catch (error) {
      if (turn !== this.turn) return;
      this.told.textContent = error instanceof Refused ? `${error.message} ${error.remedy}`.trim() : t("measure_failed");
      app.store.set({ colour: isMeasure(colour) ? START.colour : colour, size: isMeasure(size) ? START.size : size });
    }
  }

  private wear(byColour: Measure | null, bySize: Measure | null): void {
    const { graph, shown, renderer, state } = this.app;
    const [colour, scale] = colours(graph, state.colour, shown.nodes, shown.degree, byColour);
    const [size, sizeScale] = sizes(graph, state.size, shown.degree, bySize);
    this.scale = scale;
    this.sizeScale = sizeScale;
    renderer.setNodes({ colour, size, visible: shown.nodes, shape: shapes(graph) });
    const measures = [...new Set([byColour, bySize].filter((one): one is Measure => one !== null))];
    refill(this.help, ...measures.map(measureHelp));
    this.app.tell("dress");
  }
}

/** Return what a measure means, in its own words, with the way to its analysis. */
function measureHelp(measure: Measure): HTMLElement {
  return el(
    "div",
    {},
    el("h2", {}, measure.label),
    measure.description && el("p", {}, measure.description),
    measure.unit && el("p", {}, t("unit_is", { unit: measure.unit })),
    el("p", {}, el("a", { href: href(`/analyses/${measure.analysis}`) }, t("open_analysis"))),
  );
}
