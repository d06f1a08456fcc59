/** Three tabs of the panel, by the pattern of WAI-ARIA: arrows move, the chosen one is in the order of the Tab key. */

import { el } from "./dom";

export interface Tab {
  id: string;
  label: string;
  content: HTMLElement;
}

/** Return the tabs with their contents; the first is open. */
export function tabs(label: string, all: Tab[], opened: () => void): HTMLElement {
  const buttons = all.map((tab, at) =>
    el("button", { type: "button", role: "tab", id: `tab-${tab.id}`, "aria-controls": `panel-${tab.id}`, click: () => choose(at) }, tab.label),
  );
  const panels = all.map((tab) =>
    el("div", { role: "tabpanel", id: `panel-${tab.id}`, "aria-labelledby": `tab-${tab.id}`, class: "tab-panel" }, tab.content),
  );
  const choose = (chosen: number): void => {
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", String(at === chosen));
      button.tabIndex = at === chosen ? 0 : -1;
      panels[at]!.hidden = at !== chosen;
    });
    opened();
  };
  const list = el("div", {
    role: "tablist", "aria-label": label, class: "tab-list",
    keydown: (event) => {
      const at = buttons.findIndex((one) => one.tabIndex === 0);
      const step = { ArrowRight: 1, ArrowLeft: -1 }[(event as KeyboardEvent).key];
      if (!step) return;
      const next = (at + step + buttons.length) % buttons.length;
      choose(next);
      buttons[next]!.focus();
      event.preventDefault();
    },
  }, ...buttons);
  buttons.forEach((button, at) => {
    button.setAttribute("aria-selected", String(at === 0));
    button.tabIndex = at === 0 ? 0 : -1;
    panels[at]!.hidden = at !== 0;
  });
  return el("div", { class: "tabs" }, list, ...panels);
}
