/** The card of the chosen actor: who it is, whom it works with, where to go from here. */

import type { App } from "./app";
import { button, el, icon, refill } from "./dom";
import { askJson } from "./fetching";
import { swatch, line } from "./signs";
import { touches } from "./state";
import { eachTie } from "./walking";
import { actorHref, collator, count, href, pathOf, t } from "./words";

interface Named {
  name: { ko: string; en: string };
}
interface Told {
  id: string;
  properties: Record<string, unknown>;
  links: Record<string, Named[]>;
}

const FIRST_ALTERS = 8;

/** The card, in its place in the panel; empty while nobody is chosen. */
export class Card {
  readonly node = el("section", { class: "card-box", "aria-labelledby": "card-name", hidden: true });
  private told = new Map<string, Told>();
  private all = false;

  constructor(private app: App) {
    app.store.on((_, changed) => {
      if (!touches(changed, ["open", "steps", "types", "from", "to", "amount"])) return;
      if (changed.has("open")) this.all = false;
      this.draw();
    });
    app.on("names", () => this.draw());
    app.on("shown", () => this.draw());
  }

  /** Draw the card of the actor in the state. */
  draw(): void {
    const { app } = this;
    const actor = app.at(app.state.open);
    this.node.hidden = actor < 0;
    if (actor < 0) return refill(this.node);
    refill(this.node, this.head(actor), this.facts(actor), this.actions(actor), this.byType(actor), this.alters(actor));
    void this.fetchDetails(app.state.open);
  }

  /** Move the keyboard to the card. */
  focus(): void {
    this.node.querySelector<HTMLElement>("#card-name")?.focus();
  }

  private head(actor: number): HTMLElement {
    const { app } = this;
    const kind = app.graph.header.kinds[app.graph.kind[actor]!]!;
    return el(
      "header",
      { class: "card-head" },
      el("p", { class: "card-kind" }, swatch(kind.colour, kind.shape), kind.label),
      el("h2", { id: "card-name", tabindex: -1 }, app.name(actor)),
      button(icon("close"), () => app.store.set({ open: "", steps: 0 }), { class: "icon-button", "aria-label": t("close_card") }),
    );
  }

  private facts(actor: number): HTMLElement {
    const { header, district, fieldAt, field } = this.app.graph;
    const place = header.districts[district[actor]!]?.name;
    const own = Array.from(field.subarray(fieldAt[actor]!, fieldAt[actor + 1]!), (index) => header.fields[index]!.name);
    const rows: [string, string][] = [];
    if (place) rows.push([t("district"), place]);
    if (own.length) rows.push([t("field"), [...new Set(own)].join(", ")]);
    return el(
      "div",
      {},
      el("dl", { class: "card-facts" }, ...rows.flatMap(([label, value]) => [el("dt", {}, label), el("dd", {}, value)])),
      el("p", { class: "card-about", hidden: true }),
    );
  }

  /** What the map's data does not have: the description, and where an actor is active besides its seat. */
  private async fetchDetails(id: string): Promise<void> {
    try {
      let told = this.told.get(id);
      if (!told) {
        const known = new URLSearchParams(this.app.setup.fixed).get("known_on") ?? "";
        told = await askJson<Told>(href(`/api/v1/actors/${pathOf(id)}`, { known_on: known }));
        this.told.set(id, told);
      }
      if (this.app.state.open !== id) return;
      const { lang } = this.app.setup;
      const about = told.properties["description"];
      const node = this.node.querySelector<HTMLElement>(".card-about");
      if (node && typeof about === "string" && about) {
        node.textContent = about;
        node.hidden = false;
      }
      const active = (told.links["active_in"] ?? []).map((place) => place.name[lang] || place.name.ko).join(", ");
      if (active) this.node.querySelector(".card-facts")?.append(el("dt", {}, t("active_in")), el("dd", {}, active));
    } catch {
      // The card says all that the map knows; the page of the actor, linked from it, says what went wrong.
    }
  }

  private actions(actor: number): HTMLElement {
    const { app } = this;
    const { steps } = app.state;
    const around = (wanted: number, label: string): HTMLElement =>
      button(label, () => app.store.set({ steps: steps === wanted ? 0 : wanted, path: [], community: -1, gaps: "" }), {
        class: "chip",
        "aria-pressed": String(steps === wanted),
      });
    const community = app.graph.community[actor]!;
    return el(
      "div",
      { class: "card-actions" },
      el("a", { class: "chip main", href: actorHref(app.ids[actor]!), target: app.setup.embed ? "_blank" : null }, t("open_page")),
      around(1, t("steps_1")),
      around(2, t("steps_2")),
      button(t("path_from_here"), () => document.dispatchEvent(new CustomEvent("map:path-from", { detail: app.ids[actor] })), { class: "chip" }),
      button(t("partners"), () => app.store.set({ gaps: `gaps/partners@${app.ids[actor]}`, steps: 0, path: [], community: -1 }), { class: "chip" }),
      community < app.graph.header.communities.length &&
        button(t("its_community"), () => app.store.set({ community: app.state.community === community ? -1 : community, steps: 0, path: [], gaps: "" }), {
          class: "chip",
          "aria-pressed": String(app.state.community === community),
        }),
    );
  }

  private byType(actor: number): HTMLElement | null {
    const { app } = this;
    const { types } = app.graph.header;
    const counts = new Uint32Array(types.length);
    eachTie(app.graph, app.shown, actor, (tie) => counts[app.graph.type[tie]!]!++);
    const most = Math.max(1, ...counts);
    const rows = types
      .map((type, index) => ({ type, count: counts[index]! }))
      .filter((row) => row.count)
      .sort((a, b) => b.count - a.count);
    if (!rows.length) return el("p", { class: "quiet" }, t("no_shown_ties"));
    return el(
      "ul",
      { class: "tie-bars", "aria-label": t("ties_by_type") },
      ...rows.map(({ type, count: found }) => {
        const bar = el("span", { class: "bar", "aria-hidden": "true" });
        bar.style.setProperty("--share", String(found / most));
        bar.style.setProperty("--colour", type.colour);
        return el("li", {}, el("span", {}, type.label), bar, el("b", {}, count(found)));
      }),
    );
  }

  /** All it has a shown tie with, by name, each with the types of the ties. */
  private alters(actor: number): HTMLElement | null {
    const { app } = this;
    const found = new Map<number, Set<number>>();
    eachTie(app.graph, app.shown, actor, (tie, other) => {
      if (!found.has(other)) found.set(other, new Set());
      found.get(other)!.add(app.graph.type[tie]!);
    });
    if (!found.size) return null;
    const order = collator();
    const sorted = [...found].sort((a, b) => order.compare(app.name(a[0]), app.name(b[0])));
    const listed = this.all ? sorted : sorted.slice(0, FIRST_ALTERS);
    const items = listed.map(([other, types]) => {
      const kind = app.graph.header.kinds[app.graph.kind[other]!]!;
      const ties = [...types].map((index) => app.graph.header.types[index]!);
      return el(
        "li",
        {},
        button(
          el("span", { class: "alter" }, swatch(kind.colour, kind.shape), el("span", { class: "alter-name" }, app.name(other))),
          () => open(app, other),
          { class: "row-button" },
        ),
        el("span", { class: "alter-types" }, ...ties.map((type) => line(type.colour, type.label))),
      );
    });
    const rest = sorted.length - listed.length;
    return el(
      "div",
      { class: "alters" },
      el("h3", {}, t("works_with", { count: sorted.length })),
      el("ul", {}, ...items),
      rest > 0 && button(t("show_all", { count: sorted.length }), () => {
        this.all = true;
        this.draw();
      }, { class: "link-button" }),
    );
  }
}

/** Open the card of an actor and move the map to it; the way back closes it again. */
export function open(app: App, actor: number): void {
  const id = app.ids[actor];
  if (id === undefined) return;
  app.store.set({ open: id, steps: 0 }, app.state.open !== id);
  app.renderer.flyTo(actor);
  app.say(t("opened", { name: app.name(actor), count: app.shown.degree[actor]! }));
}
