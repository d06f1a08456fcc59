/** The panel beside the map: counts, search, card and tabs; at phone width a sheet that is pulled up. */

import type { App } from "./app";
import { open, type Card } from "./card";
import { add, button, el, icon, refill } from "./dom";
import type { Emphasis } from "./emphasis";
import { explore } from "./explore";
import { filters } from "./filters";
import type { Look } from "./look";
import { Search } from "./search";
import { pageAddress } from "./share";
import { isFiltered, unfiltered } from "./state";
import { Tabs } from "./tabs";
import { count, t } from "./words";

/** Put everything into the panel of the page. */
export function fillPanel(panel: HTMLElement, app: App, card: Card, look: Look, emphasis: Emphasis): void {
  const sheet = new Sheet(panel);
  sheet.follow();
  const search = new Search(app, {
    id: "find", label: t("search"), placeholder: t("search_hint"), keep: false,
    choose: (actor) => {
      open(app, actor);
      sheet.raise();
      card.focus();
    },
  });
  const tabs = new Tabs(
    t("panel_tabs"),
    [
      { id: "card", label: t("tab_card"), content: card.node },
      { id: "filters", label: t("tab_filters"), content: filters(app) },
      { id: "look", label: t("tab_look"), content: look.node },
      { id: "explore", label: t("tab_explore"), content: explore(app, emphasis, () => tabs.choose("explore")) },
    ],
    "filters",
    () => sheet.raise(),
  );
  tabs.offer("card", false);
  add(
    panel,
    sheet.handle,
    search.node,
    counts(app),
    tabs.node,
    app.setup.embed && wholePage(),
    el("p", { class: "panel-foot" }, app.renderer.kind === "canvas" ? `${t("no_webgl")} ` : "", t("source"), ` · ${t("as_of", { day: app.setup.today })}`),
  );
  const follow = (): void => {
    const there = app.at(app.state.open) >= 0;
    tabs.offer("card", there);
    if (there) tabs.choose("card");
  };
  app.store.on((_, changed) => changed.has("open") && follow());
  app.on("names", follow);
  const { path, gaps, community } = app.state;
  if (path.length || gaps || community >= 0) tabs.start("explore");
}

/** From inside another page, the way to the map as a page of its own. */
function wholePage(): HTMLElement {
  const link: HTMLAnchorElement = el("a", { href: pageAddress(), target: "_blank", click: () => (link.href = pageAddress()) }, t("whole_page"));
  return el("p", { class: "panel-foot" }, link);
}

function counts(app: App): HTMLElement {
  const node = el("p", { class: "shown-counts", id: "shown" });
  const draw = (): void => {
    const { actors, tieCount } = app.shown;
    const all = isFiltered(app.state) ? t("of_all", { actors: app.graph.n, ties: app.graph.m }) : "";
    refill(
      node,
      el("b", {}, count(actors)), ` ${t("actors_word")} · `, el("b", {}, count(tieCount)), ` ${t("ties_word")} `,
      all && el("span", { class: "quiet" }, all),
    );
  };
  app.on("shown", () => {
    draw();
    app.say(t("now_shown", { actors: app.shown.actors, ties: app.shown.tieCount }));
  });
  draw();
  return node;
}

/** Return what stands on the map when no actor passes the filters. */
export function nothingShown(app: App): HTMLElement {
  const node = el(
    "div",
    { class: "message", hidden: true },
    el("p", {}, t("nothing_fits")),
    button(t("reset"), () => app.store.set(unfiltered()), { class: "chip main" }),
  );
  const draw = (): void => void (node.hidden = app.shown.actors > 0);
  app.on("shown", draw);
  draw();
  return node;
}

/** At phone width the panel is a sheet: a handle that is pressed or dragged raises and lowers it. */
class Sheet {
  readonly handle: HTMLElement;
  private begun: number | null = null;

  constructor(private panel: HTMLElement) {
    this.handle = button(icon("up"), () => this.put(!this.raised), { class: "sheet-handle", "aria-label": t("sheet"), "aria-expanded": "false" });
    this.handle.addEventListener("pointerdown", (event) => (this.begun = event.clientY));
    this.handle.addEventListener("pointermove", (event) => {
      if (this.begun === null || Math.abs(event.clientY - this.begun) < 30) return;
      const wanted = event.clientY < this.begun;
      this.begun = null;
      if (wanted !== this.raised) this.put(wanted);
    });
  }

  /** Raise it for what is shown in it, lower it for what is shown on the map. */
  follow(): void {
    document.addEventListener("map:sheet", (event) => this.put((event as CustomEvent<boolean>).detail));
  }

  raise(): void {
    this.put(true);
  }

  private get raised(): boolean {
    return this.panel.classList.contains("raised");
  }

  private put(up: boolean): void {
    this.panel.classList.toggle("raised", up);
    this.panel.closest(".map-app")?.classList.toggle("has-sheet", up); // the map keeps to what the sheet leaves
    this.handle.setAttribute("aria-expanded", String(up));
  }
}
