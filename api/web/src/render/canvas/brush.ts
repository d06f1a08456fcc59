// Draws actors and ties on a plain canvas: for browsers without WebGL2, and for pictures to keep.

import { growth, scaleOf } from "../camera";
import { alphaOf, cssOf, hexOf } from "../colour";
import { tieStrength } from "../gather";
import type { View } from "../interface";
import { LARGEST, SMALLEST } from "../picking";
import type { Scene } from "../scene";

type Context = CanvasRenderingContext2D;

/** So many lines go into one path: longer paths take more than their share of time. */
const PATH = 250;
const MOST_OPACITY = 0.85;

/** A view over a canvas of so many CSS pixels. */
export interface Frame2d {
  view: View;
  width: number;
  height: number;
  /** CSS pixels a unit. */
  scale: number;
}

/** The frame of a canvas of `width` × `height`, at the scale of a view of `viewWidth` × `viewHeight`. */
export function frameOf(view: View, width: number, height: number, viewWidth = width, viewHeight = height): Frame2d {
  return { view, width, height, scale: scaleOf(view.zoom, viewWidth, viewHeight) };
}

export function screenX(frame: Frame2d, x: number): number {
  return (x - frame.view.centerX) * frame.scale + frame.width / 2;
}

export function screenY(frame: Frame2d, y: number): number {
  return (frame.view.centerY - y) * frame.scale + frame.height / 2;
}

export function actorWidth(frame: Frame2d, size: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, size * growth(frame.view.zoom)));
}

export function tieWidth(scene: Scene, zoom: number): number {
  return Math.min(5, Math.max(1, scene.ties.width * zoom ** 0.25));
}

/** Opacity factor of ties in a view. */
export function tieAlpha(colour: number, zoom: number): number {
  const alpha = alphaOf(colour);
  return Math.min(alpha * tieStrength(zoom), Math.max(alpha, MOST_OPACITY));
}

export interface TieLook {
  /** The opacity of a tie by its colour. */
  alpha: (colour: number) => number;
  width: number;
  arrows: boolean;
}

/** Draw some of the ties `ties[from]` … `ties[to - 1]`, those of one colour together. */
export function drawTies(context: Context, scene: Scene, frame: Frame2d, ties: Uint32Array, from: number, to: number, look: TieLook): void {
  const byColour = new Map<number, number[]>();
  for (let k = from; k < Math.min(to, ties.length); k++) {
    const colour = scene.colourOfTie(ties[k]);
    const list = byColour.get(colour);
    if (list) list.push(ties[k]);
    else byColour.set(colour, [ties[k]]);
  }
  context.lineWidth = look.width;
  for (const [colour, list] of byColour) {
    context.strokeStyle = context.fillStyle = hexOf(colour);
    context.globalAlpha = look.alpha(colour);
    for (let start = 0; start < list.length; start += PATH) drawPath(context, scene, frame, list.slice(start, start + PATH));
    if (look.arrows) for (const tie of list) drawArrow(context, scene, frame, tie, look.width);
  }
  context.globalAlpha = 1;
}

function drawPath(context: Context, scene: Scene, frame: Frame2d, ties: number[]): void {
  const { x, y, source, target } = scene.graph;
  context.beginPath();
  for (const tie of ties) {
    context.moveTo(screenX(frame, x[source[tie]]), screenY(frame, y[source[tie]]));
    context.lineTo(screenX(frame, x[target[tie]]), screenY(frame, y[target[tie]]));
  }
  context.stroke();
}

/** The corners of a tie's arrow head, or null where there is none. */
export function arrowOf(scene: Scene, frame: Frame2d, tie: number, width: number): number[] | null {
  const { x, y, source, target, type, header } = scene.graph;
  if (!header.types[type[tie]]?.directed) return null;
  const [a, b] = [source[tie], target[tie]];
  const [ax, ay, bx, by] = [screenX(frame, x[a]), screenY(frame, y[a]), screenX(frame, x[b]), screenY(frame, y[b])];
  const far = Math.hypot(bx - ax, by - ay);
  const rim = actorWidth(frame, scene.nodes.size[b]) / 2 + 1;
  const head = 5 + 2.2 * width;
  if (far < 2 * rim + head) return null;
  const [dx, dy] = [(bx - ax) / far, (by - ay) / far];
  const [tx, ty] = [bx - dx * rim, by - dy * rim];
  const [sx, sy] = [-dy * head * 0.42, dx * head * 0.42];
  return [tx, ty, tx - dx * head + sx, ty - dy * head + sy, tx - dx * head - sx, ty - dy * head - sy];
}

function drawArrow(context: Context, scene: Scene, frame: Frame2d, tie: number, width: number): void {
  const corners = arrowOf(scene, frame, tie, width);
  if (!corners) return;
  context.beginPath();
  context.moveTo(corners[0], corners[1]);
  context.lineTo(corners[2], corners[3]);
  context.lineTo(corners[4], corners[5]);
  context.fill();
}

/** Draw the pairs that have no tie. */
export function drawDashed(context: Context, scene: Scene, frame: Frame2d, pairs: Uint32Array, colour: number): void {
  const { x, y } = scene.graph;
  context.strokeStyle = cssOf(colour);
  context.lineWidth = tieWidth(scene, frame.view.zoom);
  context.setLineDash([6.6, 4.4]);
  context.beginPath();
  for (let k = 0; k < pairs.length; k += 2) {
    context.moveTo(screenX(frame, x[pairs[k]]), screenY(frame, y[pairs[k]]));
    context.lineTo(screenX(frame, x[pairs[k + 1]]), screenY(frame, y[pairs[k + 1]]));
  }
  context.stroke();
  context.setLineDash([]);
}

/** Draw the actors in the frame, small ones first, dim ones below and strong ones above. */
export function drawActors(context: Context, scene: Scene, frame: Frame2d): void {
  for (const actor of actorsIn(scene, frame)) {
    const width = actorWidth(frame, scene.nodes.size[actor]);
    const level = scene.emphasis ? scene.emphasis[actor] : 1;
    drawActor(context, scene, actor, screenX(frame, scene.graph.x[actor]), screenY(frame, scene.graph.y[actor]), width, level);
  }
  context.globalAlpha = 1;
}

/** The seen actors in a frame in the order of drawing. */
export function actorsIn(scene: Scene, frame: Frame2d): number[] {
  const { graph, nodes, emphasis } = scene;
  const order = scene.bySize();
  const levels: number[][] = [[], [], []];
  for (let k = graph.n - 1; k >= 0; k--) {
    const i = order[k];
    if (!nodes.visible[i]) continue;
    const [x, y] = [screenX(frame, graph.x[i]), screenY(frame, graph.y[i])];
    if (x < -LARGEST || y < -LARGEST || x > frame.width + LARGEST || y > frame.height + LARGEST) continue;
    levels[emphasis ? emphasis[i] : 1].push(i);
  }
  return levels.flat();
}

function drawActor(context: Context, scene: Scene, actor: number, x: number, y: number, size: number, level: number): void {
  const { nodes } = scene;
  const width = level === 2 ? Math.max(size + 2, 6) : size;
  context.fillStyle = hexOf(nodes.colour[actor]);
  context.globalAlpha = alphaOf(nodes.colour[actor]) * (level === 0 ? 0.16 : 1);
  if (width < 3) {
    context.fillRect(x - width / 2, y - width / 2, width, width);
    return;
  }
  outline(context, nodes.shape[actor], x, y, width / 2);
  context.fill();
  if (width < 7) return;
  context.strokeStyle = level === 2 ? scene.ink : scene.background;
  context.lineWidth = level === 2 ? 2 : 1;
  context.stroke();
}

/** Corners of a shape around 0, 0 with so much from the middle to the rim; null for a dot. */
export function corners(shape: number, r: number): number[] | null {
  if (shape === 1) return [0, -1.2 * r, 1.2 * r, 0, 0, 1.2 * r, -1.2 * r, 0];
  if (shape === 2) return [-0.86 * r, -0.86 * r, 0.86 * r, -0.86 * r, 0.86 * r, 0.86 * r, -0.86 * r, 0.86 * r];
  if (shape === 3) return [0, -1.06 * r, 0.94 * r, 0.72 * r, -0.94 * r, 0.72 * r];
  return null;
}

function outline(context: Context, shape: number, x: number, y: number, r: number): void {
  context.beginPath();
  const points = corners(shape, r);
  if (!points) {
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  for (let k = 0; k < points.length; k += 2) context.lineTo(x + points[k], y + points[k + 1]);
  context.closePath();
}
