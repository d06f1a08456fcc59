// The canvas above the map: circles of communities, names, the ring of the marked actor, the outline being drawn.

import type { Camera } from "./camera";
import { cssOf, rgba } from "./colour";
import { bundleLook, type Communities } from "./communities";
import { fontsOf, placeLabels, type Fonts, type Label } from "./labels";
import { widthOf } from "./picking";
import type { Scene } from "./scene";
import { Ruler } from "./text";

type Context = CanvasRenderingContext2D;

/** Names are placed anew this often while the map moves, in milliseconds. */
const PLACING = 220;

export class Overlay {
  outline: number[] = [];
  private labels: Label[] = [];
  private placed = "";
  private placedAt = 0;
  private readonly ruler: Ruler;
  readonly fonts: Fonts;
  private ratio = 1;

  constructor(
    private readonly context: Context,
    private readonly scene: Scene,
    private readonly communities: Communities | null,
    family: string,
  ) {
    this.fonts = fontsOf(family);
    this.ruler = new Ruler(document.createElement("canvas").getContext("2d")!);
  }

  resize(ratio: number): void {
    this.ratio = ratio;
    this.placed = "";
  }

  /** Draw; true if the names have to be placed once more when the map is at rest. */
  frame(camera: Camera, now: number, moving: boolean, fade: number): boolean {
    const { context, ratio } = this;
    const late = this.place(camera, now, moving, fade);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, camera.width, camera.height);
    this.paint(context, camera, fade);
    drawOutline(context, this.outline);
    return late;
  }

  /** Draw all but the outline into any canvas that is as large as the view. */
  paint(context: Context, camera: Camera, fade: number): void {
    const { scene, communities } = this;
    if (communities && fade < 1) drawCommunities(context, communities, camera, 1 - fade);
    if (scene.hovered >= 0 && fade > 0) drawRing(context, scene, camera, scene.hovered, 1.5);
    if (scene.marked >= 0) drawRing(context, scene, camera, scene.marked, 3);
    drawLabels(context, scene, camera, this.labels, this.fonts);
  }

  /** The names as they are set now. */
  get names(): readonly Label[] {
    return this.labels;
  }

  private place(camera: Camera, now: number, moving: boolean, fade: number): boolean {
    const { scene } = this;
    const { centerX, centerY, zoom } = camera.view;
    const key = `${centerX} ${centerY} ${zoom} ${camera.width} ${camera.height} ${scene.labelVersion} ${fade}`;
    if (key === this.placed) return false;
    if (moving && now - this.placedAt < PLACING) return true;
    this.placed = key;
    this.placedAt = now;
    this.labels = placeLabels(scene, camera, this.ruler, this.fonts, fade, this.communities);
    return false;
  }
}

function drawLabels(context: Context, scene: Scene, camera: Camera, labels: readonly Label[], fonts: Fonts): void {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.direction = "ltr";
  context.lineJoin = "round";
  context.lineWidth = 3;
  for (const style of ["region", "actor", "strong"] as const) {
    context.font = fonts[style];
    context.strokeStyle = cssOf(rgba(scene.background), 0.85);
    context.fillStyle = style === "region" ? "#44525c" : scene.ink;
    for (const label of labels) {
      if (label.style !== style) continue;
      const [x, y] = [Math.round(camera.screenX(label.x)), Math.round(camera.screenY(label.y) + label.dy)];
      context.strokeText(label.text, x, y);
      context.fillText(label.text, x, y);
    }
  }
}

function drawRing(context: Context, scene: Scene, camera: Camera, actor: number, width: number): void {
  const [x, y] = [camera.screenX(scene.graph.x[actor]), camera.screenY(scene.graph.y[actor])];
  const radius = widthOf(scene, actor, camera.view.zoom) / 2 + 3 + width / 2;
  for (const [line, colour] of [[width + 2, scene.background], [width, scene.ink]] as const) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = line;
    context.strokeStyle = colour;
    context.stroke();
  }
}

function drawCommunities(context: Context, communities: Communities, camera: Camera, fade: number): void {
  const bundles = communities.bundles();
  context.strokeStyle = "#5a6b77";
  for (let k = bundles.length - 1; k >= 0; k--) {
    const { a, b } = bundles[k];
    const look = bundleLook(bundles, bundles[k]);
    context.globalAlpha = fade * look.opacity;
    context.lineWidth = look.width;
    context.beginPath();
    context.moveTo(camera.screenX(a.x), camera.screenY(a.y));
    context.lineTo(camera.screenX(b.x), camera.screenY(b.y));
    context.stroke();
  }
  context.lineWidth = 1.5;
  for (const circle of communities.circles()) {
    context.globalAlpha = fade * 0.82;
    context.fillStyle = cssOf(circle.colour);
    context.beginPath();
    context.arc(camera.screenX(circle.x), camera.screenY(circle.y), communities.radius(circle, camera), 0, 2 * Math.PI);
    context.fill();
    context.globalAlpha = fade;
    context.strokeStyle = "#ffffff";
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawOutline(context: Context, outline: readonly number[]): void {
  if (outline.length < 4) return;
  context.beginPath();
  for (let k = 0; k < outline.length; k += 2) context.lineTo(outline[k], outline[k + 1]);
  context.closePath();
  context.fillStyle = "rgba(11,110,110,0.12)";
  context.fill();
  context.strokeStyle = "#0b6e6e";
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.stroke();
  context.setLineDash([]);
}
