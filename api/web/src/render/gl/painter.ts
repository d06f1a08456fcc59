// Draws with WebGL2: ties into a kept picture, then picture, standing-out ties and actors into each frame.

import { growth, scaleOf, type Camera } from "../camera";
import { opaque, parts } from "../colour";
import { DIMMED, SMOOTH, tieWidth } from "../frame2d";
import { colourIn, gather, tieStrength } from "../gather";
import { boxOf, holdsAll, lieOf, LayerPlan, Pace, reach, type Kept } from "../layer";
import type { Frame, Painter } from "../painter";
import { LARGEST, SMALLEST } from "../picking";
import type { Scene } from "../scene";
import { Hairs } from "./hairs";
import { Points } from "./points";
import { Target, type Gl } from "./program";
import { Ribbons } from "./ribbons";
import { Sheet } from "./sheet";
import { lineOf, strongLine, STRONG } from "../lines";

export class WebglPainter implements Painter {
  readonly kind = "webgl";
  private readonly points: Points;
  private readonly hairs: Hairs;
  private readonly ribbons: Ribbons;
  private readonly strong: Ribbons;
  private readonly strongHairs: Hairs;
  private readonly sheet: Sheet;
  private front: Target;
  private back: Target;
  private readonly plan = new LayerPlan();
  private readonly pace = new Pace(6000, 120000);
  private readonly largest: number;
  private readonly ground: number[];
  private width = 1;
  private height = 1;
  private ratio = 1;
  private drawn = 0;
  private smooth = false;
  private strongVersion = -1;
  private loaded = "";

  constructor(private readonly gl: Gl, private readonly scene: Scene) {
    this.points = new Points(gl);
    this.hairs = new Hairs(gl);
    this.ribbons = new Ribbons(gl);
    this.strong = new Ribbons(gl);
    this.strongHairs = new Hairs(gl);
    this.sheet = new Sheet(gl);
    this.front = new Target(gl);
    this.back = new Target(gl);
    this.largest = (gl.getParameter(gl.ALIASED_POINT_SIZE_RANGE) as Float32Array | null)?.[1] ?? LARGEST;
    this.ground = parts(scene.background);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.disable(gl.DEPTH_TEST);
  }

  resize(width: number, height: number, ratio: number): void {
    [this.width, this.height, this.ratio] = [width, height, ratio];
    this.plan.forget();
  }

  frame(camera: Camera, frame: Frame): boolean {
    if (this.gl.isContextLost()) return false;
    this.points.update(this.scene);
    this.loadStrong();
    const more = frame.fade > 0 && this.advance(camera, frame);
    this.compose(camera, frame);
    return more;
  }

  destroy(): void {
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  private advance(camera: Camera, frame: Frame): boolean {
    const { plan } = this;
    if (plan.plan(camera, this.scene.tieVersion, frame.moving)) this.begin(plan.job!);
    if (!plan.job) return false;
    const job = plan.job;
    const count = this.pace.next(frame.now) / (this.smooth ? 4 : 1);
    this.back.bind();
    this.drawLayer(job, Math.round(count));
    this.drawn += Math.round(count);
    if (this.drawn < (this.smooth ? this.ribbons.count : this.hairs.count)) return true;
    plan.finish();
    [this.front, this.back] = [this.back, this.front];
    return false;
  }

  private begin(job: Kept): void {
    const { scene } = this;
    this.drawn = 0;
    this.back.resize(Math.round(reach(job.width) * this.ratio), Math.round(reach(job.height) * this.ratio));
    this.back.clear();
    const box = boxOf(job);
    const whole = holdsAll(box) ? `whole ${job.version}` : "";
    if (whole && whole === this.loaded) return;
    this.loaded = whole;
    const ties = gather(scene, box, whole ? Infinity : scaleAt(job));
    const colour = (tie: number) => colourIn(scene, box, tie);
    this.smooth = ties.length <= SMOOTH;
    if (this.smooth) this.ribbons.load(ties.length, (k) => lineOf(scene, ties[k], colour(ties[k])));
    else this.hairs.load(scene, ties, colour);
  }

  private drawLayer(job: Kept, count: number): void {
    const view = [job.view.centerX, job.view.centerY, scaleAt(job) * this.ratio, 0];
    const size: [number, number] = [this.back.width, this.back.height];
    const strength = tieStrength(job.view.zoom);
    if (this.smooth) this.ribbons.draw(this.drawn, count, view, size, this.lineLook(job.view.zoom, strength));
    else this.hairs.draw(this.drawn, count, view, size, strength);
  }

  private compose(camera: Camera, frame: Frame): void {
    const { gl, scene, plan, ratio } = this;
    const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, width, height);
    gl.clearColor(this.ground[0], this.ground[1], this.ground[2], 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (frame.fade <= 0) return;
    const kept = plan.front ?? plan.job;
    if (kept) {
      const fade = (scene.strong ? DIMMED : 1) * frame.fade;
      this.sheet.draw(plan.front ? this.front : this.back, lieOf(kept, camera), this.width, this.height, fade);
    }
    const view = [camera.view.centerX, camera.view.centerY, camera.scale * ratio, 0];
    const { zoom } = camera.view;
    this.strongHairs.draw(0, this.strongHairs.count, view, [width, height], frame.fade);
    this.strong.draw(0, this.strong.count, view, [width, height], this.lineLook(zoom, frame.fade));
    const most = Math.min(LARGEST, this.largest / ratio);
    this.points.draw(view, [width, height], { growth: growth(zoom), least: SMALLEST, most, ratio, fade: frame.fade, ground: this.ground });
  }

  private loadStrong(): void {
    const { scene } = this;
    if (this.strongVersion === scene.strongVersion) return;
    this.strongVersion = scene.strongVersion;
    const ties = scene.strongSeen();
    const pairs = scene.dashedSeen();
    const none = new Uint32Array();
    const few = ties.length <= SMOOTH ? ties : none;
    this.strong.load(few.length + pairs.length / 2, (k) => strongLine(scene, few, pairs, k));
    this.strongHairs.load(scene, few === ties ? none : ties, (tie) => opaque(scene.colourOfTie(tie), STRONG));
  }

  private lineLook(zoom: number, strength: number) {
    const width = tieWidth(this.scene, zoom);
    return { strength, width, ratio: this.ratio, growth: growth(zoom), least: SMALLEST, most: LARGEST };
  }
}

function scaleAt(kept: Kept): number {
  return scaleOf(kept.view.zoom, kept.width, kept.height);
}
