// Draws without a graphics card: into plain memory, kept as a picture that a canvas moves with the view.

import type { Camera } from "../camera";
import { rgba } from "../colour";
import { DIMMED, frameOf, type Frame2d } from "../frame2d";
import { boxOf, lieOf, LayerPlan, reach, type Kept } from "../layer";
import type { Frame, Painter } from "../painter";
import type { Scene } from "../scene";
import { TiePart, drawActors, drawStrong } from "./picture";
import { Raster } from "./raster";

/** Milliseconds a frame for drawing ties: little while somebody moves the map. */
const WHILE_MOVING = 6;
const AT_REST = 16;
/** Pictures made within so many milliseconds are made anew for each frame, so that small networks are always sharp. */
const QUICK = 9;
/** An unfinished first picture is shown this often. */
const GLIMPSE = 120;

export class CanvasPainter implements Painter {
  readonly kind = "canvas";
  private readonly plan = new LayerPlan();
  private readonly ground: number;
  /** All ties alone, of the picture that is being made or was made last. */
  private readonly ties = new Raster();
  private readonly whole = new Raster();
  private readonly kept: CanvasRenderingContext2D;
  private part: TiePart | null = null;
  private shown = "";
  private shownAt = 0;
  private spent = 0;
  private quick = false;
  private width = 1;
  private height = 1;
  private ratio = 1;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly scene: Scene,
  ) {
    this.ground = rgba(scene.background);
    this.kept = document.createElement("canvas").getContext("2d", { alpha: false })!;
  }

  resize(width: number, height: number, ratio: number): void {
    [this.width, this.height, this.ratio] = [width, height, ratio];
    this.plan.forget();
    this.shownAt = 0;
  }

  frame(camera: Camera, frame: Frame): boolean {
    const more = frame.fade > 0 && this.advance(camera, frame);
    this.compose(camera, frame.fade);
    return more;
  }

  destroy(): void {
    this.plan.forget();
  }

  private advance(camera: Camera, frame: Frame): boolean {
    const { plan, scene } = this;
    const start = performance.now();
    if (plan.plan(camera, scene.tieVersion, frame.moving && !this.quick)) this.begin(plan.job!);
    const job = plan.job;
    if (job) {
      const done = this.part!.draw(start + (this.quick ? 4 * QUICK : frame.moving ? WHILE_MOVING : AT_REST));
      const outdated = plan.front?.version !== job.version;
      if (done) plan.finish();
      else if (outdated && start - this.shownAt > GLIMPSE) plan.front = null;
      if (done || (outdated && start - this.shownAt > GLIMPSE)) this.finish(job, done);
      this.spent += performance.now() - start;
      if (done) this.quick = this.spent < QUICK;
    } else if (plan.front && this.shown !== this.version()) this.finish(plan.front, true);
    return plan.job !== null;
  }

  private begin(job: Kept): void {
    const frame = this.frameOf(job);
    this.spent = 0;
    this.ties.resize(frame.width, frame.height);
    this.ties.fill(this.ground);
    this.part = new TiePart(this.scene, this.ties, frame, boxOf(job));
  }

  /** Bring ties, what stands out and actors together, and keep that as a picture. */
  private finish(job: Kept, done: boolean): void {
    const { scene, whole, kept } = this;
    const frame = this.frameOf(job);
    whole.copy(this.ties, Math.round(256 * (scene.strong ? DIMMED : 1)), this.ground);
    drawStrong(scene, whole, frame);
    drawActors(scene, whole, frame);
    if (kept.canvas.width !== whole.width || kept.canvas.height !== whole.height) {
      kept.canvas.width = whole.width;
      kept.canvas.height = whole.height;
    }
    whole.show(kept);
    this.shown = done ? this.version() : "";
    this.shownAt = performance.now();
  }

  private version(): string {
    return `${this.scene.nodeVersion} ${this.scene.strongVersion}`;
  }

  private compose(camera: Camera, fade: number): void {
    const { context, scene, plan, ratio } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const kept = plan.front ?? plan.job;
    if (!kept || fade < 1) {
      context.fillStyle = scene.background;
      context.fillRect(0, 0, this.width, this.height);
    }
    if (!kept || fade <= 0) return;
    const lie = lieOf(kept, camera);
    if (lie.x > 0 || lie.y > 0 || lie.x + lie.width < this.width || lie.y + lie.height < this.height) {
      context.fillStyle = scene.background;
      context.fillRect(0, 0, this.width, this.height);
    }
    context.globalAlpha = fade;
    context.imageSmoothingEnabled = lie.width !== reach(kept.width);
    context.drawImage(this.kept.canvas, lie.x, lie.y, lie.width, lie.height);
    context.globalAlpha = 1;
  }

  private frameOf(job: Kept): Frame2d {
    return frameOf(job.view, reach(job.width), reach(job.height), this.ratio, job.width, job.height);
  }
}
