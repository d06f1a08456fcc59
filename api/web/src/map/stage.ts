/** The map itself: what the pointer is over, what is clicked, where it is looked at from. */

import { rgba, tieOpacity } from "../renderer";
import type { App } from "./app";
import { open, type Card } from "./card";
import { el, quietly, refill } from "./dom";
import { t } from "./words";

/** Follow the renderer's events and the state. */
export function followStage(app: App, stage: HTMLElement, card: Card): HTMLElement {
  const { renderer, graph, store } = app;
  const tip = el("div", { class: "tip", "aria-hidden": "true", hidden: true });
  renderer.on("hover", (actor, x, y) => {
    tip.hidden = actor < 0 || !app.names.length;
    stage.classList.toggle("over", actor >= 0);
    if (tip.hidden) return;
    const kind = graph.header.kinds[graph.kind[actor]!]!;
    refill(tip, el("b", {}, app.name(actor)), el("span", {}, `${kind.label} · ${t("alters", { count: app.shown.degree[actor]! })}`));
    tip.style.left = `${Math.min(x + 14, stage.clientWidth - 220)}px`;
    tip.style.top = `${Math.min(y + 14, stage.clientHeight - 60)}px`;
  });
  renderer.on("click", (actor) => {
    if (actor >= 0) open(app, actor);
    else if (app.state.open) store.set({ open: "", steps: 0 });
  });
  const start = app.state.view ? null : renderer.getView();
  const keep = quietly(() => {
    const { centerX: x, centerY: y, zoom } = renderer.getView();
    const same = start && Math.hypot(start.centerX - x, start.centerY - y) < 0.002 && Math.abs(start.zoom / zoom - 1) < 0.01;
    store.set({ view: same ? null : { x, y, zoom } }); // the view at the start needs no place in the address
  }, 300);
  renderer.on("view", keep);
  document.addEventListener("keydown", (event) => {
    const writes = (event.target as HTMLElement).closest("input, select, textarea");
    if (event.key === "/" && !writes) {
      document.getElementById("find")?.focus();
      event.preventDefault();
    } else if (event.key === "Escape" && !writes && app.state.open && !document.querySelector("dialog[open]")) {
      store.set({ open: "", steps: 0 });
    } else if (event.key === "Enter" && event.target instanceof HTMLElement && stage.contains(event.target)) {
      const middle = app.state.open ? -1 : nearest(app);
      if (middle >= 0) open(app, middle);
      card.focus();
    }
  });
  return tip;
}

/** Return the shown actor nearest to the middle of the view, -1 where none is shown. */
function nearest(app: App): number {
  const { centerX, centerY } = app.renderer.getView();
  let [best, least] = [-1, Infinity];
  for (let i = 0; i < app.graph.n; i++) {
    const away = Math.hypot(app.graph.x[i]! - centerX, app.graph.y[i]! - centerY);
    if (app.shown.nodes[i] && away < least) [best, least] = [i, away];
  }
  return best;
}

/** Ties are the ground on which actors stand, so they are fainter than a drawing of ties alone would have them. */
const CALM = 0.55;

/** Tell the renderer which ties are seen, and in which colours. */
export function dressTies(app: App): void {
  const opacity = tieOpacity(app.shown.tieCount) * CALM;
  const colour = Uint32Array.from(app.graph.header.types, (type) => rgba(type.colour, opacity));
  app.renderer.setTies({ colour, visible: app.shown.ties, width: 1.4 });
}
