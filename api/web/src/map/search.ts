/** A box that finds an actor, with a list by keyboard (the combobox pattern of WAI-ARIA). */

import type { App } from "./app";
import { el, refill } from "./dom";
import { swatch } from "./signs";
import { t } from "./words";

const MOST = 12;

export interface SearchOptions {
  id: string;
  label: string;
  placeholder: string;
  choose: (actor: number) => void;
  /** Whether the chosen name stays in the box. */
  keep: boolean;
}

/** A labelled box with its list of found actors. */
export class Search {
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
  private list: HTMLUListElement;
  private found: number[] = [];
  private active = -1;
  private closing = 0;

  constructor(
    private app: App,
    private options: SearchOptions,
  ) {
    const { id, label, placeholder } = options;
    this.input = el("input", {
      id, type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder,
      "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
      input: () => this.look(),
      focus: () => this.look(),
      blur: () => (this.closing = window.setTimeout(() => this.close(), 150)), // a press on the list comes first
      keydown: (event) => this.key(event as KeyboardEvent),
    });
    this.list = el("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, class: "found", hidden: true });
    this.node = el("div", { class: "search" }, el("label", { for: id }, label), this.input, this.list);
  }

  /** Show an actor's name in the box without looking for it. */
  put(actor: number): void {
    this.input.value = actor < 0 ? "" : this.app.name(actor);
    this.close();
  }

  private look(): void {
    clearTimeout(this.closing);
    const text = this.input.value;
    if (!text.trim()) return this.close();
    if (!this.app.finder) return this.say(t("names_coming"));
    this.found = this.app.finder.find(text, MOST);
    this.active = this.found.length ? 0 : -1;
    if (!this.found.length) return this.say(t("nothing_found"));
    refill(this.list, ...this.found.map((actor, at) => this.option(actor, at)));
    this.show();
    this.app.say(t("found_count", { count: this.found.length }));
  }

  private say(text: string): void {
    this.found = [];
    this.active = -1;
    refill(this.list, el("li", { role: "option", "aria-disabled": "true", class: "quiet" }, text));
    this.show();
    this.app.say(text);
  }

  private option(actor: number, at: number): HTMLElement {
    const { graph, shown } = this.app;
    const kind = graph.header.kinds[graph.kind[actor]!]!;
    const district = graph.header.districts[graph.district[actor]!]?.name ?? "";
    const told = [kind.label, district, shown.nodes[actor] ? "" : t("hidden_now")].filter(Boolean).join(" · ");
    return el(
      "li",
      {
        id: `${this.options.id}-${at}`, role: "option",
        mousedown: (event) => event.preventDefault(), // the box keeps the keyboard
        click: () => this.choose(at),
        pointermove: () => this.move(at),
      },
      swatch(kind.colour, kind.shape),
      el("span", { class: "found-name" }, this.app.name(actor)),
      el("span", { class: "found-told" }, told),
    );
  }

  private show(): void {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.move(this.active);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private move(to: number): void {
    this.active = to;
    for (const [at, option] of [...this.list.children].entries()) {
      if (this.found.length) option.setAttribute("aria-selected", String(at === to));
      if (at === to) option.scrollIntoView({ block: "nearest" });
    }
    if (to >= 0) this.input.setAttribute("aria-activedescendant", `${this.options.id}-${to}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) {
      // The key ends the Korean syllable that is being put together; whoever pressed it meant to choose.
      if (event.key === "Enter") this.input.addEventListener("compositionend", () => setTimeout(() => this.choose(this.active)), { once: true });
      return;
    }
    const many = this.found.length;
    if (event.key === "ArrowDown" && many) this.move((this.active + 1) % many);
    else if (event.key === "ArrowUp" && many) this.move((this.active + many - 1) % many);
    else if (event.key === "Enter" && many && !this.list.hidden) this.choose(this.active);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
  }

  private choose(at: number): void {
    const actor = this.found[at];
    if (actor === undefined) return;
    this.put(this.options.keep ? actor : -1);
    this.options.choose(actor);
  }
}
