/** The same map as a table: the actors that are shown or selected, and the ties of the chosen one. */

import type { App } from "./app";
import { open } from "./card";
import { button, el, icon, refill, type Child } from "./dom";
import { topField } from "./dress";
import { selectionTools } from "./selection";
import { line, swatch } from "./signs";
import { touches } from "./state";
import { eachTie } from "./walking";
import { actorHref, collator, count, t, won } from "./words";

const PAGE = 200;

type Order = "name" | "degree";

/** The drawer below the map. */
export class Drawer {
  readonly node = el("section", { class: "drawer", "aria-labelledby": "drawer-title", hidden: true });
  private order: Order = "name";
  private most = PAGE;

  constructor(private app: App) {
    app.store.on((_, changed) => {
      if (changed.has("table")) this.most = PAGE;
      if (touches(changed, ["table", "picked", "open"])) this.draw();
    });
    app.on("shown", () => this.draw());
    app.on("names", () => this.draw());
  }

  /** Draw what the state asks for, nothing while the drawer is closed. */
  draw(): void {
    const { app } = this;
    const { table } = app.state;
    this.node.hidden = !table;
    document.querySelector(".map-app")?.classList.toggle("has-drawer", table !== "");
    if (!table || !app.names.length) return refill(this.node);
    const actors = this.sorted(table === "picked" ? this.picked() : this.shown());
    refill(this.node, this.head(actors.length), table === "picked" && selectionTools(app), this.body(actors));
  }

  /** Move the keyboard to the heading of the drawer. */
  focus(): void {
    this.node.querySelector<HTMLElement>("#drawer-title")?.focus();
  }

  private shown(): number[] {
    return [...this.app.shown.nodes.keys()].filter((i) => this.app.shown.nodes[i]);
  }

  private picked(): number[] {
    return this.app.state.picked.map((id) => this.app.at(id)).filter((at) => at >= 0);
  }

  private sorted(actors: number[]): number[] {
    const { app } = this;
    if (this.order === "degree") return actors.sort((a, b) => app.shown.degree[b]! - app.shown.degree[a]! || a - b);
    const order = collator();
    return actors.sort((a, b) => order.compare(app.name(a), app.name(b)));
  }

  private head(found: number): HTMLElement {
    const { app } = this;
    const tab = (scope: "shown" | "picked", label: string): HTMLElement =>
      button(label, () => app.store.set({ table: scope }), { class: "chip", "aria-pressed": String(app.state.table === scope) });
    return el(
      "header",
      { class: "drawer-head" },
      el("h2", { id: "drawer-title", tabindex: -1 }, t(app.state.table === "picked" ? "table_picked" : "table_shown", { count: found })),
      tab("shown", t("scope_shown")),
      tab("picked", t("scope_picked", { count: app.state.picked.length })),
      button(icon("close"), () => app.store.set({ table: "" }), { class: "icon-button", "aria-label": t("close_table") }),
    );
  }

  private body(actors: number[]): HTMLElement {
    const { app } = this;
    if (!actors.length) {
      return el("p", { class: "hint" }, app.state.table === "picked" ? t("nothing_picked") : t("nothing_shown"));
    }
    const rest = actors.length - this.most;
    return el(
      "div",
      { class: "drawer-body", tabindex: 0, role: "region", "aria-label": t("table_caption") },
      this.ties(),
      el(
        "table",
        {},
        el("caption", { class: "visually-hidden" }, t("table_caption")),
        el("thead", {}, el("tr", {}, this.sortable("name", t("name")), this.th(t("kind")), this.th(t("district")), this.th(t("field")), this.sortable("degree", t("degree")))),
        el("tbody", {}, ...actors.slice(0, this.most).map((actor) => this.row(actor))),
      ),
      rest > 0 && button(t("more_rows", { count: rest }), () => {
        this.most += PAGE;
        this.draw();
      }, { class: "link-button" }),
    );
  }

  private th(label: string): HTMLElement {
    return el("th", { scope: "col" }, label);
  }

  private sortable(order: Order, label: string): HTMLElement {
    const on = this.order === order;
    return el(
      "th",
      { scope: "col", "aria-sort": on ? (order === "name" ? "ascending" : "descending") : null, class: order === "degree" ? "number" : null },
      button(label, () => {
        this.order = order;
        this.draw();
        this.node.querySelector<HTMLElement>(`[data-order=${order}]`)?.focus();
      }, { class: "sort", "data-order": order }),
    );
  }

  private row(actor: number): HTMLElement {
    const { app } = this;
    const { header, kind, district } = app.graph;
    const own = header.kinds[kind[actor]!]!;
    const field = topField(app.graph, actor);
    const chosen = app.ids[actor] === app.state.open;
    return el(
      "tr",
      { "aria-current": chosen ? "true" : null },
      el(
        "th",
        { scope: "row" },
        el(
          "span",
          { class: "named" },
          button(icon("spot"), () => open(app, actor), { class: "icon-button spot", title: t("on_map"), "aria-label": t("on_map_of", { name: app.name(actor) }) }),
          el("a", { href: actorHref(app.ids[actor]!) }, app.name(actor)),
        ),
      ),
      el("td", {}, swatch(own.colour, own.shape), " ", own.label),
      el("td", {}, header.districts[district[actor]!]?.name ?? ""),
      el("td", {}, field < 0 ? "" : header.fields[field]!.name),
      el("td", { class: "number" }, count(app.shown.degree[actor]!)),
    );
  }

  /** The shown ties of the actor whose card is open. */
  private ties(): Child {
    const { app } = this;
    const actor = app.at(app.state.open);
    if (actor < 0) return null;
    const rows: HTMLElement[] = [];
    const { graph } = app;
    eachTie(graph, app.shown, actor, (tie, other) => {
      const type = graph.header.types[graph.type[tie]!]!;
      const direction = type.directed ? (graph.source[tie] === actor ? "→ " : "← ") : "";
      rows.push(el(
        "tr",
        {},
        el("th", { scope: "row" }, direction, el("a", { href: actorHref(app.ids[other]!) }, app.name(other))),
        el("td", {}, line(type.colour), " ", type.label),
        el("td", {}, this.period(graph.tieSince[tie]!, graph.tieUntil[tie]!)),
        el("td", { class: "number" }, Number.isNaN(graph.amount[tie]!) ? "" : won(graph.amount[tie]!)),
      ));
    });
    return el(
      "details",
      { class: "drawer-ties", open: rows.length <= 12 },
      el("summary", {}, t("ties_of", { name: app.name(actor), count: rows.length })),
      el("table", {}, el("thead", {}, el("tr", {}, ...["other", "tie_type", "years", "amount"].map((key) => this.th(t(key))))), el("tbody", {}, ...rows)),
    );
  }

  private period(since: number, until: number): string {
    const first = this.app.graph.header.first_year - 1;
    const year = (value: number): string => (value ? String(first + value) : "");
    if (!since && !until) return t("unknown");
    return since === until ? year(since) : `${year(since)}–${year(until)}`;
  }
}
