// How a network looks before a page says otherwise: colour and shape by kind, size by number of ties.

import type { Graph } from "../data";
import { rgba } from "./colour";
import { SHAPES, type Nodes, type Ties } from "./interface";

export function defaultNodes(graph: Graph): Nodes {
  const { n, kind, header } = graph;
  const colours = header.kinds.map((k) => rgba(k.colour));
  const shapes = header.kinds.map((k) => Math.max(0, (SHAPES as readonly string[]).indexOf(k.shape)));
  const nodes = {
    colour: new Uint32Array(n),
    size: defaultSizes(graph),
    visible: new Uint8Array(n).fill(1),
    shape: new Uint8Array(n),
  };
  for (let i = 0; i < n; i++) {
    nodes.colour[i] = colours[kind[i]] ?? rgba("#555555");
    nodes.shape[i] = shapes[kind[i]] ?? 0;
  }
  return nodes;
}

/** Width in pixels by the root of the number of ties; smaller where there are many actors. */
export function defaultSizes(graph: Graph): Float32Array {
  const { n, source, target, m } = graph;
  const degree = new Uint32Array(n);
  for (let i = 0; i < m; i++) {
    degree[source[i]]++;
    degree[target[i]]++;
  }
  let most = 1;
  for (let i = 0; i < n; i++) most = Math.max(most, degree[i]);
  const base = Math.min(9, Math.max(1.8, 250 / Math.sqrt(n + 1)));
  const size = new Float32Array(n);
  for (let i = 0; i < n; i++) size[i] = base * (0.8 + 1.9 * Math.sqrt(degree[i] / most));
  return size;
}

/** Colour by type; the more ties there are and the longer they are, the fainter each. */
export function defaultTies(graph: Graph): Ties {
  const opacity = tieOpacity(graph.m, meanLength(graph));
  return {
    colour: Uint32Array.from(graph.header.types, (type) => rgba(type.colour, opacity)),
    visible: new Uint8Array(graph.m).fill(1),
    width: 1.4,
  };
}

/** An opacity at which so many ties of a mean length (the square is 2 wide) together still show their pattern. */
export function tieOpacity(ties: number, length = 0.5): number {
  const overlaps = (ties * length) / 1050; // a pixel of a map of 750 pixels
  return Math.min(0.5, Math.max(1 / 255, 0.5 / Math.max(overlaps, 1e-6)));
}

function meanLength(graph: Graph): number {
  const { m, x, y, source, target } = graph;
  const step = Math.max(1, Math.floor(m / 5000));
  let [sum, count] = [0, 0];
  for (let tie = 0; tie < m; tie += step, count++) {
    sum += Math.hypot(x[source[tie]] - x[target[tie]], y[source[tie]] - y[target[tie]]);
  }
  return count ? sum / count : 0.5;
}
