/** The page of the network map. */

import { decode, type Graph } from "./data";
import { App } from "./map/app";
import { Card } from "./map/card";
import { button, el, refill } from "./map/dom";
import { Emphasis } from "./map/emphasis";
import { ask, askJson, Refused } from "./map/fetching";
import { legend } from "./map/legend";
import { Look } from "./map/look";
import { fillPanel, nothingShown } from "./map/panel";
import { Share } from "./map/share";
import { dressTies, followStage } from "./map/stage";
import { fromQuery, Store, toQuery, type State } from "./map/state";
import { Drawer } from "./map/table";
import { toolbar, zooming } from "./map/toolbar";
import { helpWindow, Tour } from "./map/tour";
import { href, readSetup, t, type Setup } from "./map/words";
import { create, type Options } from "./renderer";

const setup = readSetup();
const shell = document.querySelector<HTMLElement>(".map-app")!;
const stage = document.getElementById("stage")!;
const message = document.getElementById("message")!;

/** Return the state that the address tells; filters by name or code come from the server as ids. */
function stateAtStart({ chosen }: Setup): State {
  const told = fromQuery(new URLSearchParams(location.search));
  return {
    ...told,
    kinds: chosen["actor_kind"] ?? [], types: chosen["tie_type"] ?? [], districts: chosen["place"] ?? [], fields: chosen["field"] ?? [],
  };
}

function writeAddress(state: State, push: boolean): void {
  const query = toQuery(state, new URLSearchParams(location.search)).toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  history[push ? "pushState" : "replaceState"](null, "", query ? `?${query}` : location.pathname);
}

function say(text: string): void {
  document.getElementById("say")!.textContent = text;
}

/** Say what hinders the map and what can be done about it. */
function hindered(words: string, remedy: string, again: (() => Promise<void>) | null): void {
  message.hidden = false;
  message.classList.add("message");
  refill(message, el("p", {}, el("b", {}, words)), remedy && el("p", {}, remedy), again && button(t("retry"), () => void again(), { class: "chip main" }));
  shell.dataset["state"] = "hindered";
}

async function start(): Promise<void> {
  refill(message, el("p", { class: "loading" }, t("loading")));
  shell.dataset["state"] = "loading";
  try {
    const answer = await ask(setup.network);
    const graph = decode(await answer.arrayBuffer());
    if (graph.n) return await show(graph);
    hindered(setup.fixed ? t("nothing_fits") : t("empty"), setup.fixed ? "" : t("empty_remedy"), null);
    if (setup.fixed) message.append(el("a", { class: "chip main", href: href(location.pathname) }, t("reset")));
  } catch (error) {
    console.warn(error);
    const refused = error instanceof Refused;
    hindered(refused ? error.message : t("failed"), refused ? error.remedy : t("failed_remedy"), start);
  }
}

async function show(graph: Graph): Promise<void> {
  message.hidden = true;
  const state = stateAtStart(setup);
  const options: Options = { label: t("map_label"), background: "#f7f9fa" };
  if (state.view) options.view = { centerX: state.view.x, centerY: state.view.y, zoom: state.view.zoom };
  const renderer = create(stage, graph, options);
  const app = new App(setup, graph, renderer, stage, new Store(state, writeAddress), say);
  const look = new Look(app);
  dressTies(app);
  await look.dress();
  renderer.setRegions(graph.header.districts.map(({ name, x, y, count }) => ({ text: name, x, y, count })));
  if (!state.view) renderer.fit();
  furnish(app, look);
  shell.dataset["state"] = "shown";
  await name(app);
}

interface Labels {
  hash: string;
  ids: string[];
  names: string[];
}

/** Ask for ids and names; until they come, the map is there without them. */
async function name(app: App): Promise<void> {
  try {
    const labels = await askJson<Labels>(setup.labels);
    if (labels.hash !== app.graph.header.hash) return location.reload(); // the register changed in between
    message.hidden = true;
    app.renderer.setNames(labels.names);
    app.setLabels(labels.ids, labels.names);
    await app.renderer.settled();
    shell.dataset["state"] = "ready";
  } catch (error) {
    console.warn(error);
    hindered(t("names_failed"), "", () => name(app));
  }
}

/** Put panel, tools and windows around the map, and keep all of them with the state. */
function furnish(app: App, look: Look): void {
  const emphasis = new Emphasis(app);
  const card = new Card(app);
  const drawer = new Drawer(app);
  const tour = new Tour();
  const share = new Share(app, look, stage);
  const help = helpWindow(tour);
  fillPanel(document.getElementById("panel")!, app, card, look, emphasis);
  const over = document.getElementById("over")!;
  refill(over, toolbar(app, emphasis, stage, share, help), legend(app, look), zooming(app), followStage(app, stage, card), nothingShown(app));
  shell.append(drawer.node, tour.node, share.node, help);
  app.on("shown", () => dressTies(app));
  app.store.on((_, changed) => changed.has("districts") && app.shown.actors && app.renderer.fit());
  app.on("names", () => {
    emphasis.apply(!app.state.view);
    if (!app.setup.embed) tour.greet();
  });
  app.store.on((state, changed) => {
    if (changed.has("community") || changed.has("colour")) nameRegions(app);
    if (changed.has("table") && state.table) drawer.focus();
  });
  addEventListener("popstate", () => app.store.restore({ ...fromQuery(new URLSearchParams(location.search)), view: app.state.view }));
  nameRegions(app);
  look.dress().catch(() => undefined);
}

/** Name the communities where the map is coloured by them, else the districts. */
function nameRegions(app: App): void {
  const { districts, communities } = app.graph.header;
  const regions = app.state.colour === "community" ? communities : districts;
  app.renderer.setRegions(regions.map(({ name, x, y, count }) => ({ text: name, x, y, count })));
}

void start();
