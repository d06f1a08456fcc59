// Which actor is under a pixel, which are inside an outline.

import { growth, type Camera } from "./camera";
import { encloses, type Grid } from "./grid";
import type { Scene } from "./scene";

/** Pixels beside an actor that still count as on it: small ones have to be hit too. */
const SLACK = 5;
/** Actors are never drawn narrower or wider than this, CSS pixels. */
export const SMALLEST = 1.6;
export const LARGEST = 64;

/** Width in CSS pixels of an actor at a zoom. */
export function widthOf(scene: Scene, actor: number, zoom: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, scene.nodes.size[actor] * growth(zoom)));
}

export function pick(scene: Scene, camera: Camera, grid: Grid, px: number, py: number): number {
  const { x, y } = scene.graph;
  const { zoom } = camera.view;
  const reach = (LARGEST / 2 + SLACK) / camera.scale;
  const [wx, wy] = [camera.worldX(px), camera.worldY(py)];
  let found = -1;
  let best = SLACK;
  grid.within(wx - reach, wy - reach, wx + reach, wy + reach, (i) => {
    if (!scene.nodes.visible[i]) return;
    const distance = Math.hypot(x[i] - wx, y[i] - wy) * camera.scale - widthOf(scene, i, zoom) / 2;
    if (distance < best) [best, found] = [distance, i];
  });
  return found;
}

export function inside(scene: Scene, camera: Camera, grid: Grid, outline: ArrayLike<number>): Uint32Array {
  const world = new Float64Array(outline.length & ~1);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < world.length; k += 2) {
    world[k] = camera.worldX(outline[k]);
    world[k + 1] = camera.worldY(outline[k + 1]);
    box[0] = Math.min(box[0], world[k]);
    box[1] = Math.min(box[1], world[k + 1]);
    box[2] = Math.max(box[2], world[k]);
    box[3] = Math.max(box[3], world[k + 1]);
  }
  const { x, y } = scene.graph;
  const found: number[] = [];
  if (world.length >= 6) {
    grid.within(box[0], box[1], box[2], box[3], (i) => {
      if (scene.nodes.visible[i] && encloses(world, x[i], y[i])) found.push(i);
    });
  }
  return Uint32Array.from(found).sort();
}
