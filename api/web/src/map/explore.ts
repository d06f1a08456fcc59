/** The tab of the panel that follows a question: the way between two actors, a community, what is missing. */

import type { App } from "./app";
import { open } from "./card";
import { button, el, refill, type Child } from "./dom";
import type { Emphasis } from "./emphasis";
import { askJson, Refused } from "./fetching";
import { Search } from "./search";
import { line, swatch } from "./signs";
import { touches } from "./state";
import { count, figure, href, t } from "./words";

const GAPS_LISTED = 30;
const COMMUNITIES_LISTED = 40;

/** Return the whole tab; `come` opens it. */
export function explore(app: App, emphasis: Emphasis, come: () => void): HTMLElement {
  return el("div", { class: "explore-tab" }, new PathFinder(app, emphasis, come).node, gaps(app, emphasis), communities(app));
}

function section(title: string, help: string, ...children: Child[]): HTMLElement {
  return el("section", { class: "group plain" }, el("h2", {}, title), el("p", { class: "hint" }, help), ...children);
}

/** Return an actor as a button that opens its card. */
export function actorButton(app: App, actor: number): HTMLElement {
  const kind = app.graph.header.kinds[app.graph.kind[actor]!]!;
  return button(
    el("span", { class: "alter" }, swatch(kind.colour, kind.shape), el("span", { class: "alter-name" }, app.name(actor))),
    () => open(app, actor),
    { class: "row-button" },
  );
}

class PathFinder {
  readonly node: HTMLElement;
  private ends: [Search, Search];
  private chosen: [string, string] = ["", ""];
  private told = el("div", { class: "path-told", "aria-live": "polite" });

  constructor(
    private app: App,
    private emphasis: Emphasis,
    /** Open the tab. */
    private come: () => void,
  ) {
    this.ends = [this.box(0, "path-start", t("path_start")), this.box(1, "path-end", t("path_end"))];
    this.node = section(
      t("path"), t("path_help"), this.ends[0].node, this.ends[1].node, this.told,
      button(t("clear"), () => this.clear(), { class: "link-button" }),
    );
    this.node.id = "path";
    app.on("emphasis", () => this.draw());
    app.on("names", () => this.take());
    app.store.on((_, changed) => changed.has("path") && this.take());
    document.addEventListener("map:path-from", (event) => this.from((event as CustomEvent<string>).detail));
  }

  private box(at: 0 | 1, id: string, label: string): Search {
    return new Search(this.app, {
      id, label, placeholder: t("search_hint"), keep: true,
      choose: (actor) => {
        this.chosen[at] = this.app.ids[actor]!;
        this.go();
      },
    });
  }

  private from(id: string): void {
    this.chosen = [id, ""];
    this.ends[0].put(this.app.at(id));
    this.ends[1].put(-1);
    this.come();
    this.node.scrollIntoView({ block: "start" });
    this.ends[1].input.focus();
  }

  private go(): void {
    if (this.chosen[0] && this.chosen[1]) this.app.store.set({ path: [...this.chosen], steps: 0, community: -1, gaps: "" });
  }

  /** Show the ends that the address names. */
  private take(): void {
    const { path } = this.app.state;
    if (path.length !== 2) return this.draw();
    this.chosen = [path[0]!, path[1]!];
    this.chosen.forEach((id, at) => this.ends[at]!.put(this.app.at(id)));
    this.draw();
  }

  private clear(): void {
    this.chosen = ["", ""];
    for (const end of this.ends) end.put(-1);
    this.app.store.set({ path: [] });
  }

  private draw(): void {
    const { app, emphasis } = this;
    if (app.state.path.length !== 2 || !app.names.length) return refill(this.told);
    const [start, end] = app.state.path.map((id) => app.at(id)) as [number, number];
    if (emphasis.path) return refill(this.told, el("p", {}, t("path_found", { count: emphasis.path.ties.length })), this.steps());
    refill(this.told, el("p", { class: "no-path" }, t("no_path"), " ", this.why(start, end)));
  }

  private why(start: number, end: number): string {
    const { app } = this;
    for (const actor of [start, end]) {
      if (actor < 0) return t("why_unknown");
      if (!app.shown.nodes[actor]) return t("why_hidden", { name: app.name(actor) });
      if (!app.shown.degree[actor]) return t("why_alone", { name: app.name(actor) });
    }
    return t("why_parts");
  }

  private steps(): HTMLElement {
    const { app } = this;
    const { actors, ties } = this.emphasis.path!;
    const types = app.graph.header.types;
    return el(
      "ol",
      { class: "path-steps" },
      ...actors.map((actor, at) => {
        const type = at ? types[app.graph.type[ties[at - 1]!]!]! : null;
        return el("li", {}, type && el("span", { class: "step-tie" }, line(type.colour), type.label), actorButton(app, actor));
      }),
    );
  }
}

interface Missing {
  label: string;
  /** What the number of a pair says. */
  score: string;
  pairs: [number, number, number][];
}

function gaps(app: App, emphasis: Emphasis): HTMLElement {
  const told = el("div", { "aria-live": "polite" });
  const box: HTMLSelectElement = el(
    "select",
    { id: "gaps", change: () => app.store.set({ gaps: box.value, path: [], steps: 0, community: -1 }) },
    el("option", { value: "" }, t("gaps_none")),
    ...app.setup.gaps.map((gap) => el("option", { value: gap.id }, gap.label)),
  );
  let turn = 0;
  const follow = async (): Promise<void> => {
    const [wanted = "", actor = ""] = app.state.gaps.split("@");
    const mine = ++turn;
    box.value = wanted;
    refill(told, wanted && el("p", { class: "hint" }, t("gaps_coming")));
    if (!wanted) return emphasis.setGaps([]);
    try {
      const query = Object.fromEntries(new URLSearchParams(app.setup.fixed));
      const found = await askJson<Missing>(href("/api/v1/maps/missing.json", { ...query, analysis: wanted, actor }));
      if (mine !== turn) return;
      emphasis.setGaps(found.pairs);
      refill(told, ...listed(found, wanted, actor));
      app.say(t("gaps_found", { count: found.pairs.length }));
    } catch (error) {
      if (mine !== turn) return;
      emphasis.setGaps([]);
      refill(told, el("p", { class: "no-path" }, error instanceof Refused ? `${error.message} ${error.remedy}` : t("gaps_failed")));
    }
  };
  const listed = (found: Missing, analysis: string, actor: string): Child[] => {
    const about = app.setup.gaps.find((gap) => gap.id === analysis);
    const name = app.name(app.at(actor));
    return [
      el("p", {}, name ? t("gaps_found_for", { name, count: found.pairs.length }) : t("gaps_found", { count: found.pairs.length })),
      about && el("p", { class: "hint" }, `${about.description} ${t("number_is", { what: found.score })}`),
      el("ol", { class: "pairs" }, ...found.pairs.slice(0, GAPS_LISTED).map(([a, b, score]) =>
        el("li", {}, actorButton(app, a), line("#b3261e", "", true), actorButton(app, b), el("span", { class: "choice-count", title: found.score }, figure(score))),
      )),
      found.pairs.length > GAPS_LISTED && el("p", { class: "hint" }, t("gaps_more", { count: found.pairs.length - GAPS_LISTED })),
      el("p", {}, el("a", { href: href(`/analyses/${analysis}`, { actor }) }, t("open_analysis"))),
    ];
  };
  app.store.on((_, changed) => changed.has("gaps") && void follow());
  app.on("names", () => app.state.gaps && void follow());
  return section(t("gaps"), t("gaps_help"), el("label", { for: "gaps", class: "visually-hidden" }, t("gaps")), box, told);
}

function communities(app: App): HTMLElement {
  const sorted = app.graph.header.communities.map((one, index) => ({ ...one, index })).sort((a, b) => b.count - a.count);
  const list = el("ul", { class: "communities" });
  const draw = (): void =>
    refill(
      list,
      ...sorted.slice(0, COMMUNITIES_LISTED).map((one) =>
        el("li", {}, button(
          el("span", { class: "community" }, el("span", {}, one.name), el("span", { class: "choice-count" }, count(one.count))),
          () => app.store.set({ community: app.state.community === one.index ? -1 : one.index, path: [], steps: 0, gaps: "" }),
          { class: "row-button", "aria-pressed": String(app.state.community === one.index) },
        )),
      ),
    );
  app.store.on((_, changed) => touches(changed, ["community"]) && draw());
  draw();
  return section(t("communities"), sorted.length ? t("communities_help") : t("communities_none"), list);
}
