/** The tab of the panel that says what takes part. */

import type { App } from "./app";
import { Choices, type Choice } from "./choices";
import { button, el, type Child } from "./dom";
import { line, swatch } from "./signs";
import { Slider } from "./slider";
import { isFiltered, unfiltered } from "./state";
import { collator, t, won } from "./words";
import { Years } from "./years";

/** Steps of the amount slider; amounts differ by powers of ten, so it moves in those. */
const STEPS = 60;

/** Return the fields, each followed by those below it, in the language's order. */
function fieldChoices(app: App): Choice[] {
  const { fields } = app.graph.header;
  const order = collator();
  const sorted = fields.map((field, index) => ({ ...field, index })).sort((a, b) => order.compare(a.name, b.name));
  const below = (parent: number): Choice[] =>
    sorted
      .filter((field) => field.parent === parent)
      .flatMap((field) => [
        { value: field.id, label: field.name, index: field.index, depth: parent < 0 ? 0 : 1 },
        ...below(field.index),
      ]);
  return below(-1);
}

function amounts(app: App): HTMLElement | null {
  const known = app.graph.amount.filter((value) => value > 0);
  if (!known.length) return null;
  const [least, most] = known.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, 0]);
  if (most <= least) return null;
  const at = (step: number): number => {
    const value = least * (most / least) ** (step / STEPS);
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
    return step <= 0 ? Math.floor(least) : step >= STEPS ? Math.ceil(most) : Math.round(value / unit) * unit;
  };
  const step = (value: number): number =>
    Math.min(STEPS, Math.max(0, Math.round((STEPS * Math.log(value / least)) / Math.log(most / least))));
  const slider = new Slider({
    label: t("amount"), from: t("from_amount"), to: t("to_amount"), least: 0, most: STEPS, say: (value) => won(at(value)),
    change: (low, high) => {
      const all = low === 0 && high === STEPS;
      app.store.set({ amount: all ? null : [low === 0 ? 0 : at(low), high === STEPS ? Infinity : at(high)] });
    },
  });
  const put = (): void => {
    const range = app.state.amount;
    slider.put(range && range[0] > 0 ? step(range[0]) : 0, range && Number.isFinite(range[1]) ? step(range[1]) : STEPS);
  };
  app.store.on((_, changed) => changed.has("amount") && put());
  put();
  return group(app, t("amount"), "amount", el("p", { class: "hint" }, t("amount_hint")), slider.node);
}

function group(app: App, title: string, part: "amount" | "years", ...children: Child[]): HTMLDetailsElement {
  const on = part === "amount" ? app.state.amount !== null : true;
  return el("details", { class: "group", open: on, "data-part": part }, el("summary", {}, el("span", { class: "group-title" }, title)), ...children);
}

function linked(app: App): HTMLElement {
  const box = el("input", { type: "checkbox", id: "linked", change: () => app.store.set({ linked: box.checked }) });
  const put = (): void => void (box.checked = app.state.linked);
  app.store.on(put);
  put();
  return el("p", { class: "tick-row" }, box, el("label", { for: "linked" }, t("linked")));
}

/** Return the whole tab. */
export function filters(app: App): HTMLElement {
  const { header } = app.graph;
  const order = collator();
  const kinds: Choice[] = header.kinds.map((kind, index) => ({
    value: kind.name, label: kind.label, index, sign: () => swatch(kind.colour, kind.shape),
  }));
  const types: Choice[] = header.types.map((type, index) => ({
    value: type.name, label: type.label, index, sign: () => line(type.colour),
  }));
  const districts: Choice[] = header.districts
    .map((district, index) => ({ value: district.id, label: district.name, index }))
    .sort((a, b) => order.compare(a.label, b.label));
  const reset = button(t("reset"), () => app.store.set(unfiltered()), { class: "chip reset" });
  const show = (): void => void (reset.hidden = !isFiltered(app.state));
  app.store.on(show);
  show();
  return el(
    "div",
    { class: "filters-tab" },
    reset,
    new Choices(app, "kinds", t("kinds"), kinds, { legend: true, open: true }).node,
    new Choices(app, "types", t("types"), types, { legend: true, open: true, extra: linked(app) }).node,
    Years.exist(app) && group(app, t("years"), "years", new Years(app).node),
    districts.length > 0 &&
      new Choices(app, "districts", t("districts"), districts, { legend: false, open: app.state.districts.length > 0 }).node,
    header.fields.length > 0 &&
      new Choices(app, "fields", t("fields"), fieldChoices(app), { legend: false, open: app.state.fields.length > 0 }).node,
    amounts(app),
  );
}
