// What is to be drawn, whoever draws it: looks, names, emphasis. Painters watch the two version numbers.

import type { Graph } from "../data";
import { defaultNodes, defaultTies } from "./defaults";
import type { Nodes, RegionLabel, Ties } from "./interface";

export class Scene {
  nodes: Nodes;
  ties: Ties;
  names: readonly string[] = [];
  regions: readonly RegionLabel[] = [];
  emphasis: Uint8Array | null = null;
  /** Ties that stand out over the others, which are dimmed; null without emphasis. */
  strong: Uint32Array | null = null;
  dashed: Uint32Array = new Uint32Array();
  marked = -1;
  hovered = -1;
  /** Goes up when actors look different. */
  nodeVersion = 0;
  /** Goes up when the picture of all ties is another one. */
  tieVersion = 0;
  /** Goes up when strong or dashed ties are others. */
  strongVersion = 0;
  /** Goes up when what names are set on changes. */
  labelVersion = 0;
  private order: Uint32Array | null = null;
  private counted: { version: number; tie: Uint8Array; ties: number; actors: number } | null = null;

  constructor(
    readonly graph: Graph,
    readonly background: string,
    readonly ink: string,
  ) {
    this.nodes = defaultNodes(graph);
    this.ties = defaultTies(graph);
  }

  setNodes(nodes: Nodes): void {
    const others = !same(nodes.visible, this.nodes.visible);
    this.nodes = { ...nodes, visible: nodes.visible.slice() }; // the caller may change its own and hand it over again
    this.order = null;
    this.nodeVersion++;
    this.labelVersion++;
    this.strongVersion++;
    if (others) this.tieVersion++;
  }

  setTies(ties: Ties): void {
    this.ties = ties;
    this.tieVersion++;
    this.strongVersion++;
  }

  setEmphasis(nodes: Uint8Array | null, ties: Uint8Array | null): void {
    this.emphasis = nodes;
    this.strong = nodes || ties ? this.strongTies(nodes, ties) : null;
    this.nodeVersion++;
    this.strongVersion++;
    this.labelVersion++;
  }

  colourOfTie(tie: number): number {
    const { colour } = this.ties;
    return colour[colour.length === this.graph.m ? tie : this.graph.type[tie]];
  }

  tieSeen(tie: number): boolean {
    const { source, target } = this.graph;
    const { visible } = this.nodes;
    return this.ties.visible[tie] === 1 && visible[source[tie]] === 1 && visible[target[tie]] === 1;
  }

  /** The pairs to join by dashes whose actors are both seen. */
  dashedSeen(): Uint32Array {
    const { dashed } = this;
    const { visible } = this.nodes;
    const found: number[] = [];
    for (let k = 0; k + 1 < dashed.length; k += 2) {
      if (visible[dashed[k]] && visible[dashed[k + 1]]) found.push(dashed[k], dashed[k + 1]);
    }
    return Uint32Array.from(found);
  }

  /** The strong ties that are seen. */
  strongSeen(): Uint32Array {
    return (this.strong ?? new Uint32Array()).filter((tie) => this.tieSeen(tie));
  }

  /** Which ties are seen, and how many of them and of actors. */
  seen(): { tie: Uint8Array; ties: number; actors: number } {
    const { n, m } = this.graph;
    if (this.counted?.version !== this.tieVersion) {
      const tie = new Uint8Array(m);
      let [actors, ties] = [0, 0];
      for (let i = 0; i < n; i++) actors += this.nodes.visible[i];
      for (let k = 0; k < m; k++) if (this.tieSeen(k)) ties += tie[k] = 1;
      this.counted = { version: this.tieVersion, tie, ties, actors };
    }
    return this.counted;
  }

  /** Actors by size, the largest first. */
  bySize(): Uint32Array {
    return (this.order ??= largestFirst(this.nodes.size));
  }

  private strongTies(nodes: Uint8Array | null, ties: Uint8Array | null): Uint32Array {
    const { m, source, target } = this.graph;
    const found: number[] = [];
    for (let tie = 0; tie < m; tie++) {
      const level = ties ? ties[tie] : Math.min(nodes![source[tie]], nodes![target[tie]]);
      if (level === 2) found.push(tie);
    }
    return Uint32Array.from(found);
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Sizes are sorted in 4096 steps: exact order between near-equal ones is not seen, and this is linear. */
function largestFirst(size: Float32Array): Uint32Array {
  const steps = 4096;
  let most = 1e-9;
  for (let i = 0; i < size.length; i++) most = Math.max(most, size[i]);
  const step = (i: number) => steps - 1 - Math.min(steps - 1, Math.max(0, Math.floor((size[i] / most) * (steps - 1))));
  const at = new Uint32Array(steps + 1);
  for (let i = 0; i < size.length; i++) at[step(i) + 1]++;
  for (let s = 0; s < steps; s++) at[s + 1] += at[s];
  const order = new Uint32Array(size.length);
  for (let i = 0; i < size.length; i++) order[at[step(i)]++] = i;
  return order;
}
