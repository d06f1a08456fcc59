// The script of the stand-alone map: one file that draws its network from data inside it, with no request to anywhere.
import { decode, NONE, type Graph } from "./data";
import { create, defaultNodes, defaultTies, type Renderer } from "./renderer";

interface Page {
  ids: string[];
  names: string[];
  /** Names in the other language, empty where there is none. */
  others: string[];
  words: Record<string, string>;
  lang: string;
  /** Address of a server that has a page for each actor; empty for a file on its own. */
  base: string;
}

const SHOWN = 40;
const ROWS = 100;
const MATCHES = 8;

const byId = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;
const fold = (text: string): string => text.normalize("NFC").toLowerCase().replace(/\s+/g, "");

/** Return the packed network that the page carries compressed in base 64. */
async function unpacked(): Promise<Graph> {
  const packed = Uint8Array.from(atob(byId("network-data").textContent.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return decode(await new Response(stream).arrayBuffer());
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

class NetworkMap {
  private readonly alters: number[][];
  private readonly folded: string[];
  private readonly off = new Set<number>();
  private chosen = -1;
  private rows = 0;

  constructor(private readonly page: Page, private readonly graph: Graph, private readonly renderer: Renderer) {
    this.alters = this.countAlters();
    this.folded = page.names.map((name, i) => fold(`${name} ${page.others[i]}`));
    renderer.setNodes(defaultNodes(graph));
    renderer.setTies(defaultTies(graph));
    renderer.setRegions(graph.header.districts.map(({ name, x, y, count }) => ({ text: name, x, y, count })));
    renderer.setNames(page.names);
    renderer.on("click", (actor) => (actor < 0 ? this.hide() : this.show(actor, false)));
    byId("close").addEventListener("click", () => this.hide());
    this.listenToSearch();
    this.listenToTypes();
    this.listenToTable();
  }

  /** Show an actor's card, ring it, and dim all but it and its alters. */
  show(actor: number, fly: boolean): void {
    const { names, others, ids, base, lang } = this.page;
    const { header, kind, district, fieldAt, field, n } = this.graph;
    byId("card-name").textContent = names[actor]!;
    byId("card-other").textContent = others[actor]!;
    byId("card-kind").textContent = header.kinds[kind[actor]!]!.label;
    byId("card-district").textContent = district[actor] === NONE ? "" : header.districts[district[actor]!]!.name;
    const worked = [...field.subarray(fieldAt[actor]!, fieldAt[actor + 1]!)];
    byId("card-fields").textContent = worked.map((one) => header.fields[one]!.name).join(", ");
    const alters = this.alters[actor]!;
    byId("card-degree").textContent = alters.length.toLocaleString(lang);
    const link = byId<HTMLAnchorElement>("card-page");
    link.hidden = !base;
    if (base) link.href = `${base}/actors/${encodeURIComponent(ids[actor]!)}?lang=${lang}`;
    byId("card-alters").replaceChildren(...alters.slice(0, SHOWN).map((other) => this.item(other)));
    byId("card").hidden = false;
    const emphasis = new Uint8Array(n);
    for (const other of alters) emphasis[other] = 1;
    emphasis[actor] = 2;
    this.renderer.setEmphasis(emphasis);
    this.renderer.mark(actor);
    if (fly) this.renderer.flyTo(actor);
  }

  private hide(): void {
    byId("card").hidden = true;
    this.renderer.setEmphasis(null);
    this.renderer.mark(-1);
  }

  private item(actor: number): HTMLElement {
    const button = element("button", this.page.names[actor]!);
    button.type = "button";
    button.addEventListener("click", () => this.show(actor, true));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  /** The alters of each actor, once each, in order of degree as all actors are. */
  private countAlters(): number[][] {
    const { n, m, source, target } = this.graph;
    const found = Array.from({ length: n }, () => new Set<number>());
    for (let tie = 0; tie < m; tie++) {
      found[source[tie]!]!.add(target[tie]!);
      found[target[tie]!]!.add(source[tie]!);
    }
    return found.map((alters) => [...alters].sort((a, b) => a - b));
  }

  private listenToSearch(): void {
    const find = byId<HTMLInputElement>("find");
    find.addEventListener("input", () => this.search(fold(find.value)));
    find.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") this.choose(this.chosen + 1);
      else if (event.key === "ArrowUp") this.choose(this.chosen - 1);
      else if (event.key === "Escape") this.search("");
      else if (event.key === "Enter" && this.chosen >= 0) this.options()[this.chosen]!.click();
      else return;
      if (event.key.startsWith("Arrow")) event.preventDefault();
    });
  }

  private search(wanted: string): void {
    const matches = byId("matches");
    const found: HTMLElement[] = [];
    for (let actor = 0; wanted.length > 1 && actor < this.folded.length && found.length < MATCHES; actor++) {
      if (!this.folded[actor]!.includes(wanted)) continue;
      const option = element("li", this.page.names[actor]!);
      option.id = `match-${found.length}`;
      option.setAttribute("role", "option");
      option.addEventListener("click", () => {
        this.show(actor, true);
        this.search("");
      });
      found.push(option);
    }
    if (wanted.length > 1 && !found.length) matches.replaceChildren(element("li", this.page.words["nothing"]!));
    else matches.replaceChildren(...found);
    byId("find").setAttribute("aria-expanded", String(found.length > 0));
    this.choose(0);
  }

  private options(): HTMLElement[] {
    return [...byId("matches").querySelectorAll<HTMLElement>("[role=option]")];
  }

  private choose(index: number): void {
    const options = this.options();
    this.chosen = options.length ? (index + options.length) % options.length : -1;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === this.chosen)));
    if (this.chosen >= 0) byId("find").setAttribute("aria-activedescendant", options[this.chosen]!.id);
    else byId("find").removeAttribute("aria-activedescendant");
  }

  private listenToTypes(): void {
    const { types } = this.graph.header;
    for (const button of document.querySelectorAll<HTMLButtonElement>(".type")) {
      const type = types.findIndex(({ name }) => name === button.dataset["type"]);
      button.addEventListener("click", () => {
        if (!this.off.delete(type)) this.off.add(type);
        button.setAttribute("aria-pressed", String(!this.off.has(type)));
        this.renderer.setTies({ ...defaultTies(this.graph), visible: this.graph.type.map((one) => (this.off.has(one) ? 0 : 1)) });
        document.body.dataset["hiddenTypes"] = [...this.off].map((one) => types[one]!.name).join(" ");
      });
    }
  }

  private listenToTable(): void {
    const more = byId("more");
    const add = () => {
      const last = Math.min(this.rows + ROWS, this.graph.n);
      for (; this.rows < last; this.rows++) byId("rows").append(this.row(this.rows));
      more.hidden = this.rows >= this.graph.n;
    };
    byId("table").addEventListener("toggle", () => this.rows || add());
    more.addEventListener("click", add);
  }

  private row(actor: number): HTMLTableRowElement {
    const { header, kind, district, fieldAt, field } = this.graph;
    const cells = [
      this.page.names[actor]!,
      header.kinds[kind[actor]!]!.label,
      district[actor] === NONE ? "" : header.districts[district[actor]!]!.name,
      [...field.subarray(fieldAt[actor]!, fieldAt[actor + 1]!)].map((one) => header.fields[one]!.name).join(", "),
      this.alters[actor]!.length.toLocaleString(this.page.lang),
    ];
    const row = document.createElement("tr");
    row.append(...cells.map((text) => element("td", text)));
    return row;
  }
}

const page = JSON.parse(byId("data").textContent) as Page;
byId<HTMLDetailsElement>("legend").open = matchMedia("(min-width: 42rem)").matches;
const graph = await unpacked();
const renderer = create(byId("network"), graph, { label: document.title, background: "#fbfcfc" });
new NetworkMap(page, graph, renderer);
renderer.fit();
await renderer.settled();
document.body.dataset["ready"] = "yes";
