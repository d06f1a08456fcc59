// The elements of the map, and which painter draws on them.

import { CanvasPainter } from "./canvas/painter";
import { WebglPainter } from "./gl/painter";
import type { Painter } from "./painter";
import type { Scene } from "./scene";

/** A lost graphics context that has not come back after so many milliseconds is given up for the plain canvas. */
const PATIENCE = 1500;
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export class Stage {
  readonly element = document.createElement("div");
  readonly above: CanvasRenderingContext2D;
  painter: Painter;
  width = 0;
  height = 0;
  ratio = 1;
  private canvas: HTMLCanvasElement;
  private waiting = 0;

  /** `changed` is called when there is another size or painter, so that all has to be drawn again. */
  constructor(
    host: HTMLElement,
    private readonly scene: Scene,
    label: string,
    wanted: string,
    private readonly changed: () => void,
    private readonly signal: AbortSignal,
  ) {
    if (getComputedStyle(host).position === "static") host.style.position = "relative";
    const { element } = this;
    element.tabIndex = 0;
    element.setAttribute("role", "application");
    element.setAttribute("aria-label", label);
    Object.assign(element.style, { position: "absolute", inset: "0", overflow: "hidden", touchAction: "none" });
    const above = layer(element);
    this.above = above.getContext("2d")!;
    [this.canvas, this.painter] = this.paintable(wanted);
    host.append(element);
    const observer = new ResizeObserver(() => this.measure());
    observer.observe(element);
    window.addEventListener("resize", () => this.measure(), { signal });
    signal.addEventListener("abort", () => this.clear(observer));
    this.measure();
  }

  private paintable(wanted: string): [HTMLCanvasElement, Painter] {
    const canvas = document.createElement("canvas");
    const gl = wanted === "canvas" ? null : webgl(canvas, wanted === "webgl");
    if (!gl) return this.plain();
    const { signal } = this;
    canvas.addEventListener("webglcontextlost", (event) => this.lost(event), { signal });
    canvas.addEventListener("webglcontextrestored", () => this.restored(gl, canvas), { signal });
    this.element.prepend(fill(canvas));
    return [canvas, new WebglPainter(gl, this.scene)];
  }

  private plain(): [HTMLCanvasElement, Painter] {
    const canvas = fill(document.createElement("canvas"));
    this.element.prepend(canvas);
    return [canvas, new CanvasPainter(canvas.getContext("2d", { alpha: false })!, this.scene)];
  }

  private lost(event: Event): void {
    event.preventDefault();
    if (event.target === this.canvas) this.waiting = window.setTimeout(() => this.giveUp(), PATIENCE);
  }

  private restored(gl: WebGL2RenderingContext, canvas: HTMLCanvasElement): void {
    if (canvas !== this.canvas) return;
    clearTimeout(this.waiting);
    this.painter = new WebglPainter(gl, this.scene);
    this.fit();
  }

  private giveUp(): void {
    this.canvas.remove();
    [this.canvas, this.painter] = this.plain();
    this.fit();
  }

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    if (width === this.width && height === this.height && ratio === this.ratio) return;
    [this.width, this.height, this.ratio] = [width, height, ratio];
    this.fit();
  }

  private fit(): void {
    for (const canvas of [this.canvas, this.above.canvas]) {
      canvas.width = Math.max(1, Math.round(this.width * this.ratio));
      canvas.height = Math.max(1, Math.round(this.height * this.ratio));
    }
    this.painter.resize(this.width, this.height, this.ratio);
    this.changed();
  }

  private clear(observer: ResizeObserver): void {
    clearTimeout(this.waiting);
    observer.disconnect();
    this.painter.destroy();
    this.element.remove();
  }
}

/** A WebGL2 context, or null; one that computes without a graphics card only if it has to be one. */
function webgl(canvas: HTMLCanvasElement, insist: boolean): WebGL2RenderingContext | null {
  const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, failIfMajorPerformanceCaveat: !insist });
  if (!gl || insist) return gl;
  const names = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  if (!SOFTWARE.test(name)) return gl;
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return null;
}

function layer(parent: HTMLElement): HTMLCanvasElement {
  const canvas = fill(document.createElement("canvas"));
  canvas.style.pointerEvents = "none";
  parent.append(canvas);
  return canvas;
}

function fill(canvas: HTMLCanvasElement): HTMLCanvasElement {
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(canvas.style, { position: "absolute", inset: "0", width: "100%", height: "100%", display: "block" });
  return canvas;
}
