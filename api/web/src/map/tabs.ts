/** The tabs of the panel, by the pattern of WAI-ARIA: arrows move, the chosen one is in the order of the Tab key. */

import { el } from "./dom";

export interface Tab {
  id: string;
  label: string;
  content: HTMLElement;
}

interface Drawn extends Tab {
  button: HTMLButtonElement;
  panel: HTMLElement;
}

/** Tabs with their contents; one may be away while there is nothing to show in it. */
export class Tabs {
  readonly node: HTMLElement;
  private all: Drawn[];
  private chosen: string;
  private before: string;

  constructor(
    label: string,
    tabs: Tab[],
    first: string,
    private opened: () => void,
  ) {
    this.chosen = this.before = first;
    this.all = tabs.map((tab) => ({
      ...tab,
      button: el("button", { type: "button", role: "tab", id: `tab-${tab.id}`, "aria-controls": `panel-${tab.id}`, click: () => this.choose(tab.id) }, tab.label),
      panel: el("div", { role: "tabpanel", id: `panel-${tab.id}`, "aria-labelledby": `tab-${tab.id}`, class: "tab-panel" }, tab.content),
    }));
    const list = el(
      "div",
      { role: "tablist", "aria-label": label, class: "tab-list", keydown: (event) => this.key(event as KeyboardEvent) },
      ...this.all.map((tab) => tab.button),
    );
    this.node = el("div", { class: "tabs" }, list, ...this.all.map((tab) => tab.panel));
    this.draw();
  }

  /** Open a tab as a press on it does. */
  choose(id: string): void {
    if (this.chosen !== id) this.before = this.chosen;
    this.chosen = id;
    this.draw();
    this.opened();
  }

  /** Open a tab that the address asks for, which nobody pressed. */
  start(id: string): void {
    this.chosen = this.before = id;
    this.draw();
  }

  /** Let a tab come, and open it, or go, back to the one before. */
  offer(id: string, there: boolean): void {
    const tab = this.all.find((one) => one.id === id)!;
    tab.button.hidden = !there;
    if (!there && this.chosen === id) this.chosen = this.before;
    this.draw();
  }

  private draw(): void {
    for (const { id, button, panel } of this.all) {
      const open = id === this.chosen;
      button.setAttribute("aria-selected", String(open));
      button.tabIndex = open ? 0 : -1;
      panel.hidden = !open;
    }
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const there = this.all.filter((tab) => !tab.button.hidden);
    const at = there.findIndex((tab) => tab.id === this.chosen);
    const next = there[(at + step + there.length) % there.length]!;
    this.choose(next.id);
    next.button.focus();
    event.preventDefault();
  }
}
