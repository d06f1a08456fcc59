/** Ways through the shown ties: neighbourhoods and shortest paths, breadth first. */

import type { Graph } from "../data";
import type { Shown } from "./filtering";

/** Call a function with each shown tie of an actor and the actor at its other end. */
export function eachTie(graph: Graph, shown: Shown, actor: number, visit: (tie: number, other: number) => void): void {
  const { at, ties } = graph.adjacency();
  for (let k = at[actor]!; k < at[actor + 1]!; k++) {
    const tie = ties[k]!;
    if (shown.ties[tie]) visit(tie, graph.source[tie] === actor ? graph.target[tie]! : graph.source[tie]!);
  }
}

/** Return the actors within some steps of one, itself first. */
export function around(graph: Graph, shown: Shown, actor: number, steps: number): number[] {
  const found = [actor];
  const seen = new Uint8Array(graph.n);
  seen[actor] = 1;
  let from = 0;
  for (let step = 0; step < steps; step++) {
    const end = found.length;
    for (; from < end; from++) {
      eachTie(graph, shown, found[from]!, (_, other) => {
        if (!seen[other]) found.push(other);
        seen[other] = 1;
      });
    }
  }
  return found;
}

export interface Path {
  actors: number[];
  ties: number[];
}

/** Return a shortest path over shown ties, in whichever direction they run; null where there is none. */
export function shortestPath(graph: Graph, shown: Shown, start: number, end: number): Path | null {
  const cameBy = new Int32Array(graph.n).fill(-1);
  const cameFrom = new Int32Array(graph.n).fill(-1);
  cameFrom[start] = start;
  const queue = [start];
  for (let at = 0; at < queue.length && cameFrom[end] === -1; at++) {
    const here = queue[at]!;
    eachTie(graph, shown, here, (tie, other) => {
      if (cameFrom[other] !== -1) return;
      cameFrom[other] = here;
      cameBy[other] = tie;
      queue.push(other);
    });
  }
  if (cameFrom[end] === -1) return null;
  const actors = [end];
  const ties: number[] = [];
  for (let at = end; at !== start; at = cameFrom[at]!) {
    ties.push(cameBy[at]!);
    actors.push(cameFrom[at]!);
  }
  return { actors: actors.reverse(), ties: ties.reverse() };
}

/** Return the shown ties whose ends both are in a set, as a mask. */
export function tiesAmong(graph: Graph, shown: Shown, members: Uint8Array): Uint8Array {
  const inside = new Uint8Array(graph.m);
  for (let i = 0; i < graph.m; i++) {
    if (shown.ties[i] && members[graph.source[i]!] && members[graph.target[i]!]) inside[i] = 1;
  }
  return inside;
}
