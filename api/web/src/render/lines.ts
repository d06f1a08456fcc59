// What each smooth line looks like.

import { opaque, rgba } from "./colour";
import type { Scene } from "./scene";
import type { Ribbon } from "./gl/ribbons";

export const DASH = rgba("#b3261e", 0.85);
export const STRONG = 0.8;

export function lineOf(scene: Scene, tie: number, colour: number): Ribbon {
  const { source, target, type, header } = scene.graph;
  const directed = header.types[type[tie]]?.directed ?? false;
  return line(scene, source[tie], target[tie], colour, directed);
}

/** Lines over all others: strong ties first, then the pairs that have no tie. */
export function strongLine(scene: Scene, ties: Uint32Array, pairs: Uint32Array, k: number): Ribbon {
  if (k < ties.length) return lineOf(scene, ties[k], opaque(scene.colourOfTie(ties[k]), STRONG));
  const pair = 2 * (k - ties.length);
  return { ...line(scene, pairs[pair], pairs[pair + 1], DASH, false), dashed: true };
}

function line(scene: Scene, a: number, b: number, colour: number, directed: boolean): Ribbon {
  const { x, y } = scene.graph;
  return { ax: x[a], ay: y[a], bx: x[b], by: y[b], colour, rim: directed ? scene.nodes.size[b] : 0, dashed: false };
}
