// The network renderer's public face: what pages work against, and `create`.

import type { Graph } from "./data";
import { Engine } from "./render/engine";
import type { Options, Renderer } from "./render/interface";

export { rgba } from "./render/colour";
export { defaultNodes, defaultSizes, defaultTies, tieOpacity } from "./render/defaults";
export { SHAPES } from "./render/interface";
export type { Events, Nodes, Options, RegionLabel, Renderer, Ties, View } from "./render/interface";

/** Draw a graph into an element that has a size of its own; it fills it and follows its size. */
export function create(host: HTMLElement, graph: Graph, options: Options = {}): Renderer {
  return new Engine(host, graph, options);
}
