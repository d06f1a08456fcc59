/** The buttons on the map: selecting, the table, taking along, help, and looking closer or from farther away. */

import type { App } from "./app";
import { button, el, icon } from "./dom";
import type { Emphasis } from "./emphasis";
import { pick, pickInView, pickStandingOut } from "./selection";
import type { Share } from "./share";
import { t } from "./words";

/** Return the row at the top of the map. */
export function toolbar(app: App, emphasis: Emphasis, stage: HTMLElement, share: Share, help: HTMLDialogElement): HTMLElement {
  const named = (name: string, words: string, act: () => void, attributes = {}): HTMLButtonElement =>
    button(el("span", { class: "tool" }, icon(name), el("span", {}, words)), act, { class: "tool-button", ...attributes });
  const table = named("table", t("as_table"), () => app.store.set({ table: app.state.table ? "" : "shown" }), { "aria-pressed": "false" });
  app.store.on(() => table.setAttribute("aria-pressed", String(app.state.table !== "")));
  return el(
    "div",
    { class: "toolbar", role: "group", "aria-label": t("tools") },
    selecting(app, emphasis, stage),
    table,
    named("share", t("share_short"), () => share.open(), { "aria-haspopup": "dialog" }),
    named("help", t("help"), () => help.showModal(), { "aria-haspopup": "dialog" }),
  );
}

/** The menu of ways to select, the outline among them. */
function selecting(app: App, emphasis: Emphasis, stage: HTMLElement): HTMLElement {
  let on = false;
  const lasso = (wanted: boolean): void => {
    on = wanted;
    app.renderer.lasso(on);
    stage.classList.toggle("drawing", on);
    outline.setAttribute("aria-pressed", String(on));
    if (on) app.say(t("lasso_on"));
  };
  const menu: HTMLDetailsElement = el("details", { class: "menu" });
  const item = (label: string, act: () => void): HTMLButtonElement =>
    button(label, () => {
      menu.open = false;
      act();
    }, { class: "menu-item" });
  const outline = item(t("lasso"), () => lasso(!on));
  outline.setAttribute("aria-pressed", "false");
  menu.append(
    el("summary", { class: "tool-button" }, el("span", { class: "tool" }, icon("lasso"), el("span", {}, t("select")))),
    el(
      "div",
      { class: "menu-items" },
      outline,
      item(t("select_view"), () => pickInView(app, stage)),
      item(t("select_strong"), () => pickStandingOut(app, emphasis)),
      item(t("unpick"), () => app.store.set({ picked: [], table: app.state.table === "picked" ? "" : app.state.table })),
    ),
  );
  app.renderer.on("lasso", (found) => {
    lasso(false);
    pick(app, found);
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target as Node)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && on && lasso(false));
  return menu;
}

/** Return the buttons for looking closer, from farther away, and at everything. */
export function zooming(app: App): HTMLElement {
  const by = (factor: number) => (): void => {
    const view = app.renderer.getView();
    app.renderer.setView({ ...view, zoom: view.zoom * factor });
  };
  const one = (name: string, act: () => void, label: string): HTMLElement =>
    button(icon(name), act, { class: "icon-button", "aria-label": label, title: label });
  return el(
    "div",
    { class: "zooming", role: "group", "aria-label": t("zooming") },
    one("plus", by(1.5), t("closer")), one("minus", by(1 / 1.5), t("farther")), one("fit", () => app.renderer.fit(), t("whole")),
  );
}
