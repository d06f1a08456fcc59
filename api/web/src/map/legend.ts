/** What colours, sizes and lines mean, on the map. */

import { growth } from "../render/camera";
import type { App } from "./app";
import { el, icon, refill } from "./dom";
import type { Look } from "./look";
import { line, swatch } from "./signs";
import { count, figure, t } from "./words";

const LISTED = 10;

/** Return the legend; it follows what the map wears. */
export function legend(app: App, look: Look): HTMLElement {
  const body = el("div", { class: "legend-body" });
  const draw = (): void => {
    const { scale, sizeScale } = look;
    const listed = scale.entries.slice(0, LISTED);
    const rest = scale.entries.length - listed.length;
    refill(
      body,
      el("p", { class: "legend-title" }, scale.title),
      el(
        "ul",
        {},
        ...listed.map((entry) =>
          el("li", {}, swatch(entry.colour, entry.shape), el("span", {}, entry.label), el("span", { class: "choice-count" }, count(entry.count))),
        ),
      ),
      rest > 0 && el("p", { class: "hint" }, t("more_groups", { count: rest })),
      scale.note && el("p", { class: "hint" }, scale.note),
      sizeScale.samples.length > 1 && el("p", { class: "legend-title" }, `${t("size_of")}: ${sizeScale.title}`),
      sizeScale.samples.length > 1 && el("p", { class: "size-samples" }, ...sizeScale.samples.map(({ value, width }) => sample(figure(value, sizeScale.measure?.kind), drawnWidth(app, width)))),
      app.state.gaps !== "" && el("p", { class: "legend-line" }, line("#b3261e", "", true), t("legend_gaps")),
    );
  };
  app.on("dress", draw);
  app.store.on((_, changed) => (changed.has("gaps") || changed.has("view")) && draw());
  const open = matchMedia("(min-width: 62rem)").matches;
  return el("details", { class: "legend", open }, el("summary", {}, icon("legend"), t("legend")), body);
}

/** Largest circle that the legend has room for; the renderer draws none much larger. */
const LARGEST = 44;

/** Return the width at which the renderer draws an actor from where the map is looked at now. */
export function drawnWidth(app: App, width: number): number {
  return Math.min(LARGEST, width * growth(app.renderer.getView().zoom, app.stage.clientWidth, app.stage.clientHeight));
}

function sample(value: string, width: number): HTMLElement {
  const dot = el("i", { "aria-hidden": "true" });
  dot.style.width = dot.style.height = `${width.toFixed(1)}px`;
  return el("span", {}, dot, value);
}
