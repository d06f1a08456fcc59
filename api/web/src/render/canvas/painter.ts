// Draws on a plain canvas where WebGL2 is missing: kept pictures of ties and of actors, moved with the view.

import type { Camera } from "../camera";
import { opaque } from "../colour";
import { gather } from "../gather";
import { boxOf, lieOf, LayerPlan, Pace, reach, type Kept } from "../layer";
import { DASH, STRONG } from "../lines";
import type { Frame, Painter } from "../painter";
import type { Scene } from "../scene";
import { drawActors, drawDashed, drawTies, frameOf, tieAlpha, tieWidth, type Frame2d } from "./brush";

const SMOOTH = 9000;
const DIMMED = 0.22;

/** Two kept pictures: ties, and actors over them with the version of their looks. */
interface Sheets {
  version: number;
  ties: CanvasRenderingContext2D;
  actors: CanvasRenderingContext2D;
}

export class CanvasPainter implements Painter {
  readonly kind = "canvas";
  private front = sheets();
  private back = sheets();
  private readonly plan = new LayerPlan();
  private readonly pace = new Pace(400, 20000);
  private ties: Uint32Array = new Uint32Array();
  private drawn = 0;
  private width = 1;
  private height = 1;
  private ratio = 1;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly scene: Scene,
  ) {}

  resize(width: number, height: number, ratio: number): void {
    [this.width, this.height, this.ratio] = [width, height, ratio];
    this.plan.forget();
  }

  frame(camera: Camera, frame: Frame): boolean {
    const more = frame.fade > 0 && this.advance(camera, frame);
    this.compose(camera, frame);
    return more;
  }

  destroy(): void {
    this.plan.forget();
  }

  private advance(camera: Camera, frame: Frame): boolean {
    const { plan, scene } = this;
    if (plan.plan(camera, scene.tieVersion, frame.moving)) this.begin(plan.job!);
    if (!plan.job) return false;
    const job = plan.job;
    const count = this.pace.next(frame.now);
    const { zoom } = job.view;
    const look = { alpha: (c: number) => tieAlpha(c, zoom), width: tieWidth(scene, zoom), arrows: this.ties.length <= SMOOTH };
    drawTies(this.back.ties, scene, layerFrame(job), this.ties, this.drawn, this.drawn + count, look);
    this.drawn += count;
    if (this.drawn < this.ties.length) return true;
    plan.finish();
    [this.front, this.back] = [this.back, this.front];
    return false;
  }

  private begin(job: Kept): void {
    const frame = layerFrame(job);
    this.drawn = 0;
    this.ties = gather(this.scene, boxOf(job), frame.scale);
    for (const context of [this.back.ties, this.back.actors]) {
      const [width, height] = [Math.round(frame.width * this.ratio), Math.round(frame.height * this.ratio)];
      context.canvas.width = width;
      context.canvas.height = height;
      context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    }
    this.paintActors(this.back, frame);
  }

  private paintActors(sheet: Sheets, frame: Frame2d): void {
    sheet.version = this.scene.nodeVersion;
    sheet.actors.clearRect(0, 0, frame.width, frame.height);
    drawActors(sheet.actors, this.scene, frame);
  }

  private compose(camera: Camera, frame: Frame): void {
    const { context, scene, plan, ratio } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = scene.background;
    context.fillRect(0, 0, this.width, this.height);
    const kept = plan.front ?? plan.job;
    if (!kept || frame.fade <= 0) return;
    const sheet = plan.front ? this.front : this.back;
    if (sheet.version !== scene.nodeVersion) this.paintActors(sheet, layerFrame(kept));
    const lie = lieOf(kept, camera);
    context.globalAlpha = frame.fade * (scene.strong ? DIMMED : 1);
    context.drawImage(sheet.ties.canvas, lie.x, lie.y, lie.width, lie.height);
    drawStrong(context, scene, frameOf(camera.view, this.width, this.height));
    context.globalAlpha = frame.fade;
    context.drawImage(sheet.actors.canvas, lie.x, lie.y, lie.width, lie.height);
    context.globalAlpha = 1;
  }
}

/** Draw the ties that stand out, and the missing ones. */
export function drawStrong(context: CanvasRenderingContext2D, scene: Scene, frame: Frame2d): void {
  const ties = scene.strongSeen();
  const look = { alpha: (c: number) => (opaque(c, STRONG) >>> 24) / 255, width: tieWidth(scene, frame.view.zoom), arrows: true };
  drawTies(context, scene, frame, ties, 0, ties.length, look);
  const pairs = scene.dashedSeen();
  if (pairs.length) drawDashed(context, scene, frame, pairs, DASH);
}

function layerFrame(job: Kept): Frame2d {
  return frameOf(job.view, reach(job.width), reach(job.height), job.width, job.height);
}

function sheets(): Sheets {
  const make = () => document.createElement("canvas").getContext("2d")!;
  return { version: -1, ties: make(), actors: make() };
}
