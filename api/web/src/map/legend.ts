/** What colours, sizes and lines mean, on the map. */

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
      el("h3", {}, scale.title),
      el(
        "ul",
        {},
        ...listed.map((entry) =>
          el("li", {}, swatch(entry.colour, entry.shape), el("span", {}, entry.label), el("span", { class: "choice-count" }, count(entry.count))),
        ),
      ),
      rest > 0 && el("p", { class: "hint" }, t("more_groups", { count: rest })),
      scale.note && el("p", { class: "hint" }, scale.note),
      sizeScale.samples.length > 1 && el("h3", {}, `${t("size_of")}: ${sizeScale.title}`),
      sizeScale.samples.length > 1 && el("p", { class: "size-samples" }, ...sizeScale.samples.map(({ value, width }) => sample(figure(value, sizeScale.measure?.kind), width))),
      app.state.gaps !== "" && el("p", { class: "legend-line" }, line("#b3261e", "", true), t("legend_gaps")),
    );
  };
  app.on("dress", draw);
  app.store.on((_, changed) => changed.has("gaps") && draw());
  const open = matchMedia("(min-width: 48rem)").matches;
  return el("details", { class: "legend", open }, el("summary", {}, icon("legend"), t("legend")), body);
}

function sample(value: string, width: number): HTMLElement {
  const dot = el("i", { "aria-hidden": "true" });
  dot.style.width = dot.style.height = `${width.toFixed(1)}px`;
  return el("span", {}, dot, value);
}
