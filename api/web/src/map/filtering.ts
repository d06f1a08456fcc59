/** Which actors and ties the filters leave, and how many each choice would leave. */

import type { Graph } from "../data";
import type { State } from "./state";

export interface Shown {
  nodes: Uint8Array;
  ties: Uint8Array;
  actors: number;
  tieCount: number;
  /** Different actors that an actor has a shown tie with. */
  degree: Uint32Array;
  /** How many actors (ties, for types) each choice would leave with the other filters as they are. */
  counts: { kinds: Uint32Array; districts: Uint32Array; fields: Uint32Array; types: Uint32Array };
}

const KIND = 1;
const DISTRICT = 2;
const FIELD = 4;
const PERIOD = 8;

/** Return for each field whether it or one above it is chosen; null where nothing is. */
function fieldsChosen(graph: Graph, chosen: string[]): Uint8Array | null {
  if (!chosen.length) return null;
  const { fields } = graph.header;
  const wanted = new Set(chosen);
  return Uint8Array.from(fields, (_, index) => {
    for (let at = index; at >= 0; at = fields[at]!.parent) if (wanted.has(fields[at]!.id)) return 1;
    return 0;
  });
}

/** Return which entries of a list are chosen by name or id; null where nothing is. */
function chosenOf(names: string[], chosen: string[]): Uint8Array | null {
  if (!chosen.length) return null;
  const wanted = new Set(chosen);
  return Uint8Array.from(names, (name) => (wanted.has(name) ? 1 : 0));
}

/** Return whether a period given in years counted from the first one reaches into another; 0 is an unknown end. */
export function holds(since: number, until: number, from: number, to: number): boolean {
  return (to === 0 || since === 0 || since <= to) && (from === 0 || until === 0 || until >= from);
}

/** Return the years of a state as the data counts them, 0 where there is no bound. */
export function yearsOf(graph: Graph, state: State): [number, number] {
  const first = graph.header.first_year;
  return [state.from ? Math.max(1, state.from - first + 1) : 0, state.to ? Math.max(1, state.to - first + 1) : 0];
}

/** Return the bits of the filters that an actor fails, one number an actor. */
function failures(graph: Graph, state: State): Uint8Array {
  const kinds = chosenOf(graph.header.kinds.map((kind) => kind.name), state.kinds);
  const districts = chosenOf(graph.header.districts.map((district) => district.id), state.districts);
  const fields = fieldsChosen(graph, state.fields);
  const [from, to] = yearsOf(graph, state);
  const failed = new Uint8Array(graph.n);
  for (let i = 0; i < graph.n; i++) {
    let bits = 0;
    if (kinds && !kinds[graph.kind[i]!]) bits |= KIND;
    if (districts && !districts[graph.district[i]!]) bits |= DISTRICT;
    if (!holds(graph.since[i]!, graph.until[i]!, from, to)) bits |= PERIOD;
    if (fields) {
      bits |= FIELD;
      for (let at = graph.fieldAt[i]!; at < graph.fieldAt[i + 1]!; at++) {
        if (fields[graph.field[at]!]) {
          bits &= ~FIELD;
          break;
        }
      }
    }
    failed[i] = bits;
  }
  return failed;
}

/** Count actors by kind, district and field, each as if its own filter were off. */
function countActors(graph: Graph, failed: Uint8Array): Omit<Shown["counts"], "types"> {
  const { header } = graph;
  const kinds = new Uint32Array(header.kinds.length);
  const districts = new Uint32Array(header.districts.length);
  const fields = new Uint32Array(header.fields.length);
  const seenBy = new Int32Array(header.fields.length).fill(-1);
  for (let i = 0; i < graph.n; i++) {
    const bits = failed[i]!;
    if ((bits & ~KIND) === 0) kinds[graph.kind[i]!]!++;
    if ((bits & ~DISTRICT) === 0 && graph.district[i]! < districts.length) districts[graph.district[i]!]!++;
    if ((bits & ~FIELD) !== 0) continue;
    for (let at = graph.fieldAt[i]!; at < graph.fieldAt[i + 1]!; at++) {
      for (let field = graph.field[at]!; field >= 0 && seenBy[field] !== i; field = header.fields[field]!.parent) {
        seenBy[field] = i;
        fields[field]!++;
      }
    }
  }
  return { kinds, districts, fields };
}

/** Return what the filters of a state leave. Cost: a few passes over actors and ties. */
export function filtered(graph: Graph, state: State): Shown {
  const failed = failures(graph, state);
  const nodes = Uint8Array.from(failed, (bits) => (bits === 0 ? 1 : 0));
  const ties = new Uint8Array(graph.m);
  const types = chosenOf(graph.header.types.map((type) => type.name), state.types);
  const byType = new Uint32Array(graph.header.types.length);
  const [from, to] = yearsOf(graph, state);
  const [least, most] = state.amount ?? [0, Infinity];
  let tieCount = 0;
  for (let i = 0; i < graph.m; i++) {
    if (!nodes[graph.source[i]!] || !nodes[graph.target[i]!]) continue;
    if (!holds(graph.tieSince[i]!, graph.tieUntil[i]!, from, to)) continue;
    const amount = graph.amount[i]!;
    if (state.amount && !(amount >= least && amount <= most)) continue; // NaN, no amount, fits no range
    byType[graph.type[i]!]!++;
    if (types && !types[graph.type[i]!]) continue;
    ties[i] = 1;
    tieCount++;
  }
  const degree = degrees(graph, ties);
  if (state.linked) for (let i = 0; i < graph.n; i++) if (!degree[i]) nodes[i] = 0;
  let actors = 0;
  for (const kept of nodes) actors += kept;
  return { nodes, ties, actors, tieCount, degree, counts: { ...countActors(graph, failed), types: byType } };
}

/** Return how many different actors each has a tie of a set with. */
export function degrees(graph: Graph, ties: Uint8Array): Uint32Array {
  const { at, ties: around } = graph.adjacency();
  const found = new Uint32Array(graph.n);
  const seenBy = new Int32Array(graph.n).fill(-1);
  for (let i = 0; i < graph.n; i++) {
    for (let k = at[i]!; k < at[i + 1]!; k++) {
      const tie = around[k]!;
      if (!ties[tie]) continue;
      const other = graph.source[tie] === i ? graph.target[tie]! : graph.source[tie]!;
      if (other === i || seenBy[other] === i) continue;
      seenBy[other] = i;
      found[i]!++;
    }
  }
  return found;
}
