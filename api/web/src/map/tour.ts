/** A walk of one minute past the parts of the page, and the window of keys. */

import { button, el, icon, refill } from "./dom";
import { t } from "./words";

const DONE = "ecomap-map-tour";
const STEPS = ["search", "filters", "look", "card", "explore", "share"] as const;
const TARGETS: Record<(typeof STEPS)[number], string> = {
  search: "#find", filters: "#tab-filters", look: "#tab-look", card: "#stage", explore: "#tab-explore", share: ".toolbar",
};

/** The walk; it never takes the keyboard unless asked for. */
export class Tour {
  readonly node = el("section", { class: "tour", role: "dialog", "aria-labelledby": "tour-title", hidden: true });
  private at = 0;
  private back: HTMLElement | null = null;

  constructor() {
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.end());
  }

  /** Begin for whoever has not been here. */
  greet(): void {
    try {
      if (localStorage.getItem(DONE)) return;
    } catch {
      return; // a browser that keeps nothing would show it each time
    }
    this.begin(false);
  }

  /** Begin; with `take`, the keyboard goes along. */
  begin(take: boolean): void {
    this.back = take ? (document.activeElement as HTMLElement | null) : null;
    this.at = 0;
    this.show(take);
  }

  private show(take: boolean): void {
    const step = STEPS[this.at]!;
    const last = this.at === STEPS.length - 1;
    document.querySelector(".tour-target")?.classList.remove("tour-target");
    const target = document.querySelector(TARGETS[step]);
    target?.classList.add("tour-target");
    document.dispatchEvent(new CustomEvent("map:sheet", { detail: target?.getAttribute("role") === "tab" }));
    refill(
      this.node,
      el("p", { class: "tour-step" }, t("tour_step", { at: this.at + 1, all: STEPS.length })),
      el("h2", { id: "tour-title", tabindex: -1 }, t(`tour_${step}`)),
      el("p", {}, t(`tour_${step}_text`)),
      el(
        "p",
        { class: "chips" },
        button(last ? t("tour_end") : t("tour_next"), () => this.step(1), { class: "chip main" }),
        this.at > 0 && button(t("tour_back"), () => this.step(-1), { class: "chip" }),
        !last && button(t("tour_skip"), () => this.end(), { class: "link-button" }),
      ),
    );
    this.node.hidden = false;
    if (take) this.node.querySelector<HTMLElement>("#tour-title")?.focus();
  }

  private step(by: number): void {
    this.at += by;
    if (this.at >= STEPS.length) this.end();
    else this.show(true);
  }

  private end(): void {
    this.node.hidden = true;
    document.querySelector(".tour-target")?.classList.remove("tour-target");
    this.back?.focus();
    try {
      localStorage.setItem(DONE, "1");
    } catch {
      // nothing is kept then, and `greet` stays silent
    }
  }
}

const KEYS = ["arrows", "zoom", "whole", "enter", "find", "lasso", "escape"] as const;

/** Return the window that says which keys do what, with the way back to the walk. */
export function helpWindow(tour: Tour): HTMLDialogElement {
  const dialog: HTMLDialogElement = el(
    "dialog",
    { class: "window", "aria-labelledby": "help-title", click: (event) => event.target === dialog && dialog.close() },
    el(
      "div",
      { class: "window-body" },
      el("header", {}, el("h2", { id: "help-title" }, t("help")), button(icon("close"), () => dialog.close(), { class: "icon-button", "aria-label": t("close") })),
      el("p", {}, t("help_text")),
      el("h3", {}, t("keys")),
      el("dl", { class: "keys" }, ...KEYS.flatMap((key) => [el("dt", {}, el("kbd", {}, t(`key_${key}`))), el("dd", {}, t(`key_${key}_text`))])),
      el("p", { class: "chips" }, button(t("tour_again"), () => {
        dialog.close();
        tour.begin(true);
      }, { class: "chip main" })),
    ),
  );
  return dialog;
}
