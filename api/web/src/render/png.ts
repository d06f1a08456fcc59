// What is seen as a picture of points.

import { drawActors, drawTies, frameOf, tieAlpha, tieWidth } from "./canvas/brush";
import { drawStrong } from "./canvas/painter";
import type { Camera } from "./camera";
import { gather } from "./gather";
import type { Overlay } from "./overlay";
import type { Scene } from "./scene";

const SMOOTH = 9000;
const DIMMED = 0.22;

/** Draw the view with so many pixels a CSS pixel; `fade` as in `Frame`. */
export function toPng(scene: Scene, camera: Camera, overlay: Overlay, fade: number, scale: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(camera.width * scale);
  canvas.height = Math.round(camera.height * scale);
  const context = canvas.getContext("2d")!;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = scene.background;
  context.fillRect(0, 0, camera.width, camera.height);
  if (fade > 0) drawNetwork(context, scene, camera, fade);
  overlay.paint(context, camera, fade);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large to be made"))), "image/png");
  });
}

function drawNetwork(context: CanvasRenderingContext2D, scene: Scene, camera: Camera, fade: number): void {
  const frame = frameOf(camera.view, camera.width, camera.height);
  const { zoom } = camera.view;
  const ties = gather(scene, viewBox(camera), frame.scale);
  const dim = fade * (scene.strong ? DIMMED : 1);
  const look = { alpha: (c: number) => tieAlpha(c, zoom) * dim, width: tieWidth(scene, zoom), arrows: ties.length <= SMOOTH };
  drawTies(context, scene, frame, ties, 0, ties.length, look);
  drawStrong(context, scene, frame);
  drawActors(context, scene, frame);
}

/** The part of the map in view. */
export function viewBox(camera: Camera): { left: number; bottom: number; right: number; top: number } {
  return {
    left: camera.worldX(0),
    right: camera.worldX(camera.width),
    top: camera.worldY(0),
    bottom: camera.worldY(camera.height),
  };
}
