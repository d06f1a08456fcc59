/** Colour and size of the actors, and what the legend says of them. */

import type { Graph } from "../data";
import { rgba, SHAPES } from "../renderer";
import { GROUPS, NOTHING, spread, STEPS } from "./palettes";
import { t, figure } from "./words";

export interface Measure {
  id: string;
  analysis: string;
  column: string;
  label: string;
  /** The unit in the page's language, empty where the numbers are written with it. */
  unit: string;
  /** The unit as the API says it. */
  kind: string;
  description: string;
  values: Float32Array;
}

export interface LegendEntry {
  colour: string;
  shape: string;
  label: string;
  count: number;
}

export interface Scale {
  title: string;
  entries: LegendEntry[];
  /** Said below the entries. */
  note: string;
  /** The measure that is shown, for its help and its page. */
  measure: Measure | null;
}

/** Return the field at the top of the first one an actor works in, -1 for none. */
export function topField(graph: Graph, actor: number): number {
  if (graph.fieldAt[actor] === graph.fieldAt[actor + 1]) return -1;
  let field = graph.field[graph.fieldAt[actor]!]!;
  while (graph.header.fields[field]!.parent >= 0) field = graph.header.fields[field]!.parent;
  return field;
}

function tally(groups: ArrayLike<number>, length: number, shown: Uint8Array): Uint32Array {
  const found = new Uint32Array(length);
  for (let i = 0; i < groups.length; i++) if (shown[i] && groups[i]! >= 0 && groups[i]! < length) found[groups[i]!]!++;
  return found;
}

/** Colour by a group; every entry that has shown actors stands in the legend, the largest first. */
function byGroup(
  group: ArrayLike<number>,
  labels: readonly string[],
  colours: readonly string[],
  shown: Uint8Array,
  title: string,
  note: string,
): [string[], Scale] {
  const counts = tally(group, labels.length, shown);
  const entries = labels
    .map((label, index) => ({ colour: colours[index]!, shape: "dot", label, count: counts[index]! }))
    .filter((entry) => entry.count)
    .sort((a, b) => b.count - a.count);
  const found = Array.from(group, (index) => colours[index] ?? NOTHING);
  return [found, { title, entries, note, measure: null }];
}

/** Where classes begin, as shares of the actors: what stands out is rare, so that it is seen. */
const BEGINNINGS = [0, 0.4, 0.65, 0.85, 0.95, 0.99];

/** Return up to six numbers at which classes begin. */
export function classes(values: ArrayLike<number>, shown: Uint8Array): number[] {
  const sorted = Array.from(values).filter((value, index) => shown[index] && !Number.isNaN(value)).sort((a, b) => a - b);
  if (!sorted.length) return [];
  return [...new Set(BEGINNINGS.map((share) => sorted[Math.floor(share * sorted.length)]!))];
}

function byNumber(values: ArrayLike<number>, shown: Uint8Array, title: string, unit: string, kind: string): [string[], Scale] {
  const bounds = classes(values, shown);
  const hue = (step: number): string =>
    STEPS[bounds.length < 2 ? 3 : Math.round((step * (STEPS.length - 1)) / (bounds.length - 1))]!;
  const step = (value: number): number => bounds.filter((bound) => value >= bound).length - 1;
  const found = Array.from(values, (value) => (Number.isNaN(value) ? NOTHING : hue(Math.max(0, step(value)))));
  const counts = new Uint32Array(bounds.length);
  const most = new Float64Array(bounds.length).fill(-Infinity);
  let unknown = 0;
  for (let i = 0; i < values.length; i++) {
    if (!shown[i]) continue;
    const value = values[i]!;
    if (Number.isNaN(value)) unknown++;
    else {
      const at = Math.max(0, step(value));
      counts[at]!++;
      most[at] = Math.max(most[at]!, value);
    }
  }
  const entries: LegendEntry[] = bounds.map((bound, at) => {
    const [low, high] = [figure(bound, kind), figure(most[at]!, kind)];
    return { colour: hue(at), shape: "dot", label: low === high ? low : `${low} – ${high}`, count: counts[at]! };
  });
  if (unknown) entries.push({ colour: NOTHING, shape: "dot", label: t("no_value"), count: unknown });
  return [found, { title: unit ? `${title} (${unit})` : title, entries, note: t("classes_note"), measure: null }];
}

/** Return one colour an actor, as the renderer takes it, and the legend. */
export function colours(
  graph: Graph, by: string, shown: Uint8Array, degree: Uint32Array, measure: Measure | null,
): [Uint32Array, Scale] {
  const [hexes, scale] = hexColours(graph, by, shown, degree, measure);
  const known = new Map<string, number>();
  const packed = Uint32Array.from(hexes, (hex) => {
    let found = known.get(hex);
    if (found === undefined) known.set(hex, (found = rgba(hex)));
    return found;
  });
  return [packed, scale];
}

function hexColours(
  graph: Graph, by: string, shown: Uint8Array, degree: Uint32Array, measure: Measure | null,
): [string[], Scale] {
  const { kinds, districts, fields, communities } = graph.header;
  if (measure) {
    const [found, scale] = byNumber(measure.values, shown, measure.label, measure.unit, measure.kind);
    return [found, { ...scale, measure }];
  }
  if (by === "degree") return byNumber(degree, shown, t("degree"), t("unit_actors"), "");
  if (by === "district") {
    return byGroup(graph.district, districts.map((one) => one.name), spread(districts), shown, t("district"), t("repeat_note"));
  }
  if (by === "community") {
    const names = communities.map((one) => one.name);
    return byGroup(graph.community, names, spread(communities), shown, t("community"), t("repeat_note"));
  }
  if (by === "field") return byField(graph, fields.map((one) => one.name), shown);
  const [found, scale] = byGroup(
    graph.kind, kinds.map((one) => one.label), kinds.map((one) => one.colour), shown, t("kind"), "",
  );
  const shapes = new Map(kinds.map((kind) => [kind.label, kind.shape]));
  return [found, { ...scale, entries: scale.entries.map((one) => ({ ...one, shape: shapes.get(one.label) ?? "dot" })) }];
}

/** The largest upper fields have a hue each; the others share grey. */
function byField(graph: Graph, names: string[], shown: Uint8Array): [string[], Scale] {
  const top = Int32Array.from({ length: graph.n }, (_, actor) => topField(graph, actor));
  const counts = tally(top, names.length, shown);
  const largest = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]!).slice(0, GROUPS.length);
  const hues = names.map((_, index) => (largest.includes(index) ? GROUPS[largest.indexOf(index)]! : NOTHING));
  const [found, scale] = byGroup(top, names, hues, shown, t("field_first"), "");
  const own = scale.entries.filter((entry) => entry.colour !== NOTHING);
  const rest = scale.entries.filter((entry) => entry.colour === NOTHING).reduce((sum, entry) => sum + entry.count, 0);
  const entries = rest ? [...own, { colour: NOTHING, shape: "dot", label: t("other_fields"), count: rest }] : own;
  return [found, { ...scale, entries }];
}

export interface SizeScale {
  title: string;
  /** Values with the width in CSS pixels that they are drawn at. */
  samples: { value: number; width: number }[];
  measure: Measure | null;
}

/** Return the width of each actor: area grows with the value, between a floor that can be clicked and a ceiling. */
export function sizes(graph: Graph, by: string, degree: Uint32Array, measure: Measure | null): [Float32Array, SizeScale] {
  const room = graph.n < 600 ? 1 : graph.n < 4000 ? 0.72 : 0.5;
  const [least, most] = [7 * room, 30 * room];
  if (by === "same") return [new Float32Array(graph.n).fill(11 * room), { title: "", samples: [], measure: null }];
  const values: ArrayLike<number> = measure ? measure.values : degree;
  let top = 0;
  for (let i = 0; i < graph.n; i++) if (values[i]! > top) top = values[i]!;
  const width = (value: number): number =>
    value > 0 && top > 0 ? least + (most - least) * Math.sqrt(value / top) : least;
  const samples = top > 0 ? [top, top / 4, 0].map((value) => (measure ? value : Math.round(value))) : [0];
  const title = measure ? `${measure.label}${measure.unit ? ` (${measure.unit})` : ""}` : t("degree");
  return [
    Float32Array.from({ length: graph.n }, (_, i) => width(values[i]!)),
    { title, samples: [...new Set(samples)].map((value) => ({ value, width: width(value) })), measure },
  ];
}

/** Return the shape of each actor by its kind, which says the kind again to those who see no colour. */
export function shapes(graph: Graph): Uint8Array {
  const codes = graph.header.kinds.map((kind) => Math.max(0, (SHAPES as readonly string[]).indexOf(kind.shape)));
  return Uint8Array.from(graph.kind, (kind) => codes[kind]!);
}
