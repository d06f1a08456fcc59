// Chooses the ties that a view shows.

import { fainter } from "./colour";
import type { Box } from "./camera";
import type { Scene } from "./scene";

/** Ties shorter than this many pixels lie under their actors. */
const SHORTEST = 1.5;
/** How much of their opacity ties keep that only pass through a view. */
const PASSING = 0.22;

/**
 * Return the ties seen in a box of the map, at so many pixels a unit, mixed over the whole: a part of them, drawn
 * first, already looks like all of them.
 */
export function gather(scene: Scene, box: Box, scale: number): Uint32Array {
  const { m, x, y, source, target } = scene.graph;
  const seen = scene.seen().tie;
  const { left, bottom, right, top } = box;
  const least = SHORTEST / scale;
  const found = new Uint32Array(m);
  let count = 0;
  for (let tie = 0; tie < m; tie++) {
    if (!seen[tie]) continue;
    const [ax, ay, bx, by] = [x[source[tie]], y[source[tie]], x[target[tie]], y[target[tie]]];
    const outside = (ax < left && bx < left) || (ax > right && bx > right) || (ay < bottom && by < bottom) || (ay > top && by > top);
    if (!outside && Math.abs(ax - bx) + Math.abs(ay - by) > least) found[count++] = tie;
  }
  return mixed(found, count);
}

function mixed(found: Uint32Array, count: number): Uint32Array {
  const stride = strideFor(count);
  const ties = new Uint32Array(count);
  for (let k = 0, from = 0; k < count; k++) {
    ties[k] = found[from];
    from += stride;
    if (from >= count) from -= count;
  }
  return ties;
}

/** A step that has no factor in common with m and visits all of it in a scattered order. */
function strideFor(m: number): number {
  let stride = Math.max(1, Math.floor(m * 0.618));
  while (divisor(stride, m) !== 1) stride++;
  return stride;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** How much stronger each tie is drawn when fewer share the view. */
export function tieStrength(zoom: number): number {
  return Math.min(40, Math.max(1, zoom ** 0.85));
}

/** The colour of a tie in a box: one that only passes through, both its actors elsewhere, steps back. */
export function colourIn(scene: Scene, box: Box, tie: number): number {
  const { x, y, source, target } = scene.graph;
  const [a, b] = [source[tie], target[tie]];
  const colour = scene.colourOfTie(tie);
  return holds(box, x[a], y[a]) || holds(box, x[b], y[b]) ? colour : fainter(colour, PASSING);
}

function holds(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.bottom && y <= box.top;
}
