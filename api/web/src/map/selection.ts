/** Selecting actors, and what can be done with a selection. */

import type { App } from "./app";
import { addressOf, filterQuery } from "./asking";
import { button, el, type Child } from "./dom";
import type { Emphasis } from "./emphasis";
import { t } from "./words";

/** Take actors as the selection and list them. */
export function pick(app: App, actors: Iterable<number>): void {
  const ids = [...actors].map((actor) => app.ids[actor]).filter((id): id is string => id !== undefined);
  app.store.set({ picked: ids, table: ids.length ? "picked" : app.state.table, steps: 0, path: [], community: -1 });
  app.say(ids.length ? t("picked_count", { count: ids.length }) : t("picked_none"));
}

/** Take all actors whose place on the map is seen. */
export function pickInView(app: App, stage: HTMLElement): void {
  const { clientWidth: width, clientHeight: height } = stage;
  pick(app, app.renderer.inside([0, 0, width, 0, width, height, 0, height]));
}

/** Take all actors that stand out, or everything shown where nothing does. */
export function pickStandingOut(app: App, emphasis: Emphasis): void {
  const every = [...app.shown.nodes.keys()].filter((i) => app.shown.nodes[i]);
  pick(app, emphasis.members.length ? emphasis.members : every);
}

/** Return the links of one file format each for some actors; a long list of ids goes in a form. */
export function exportLinks(app: App, actors: readonly string[]): HTMLElement {
  const query = filterQuery(app, actors);
  const links = app.setup.formats.map(({ name, label, purpose }): Child => {
    const path = `/api/v1/exports/${name}`;
    const address = addressOf(path, query);
    if (address) return el("a", { class: "chip", href: address, download: "", title: purpose }, label);
    return el(
      "form",
      { method: "post", action: addressOf(path, {}), class: "inline" },
      ...Object.entries(query).map(([key, value]) => el("input", { type: "hidden", name: key, value })),
      el("button", { class: "chip", title: purpose }, label),
    );
  });
  return el("p", { class: "chips" }, ...links);
}

/** Return what can be done with the selection: files, an analysis, the selection alone, none. */
export function selectionTools(app: App): HTMLElement | null {
  const { picked } = app.state;
  if (!picked.length) return null;
  return el(
    "div",
    { class: "selection-tools" },
    el("span", { class: "tool-label" }, t("export_picked")), exportLinks(app, picked),
    el("span", { class: "tool-label" }, t("analyse_picked")), analyse(app, picked),
    button(t("unpick"), () => app.store.set({ picked: [], table: "" }), { class: "link-button" }),
  );
}

function analyse(app: App, picked: readonly string[]): HTMLElement {
  const query = filterQuery(app, picked);
  const names = Object.keys(app.setup.words).filter((key) => key.startsWith("analysis:"));
  const box = el(
    "select",
    { "aria-label": t("analysis") },
    ...names.map((key) => el("option", { value: key.slice("analysis:".length) }, t(key))),
  );
  if (!addressOf("/analyses/cooperation/communities", query)) return el("p", { class: "hint" }, t("too_many_to_analyse"));
  const go = button(t("analyse"), () => window.open(addressOf(`/analyses/${box.value}`, query), app.setup.embed ? "_blank" : "_self", "noopener"), { class: "chip main" });
  return el("p", { class: "chips" }, box, go);
}
