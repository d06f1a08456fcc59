/** Boxes to tick, each with how many it would leave: kinds, tie types, districts, fields. */

import type { App } from "./app";
import { button, el, type Child } from "./dom";
import { START, type State } from "./state";
import { count, t } from "./words";

type Part = "kinds" | "types" | "districts" | "fields";

export interface Choice {
  value: string;
  label: string;
  sign?: () => Child;
  /** Index in the counts of what is shown. */
  index: number;
  /** 1 for what stands below another choice. */
  depth?: number;
  group?: string;
}

interface Row {
  choice: Choice;
  node: HTMLLIElement;
  box: HTMLInputElement;
  count: HTMLElement;
}

/** A group of choices; with `legend`, all are ticked while nothing is left out. */
export class Choices {
  readonly node: HTMLDetailsElement;
  private rows: Row[];
  private told = el("span", { class: "group-told" });
  private reset: HTMLButtonElement;

  constructor(
    private app: App,
    private part: Part,
    title: string,
    choices: Choice[],
    private options: { legend: boolean; open: boolean; extra?: Child },
  ) {
    this.rows = choices.map((choice) => this.row(choice));
    this.reset = button(t("all_again"), () => app.store.set({ [part]: START[part] }), { class: "link-button", "aria-label": t("all_again_of", { what: title }) });
    this.node = el(
      "details",
      { class: "group", open: options.open, "data-part": part },
      el("summary", {}, el("span", { class: "group-title" }, title), this.told),
      options.extra,
      el("ul", { class: "choices-list" }, ...this.rows.map((row) => row.node)),
      this.reset,
    );
    app.on("shown", () => this.draw());
    app.store.on((_, changed) => changed.has(part) && this.draw());
    this.draw();
  }

  private get chosen(): string[] {
    return this.app.state[this.part];
  }

  private row(choice: Choice): Row {
    const id = `${this.part}-${choice.index}`;
    const box = el("input", { type: "checkbox", id, change: () => this.toggle(choice.value) });
    const number = el("span", { class: "choice-count" });
    const only = this.options.legend
      ? button(t("only"), () => this.app.store.set({ [this.part]: [choice.value] } as Partial<State>), { class: "only", "aria-label": t("only_this", { what: choice.label }) })
      : null;
    const node = el(
      "li",
      { class: choice.depth ? "below" : null },
      box,
      el("label", { for: id }, choice.sign?.(), el("span", {}, choice.label)),
      only,
      number,
    );
    return { choice, node, box, count: number };
  }

  private toggle(value: string): void {
    const all = this.rows.map((row) => row.choice.value);
    const before = this.options.legend && !this.chosen.length ? all : this.chosen;
    const after = before.includes(value) ? before.filter((one) => one !== value) : all.filter((one) => one === value || before.includes(one));
    this.app.store.set({ [this.part]: this.options.legend && after.length === all.length ? [] : after } as Partial<State>);
  }

  private draw(): void {
    const chosen = new Set(this.chosen);
    const counts = this.app.shown.counts[this.part];
    for (const { choice, node, box, count: number } of this.rows) {
      const on = chosen.has(choice.value);
      const found = counts[choice.index]!;
      box.checked = this.options.legend ? on || !chosen.size : on;
      number.textContent = count(found);
      node.classList.toggle("none", found === 0 && !on);
      node.hidden = found === 0 && !on && Boolean(choice.depth);
    }
    this.told.textContent = chosen.size ? t("chosen_of", { chosen: chosen.size, all: this.rows.length }) : "";
    this.reset.hidden = !chosen.size;
  }
}
