/** What stands out on the map: a path, a neighbourhood, a community, gaps, a selection. */

import type { App } from "./app";
import { EMPHASIS, FILTERS, touches } from "./state";
import { around, shortestPath, tiesAmong, type Path } from "./walking";

const DIM = 0;
const NORMAL = 1;
const STRONG = 2;

interface Standing {
  nodes: Uint8Array;
  ties: Uint8Array | null;
  /** What the map is moved to. */
  fit: number[];
}

/** Decides what stands out and tells the renderer; panels read the path from here. */
export class Emphasis {
  path: Path | null = null;
  gaps: [number, number, number][] = [];
  /** Actors that stand out now, for the selection by keyboard. */
  members: number[] = [];

  constructor(private app: App) {
    app.store.on((_, changed) => {
      if (touches(changed, EMPHASIS)) this.apply(touches(changed, ["steps", "path", "community"]));
      else if (touches(changed, FILTERS)) this.apply(false);
    });
  }

  /** Take the pairs that an analysis misses. */
  setGaps(pairs: [number, number, number][]): void {
    this.gaps = pairs;
    this.app.renderer.setDashed(Uint32Array.from(pairs.flatMap(([a, b]) => [a, b])));
    this.apply(false);
  }

  /** Show what stands out; with `move`, look at it. */
  apply(move: boolean): void {
    const { renderer, state } = this.app;
    const standing = this.standing();
    renderer.mark(this.app.at(state.open));
    renderer.setEmphasis(standing?.nodes ?? null, standing?.ties ?? null);
    this.members = standing ? [...standing.nodes.keys()].filter((i) => standing.nodes[i]! > DIM && this.app.shown.nodes[i]) : [];
    if (move && standing && standing.fit.length > 1) renderer.fit(standing.fit);
    this.app.tell("emphasis");
  }

  private standing(): Standing | null {
    const { state } = this.app;
    this.path = null;
    if (state.path.length === 2) return this.alongPath();
    const open = this.app.at(state.open);
    if (state.steps && open >= 0) return this.aroundActor(open, state.steps);
    if (state.community >= 0) return this.ofCommunity(state.community);
    if (state.picked.length) return this.ofPicked();
    if (state.gaps && this.gaps.length) return this.ofGaps();
    return open >= 0 ? this.ofActor(open) : null;
  }

  private blank(): Uint8Array {
    return new Uint8Array(this.app.graph.n);
  }

  private alongPath(): Standing | null {
    const { app } = this;
    const [start, end] = app.state.path.map((id) => app.at(id)) as [number, number];
    if (start < 0 || end < 0) return null;
    this.path = shortestPath(app.graph, app.shown, start, end);
    const nodes = this.blank();
    const ties = new Uint8Array(app.graph.m);
    for (const actor of this.path?.actors ?? [start, end]) nodes[actor] = STRONG;
    for (const tie of this.path?.ties ?? []) ties[tie] = STRONG;
    return { nodes, ties, fit: this.path?.actors ?? [start, end] };
  }

  private aroundActor(actor: number, steps: number): Standing {
    const { app } = this;
    const members = around(app.graph, app.shown, actor, steps);
    const nodes = this.blank();
    for (const member of members) nodes[member] = NORMAL;
    const ties = tiesAmong(app.graph, app.shown, nodes);
    for (let tie = 0; tie < app.graph.m; tie++) {
      if (ties[tie] && (app.graph.source[tie] === actor || app.graph.target[tie] === actor)) ties[tie] = STRONG;
    }
    nodes[actor] = STRONG;
    return { nodes, ties, fit: members };
  }

  /** The open card's actor stands out with its ties; no other actor is dimmed. */
  private ofActor(actor: number): Standing {
    const { app } = this;
    const nodes = this.blank().fill(NORMAL);
    nodes[actor] = STRONG;
    const ties = new Uint8Array(app.graph.m);
    const { at, ties: own } = app.graph.adjacency();
    for (let k = at[actor]!; k < at[actor + 1]!; k++) ties[own[k]!] = STRONG;
    return { nodes, ties, fit: [actor] };
  }

  private ofCommunity(community: number): Standing {
    const nodes = this.blank();
    const members: number[] = [];
    for (let i = 0; i < this.app.graph.n; i++) {
      if (this.app.graph.community[i] !== community) continue;
      nodes[i] = NORMAL;
      if (this.app.shown.nodes[i]) members.push(i);
    }
    return { nodes, ties: tiesAmong(this.app.graph, this.app.shown, nodes), fit: members };
  }

  private ofPicked(): Standing {
    const nodes = this.blank();
    const members = this.app.state.picked.map((id) => this.app.at(id)).filter((at) => at >= 0);
    for (const member of members) nodes[member] = STRONG;
    const ties = tiesAmong(this.app.graph, this.app.shown, nodes);
    return { nodes, ties, fit: members };
  }

  private ofGaps(): Standing {
    const nodes = this.blank();
    for (const [a, b] of this.gaps) nodes[a] = nodes[b] = NORMAL;
    return { nodes, ties: new Uint8Array(this.app.graph.m), fit: [] };
  }
}
