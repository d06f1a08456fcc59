// A view over a picture of so many pixels: where things lie in it, how wide and how strong they are.

import { growth, scaleOf } from "./camera";
import { alphaOf } from "./colour";
import { tieStrength } from "./gather";
import type { View } from "./interface";
import { LARGEST, SMALLEST } from "./picking";
import type { Scene } from "./scene";

/** Up to so many ties in view are drawn as smooth lines with arrow heads. */
export const SMOOTH = 12000;
/** How much is left of other ties while some stand out, and of other actors. */
export const DIMMED = 0.22;
export const DIMMED_ACTORS = 0.16;
/** Zooming in makes ties no stronger than this; those that are given stronger stay so. */
export const MOST_OPACITY = 0.35;

export interface Frame2d {
  view: View;
  /** Pixels of the picture. */
  width: number;
  height: number;
  /** Pixels a unit of the map. */
  scale: number;
  /** Pixels of the picture a CSS pixel. */
  ratio: number;
}

/** The frame of a picture of `width` × `height` CSS pixels, at the scale of a view of `viewWidth` × `viewHeight`. */
export function frameOf(view: View, width: number, height: number, ratio: number, viewWidth = width, viewHeight = height): Frame2d {
  const scale = scaleOf(view.zoom, viewWidth, viewHeight) * ratio;
  return { view, width: Math.round(width * ratio), height: Math.round(height * ratio), scale, ratio };
}

export function screenX(frame: Frame2d, x: number): number {
  return (x - frame.view.centerX) * frame.scale + frame.width / 2;
}

export function screenY(frame: Frame2d, y: number): number {
  return (frame.view.centerY - y) * frame.scale + frame.height / 2;
}

/** Width in pixels of an actor; strong ones (level 2) are wider. */
export function actorWidth(frame: Frame2d, size: number, level = 1): number {
  const width = Math.min(LARGEST, Math.max(SMALLEST, size * growth(frame.view.zoom)));
  return (level === 2 ? Math.max(width + 2, 6) : width) * frame.ratio;
}

/** Width in pixels of an actor's rim. */
export function rimOf(width: number, level: number, ratio: number): number {
  return width < 7 * ratio ? 0 : level === 2 ? 2 * ratio : ratio;
}

/** Width in CSS pixels of ties at a zoom. */
export function tieWidth(scene: Scene, zoom: number): number {
  return Math.min(5, Math.max(1, scene.ties.width * zoom ** 0.2));
}

/** Opacity of a tie of a colour at a zoom. */
export function tieAlpha(colour: number, zoom: number): number {
  const alpha = alphaOf(colour);
  return Math.min(alpha * tieStrength(zoom), Math.max(alpha, MOST_OPACITY));
}

/** The corners of a tie's arrow head, or null where there is none. */
export function arrowOf(scene: Scene, frame: Frame2d, tie: number, width: number): number[] | null {
  const { x, y, source, target, type, header } = scene.graph;
  if (!header.types[type[tie]]?.directed) return null;
  const [a, b] = [source[tie], target[tie]];
  const [ax, ay, bx, by] = [screenX(frame, x[a]), screenY(frame, y[a]), screenX(frame, x[b]), screenY(frame, y[b])];
  const far = Math.hypot(bx - ax, by - ay);
  const rim = actorWidth(frame, scene.nodes.size[b]) / 2 + frame.ratio;
  const head = (5 + 2.2 * width) * frame.ratio;
  if (far < 2 * rim + head) return null;
  const [dx, dy] = [(bx - ax) / far, (by - ay) / far];
  const [tx, ty] = [bx - dx * rim, by - dy * rim];
  const [sx, sy] = [-dy * head * 0.42, dx * head * 0.42];
  return [tx, ty, tx - dx * head + sx, ty - dy * head + sy, tx - dx * head - sx, ty - dy * head - sy];
}

/** The seen actors in a frame in the order of drawing: small before large, dim before strong. */
export function actorsIn(scene: Scene, frame: Frame2d): number[] {
  const { graph, nodes, emphasis } = scene;
  const order = scene.bySize();
  const levels: number[][] = [[], [], []];
  const room = LARGEST * frame.ratio;
  for (let k = graph.n - 1; k >= 0; k--) {
    const i = order[k];
    if (!nodes.visible[i]) continue;
    const [x, y] = [screenX(frame, graph.x[i]), screenY(frame, graph.y[i])];
    if (x < -room || y < -room || x > frame.width + room || y > frame.height + room) continue;
    levels[emphasis ? emphasis[i] : 1].push(i);
  }
  return levels.flat();
}

/** Corners of a shape around 0, 0 with so much from the middle to the rim; null for a dot. */
export function corners(shape: number, r: number): number[] | null {
  if (shape === 1) return [0, -1.2 * r, 1.2 * r, 0, 0, 1.2 * r, -1.2 * r, 0];
  if (shape === 2) return [-0.86 * r, -0.86 * r, 0.86 * r, -0.86 * r, 0.86 * r, 0.86 * r, -0.86 * r, 0.86 * r];
  if (shape === 3) return [0, -1.06 * r, 0.94 * r, 0.72 * r, -0.94 * r, 0.72 * r];
  return null;
}
