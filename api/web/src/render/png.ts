// What is seen as a picture of points.

import { TiePart, drawActors, drawStrong } from "./canvas/picture";
import { Raster } from "./canvas/raster";
import type { Camera } from "./camera";
import { rgba } from "./colour";
import { DIMMED, frameOf } from "./frame2d";
import type { Overlay } from "./overlay";
import type { Scene } from "./scene";

/** Draw the view with so many pixels a CSS pixel; `fade` as in `Frame`. */
export function toPng(scene: Scene, camera: Camera, overlay: Overlay, fade: number, scale: number): Promise<Blob> {
  const raster = network(scene, camera, fade, scale);
  const canvas = document.createElement("canvas");
  canvas.width = raster.width;
  canvas.height = raster.height;
  const context = canvas.getContext("2d")!;
  raster.show(context);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  overlay.paint(context, camera, fade);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large to be made"))), "image/png");
  });
}

function network(scene: Scene, camera: Camera, fade: number, scale: number): Raster {
  const frame = frameOf(camera.view, camera.width, camera.height, scale);
  const [ties, whole] = [new Raster(), new Raster()];
  const ground = rgba(scene.background);
  ties.resize(frame.width, frame.height);
  ties.fill(ground);
  if (fade <= 0) return ties;
  new TiePart(scene, ties, frame, camera.box()).draw(Infinity);
  whole.copy(ties, Math.round(256 * fade * (scene.strong ? DIMMED : 1)), ground);
  drawStrong(scene, whole, frame);
  drawActors(scene, whole, frame);
  return whole;
}
