// Ties camera, gestures, painter and names together, one frame at a time.
//
// Invariant: while something still has to be drawn or moves, a frame is asked for; at rest none is.

import type { Graph } from "../data";
import { Camera } from "./camera";
import { Communities, fadeOf } from "./communities";
import { Gestures } from "./gestures";
import { Grid } from "./grid";
import type { Events, Nodes, Options, RegionLabel, Renderer, Ties, View } from "./interface";
import { Overlay } from "./overlay";
import * as picking from "./picking";
import { toPng } from "./png";
import { Scene } from "./scene";
import { Stage } from "./stage";
import { toSvg } from "./svg";

const WHOLE: View = { centerX: 0, centerY: 0, zoom: 1 };
const DETAIL = { actors: 60000, ties: 400000 };
/** The map counts as moving until so many milliseconds after the last move. */
const LINGER = 140;
const FLIGHT = 450;
const STEP = 160;

export class Engine implements Renderer {
  private readonly camera: Camera;
  private readonly scene: Scene;
  private readonly communities: Communities;
  private readonly overlay: Overlay;
  private readonly gestures: Gestures;
  private readonly stage: Stage;
  private readonly detail: { actors: number; ties: number };
  private readonly listeners: { [K in keyof Events]: Set<Events[K]> } = {
    hover: new Set(),
    click: new Set(),
    view: new Set(),
    lasso: new Set(),
  };
  private readonly over = new AbortController();
  private waiting: (() => void)[] = [];
  private asked = 0;
  private movingUntil = 0;
  private told: View;
  private places: Grid | null = null;

  constructor(host: HTMLElement, graph: Graph, options: Options) {
    this.detail = options.detail ?? DETAIL;
    this.scene = new Scene(graph, options.background ?? "#ffffff", options.ink ?? "#1d2730");
    this.communities = new Communities(this.scene);
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    this.camera = new Camera(() => still.matches);
    this.camera.jump(options.view ?? WHOLE);
    this.told = this.camera.view;
    const wanted = options.renderer ?? new URLSearchParams(location.search).get("renderer") ?? "";
    const { signal } = this.over;
    this.stage = new Stage(host, this.scene, options.label ?? "", wanted, () => this.resized(), signal);
    this.overlay = new Overlay(this.stage.above, this.scene, this.communities, getComputedStyle(host).fontFamily);
    this.gestures = new Gestures(this.stage.element, this, signal);
    this.resized();
  }

  get kind(): "webgl" | "canvas" {
    return this.stage.painter.kind;
  }

  setNodes(nodes: Nodes): void {
    this.scene.setNodes(nodes);
    this.ask();
  }

  setTies(ties: Ties): void {
    this.scene.setTies(ties);
    this.ask();
  }

  setNames(names: readonly string[]): void {
    this.scene.names = names;
    this.relabel();
  }

  setEmphasis(nodes: Uint8Array | null, ties: Uint8Array | null = null): void {
    this.scene.setEmphasis(nodes, ties);
    this.ask();
  }

  setDashed(pairs: Uint32Array): void {
    this.scene.dashed = pairs;
    this.scene.strongVersion++;
    this.ask();
  }

  setRegions(labels: readonly RegionLabel[]): void {
    this.scene.regions = labels;
    this.relabel();
  }

  mark(index: number): void {
    this.scene.marked = index;
    this.relabel();
  }

  getView(): View {
    return { ...this.camera.aim };
  }

  setView(view: View): void {
    this.camera.jump(view);
    this.ask();
  }

  fit(indices?: ArrayLike<number>): void {
    const { x, y, n } = this.scene.graph;
    const { visible } = this.scene.nodes;
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = 0; k < (indices ? indices.length : n); k++) {
      const i = indices ? indices[k] : k;
      if (!indices && !visible[i]) continue;
      box[0] = Math.min(box[0], x[i]);
      box[1] = Math.min(box[1], y[i]);
      box[2] = Math.max(box[2], x[i]);
      box[3] = Math.max(box[3], y[i]);
    }
    if (box[0] <= box[2]) this.travel(this.camera.framing(box[0], box[1], box[2], box[3], this.closest()));
  }

  flyTo(index: number): void {
    const { x, y } = this.scene.graph;
    this.travel({ centerX: x[index], centerY: y[index], zoom: Math.max(this.camera.aim.zoom, this.closest()) });
  }

  pick(x: number, y: number): number {
    return this.fade() < 0.5 ? -1 : picking.pick(this.scene, this.camera, this.grid(), x, y);
  }

  place(index: number): { x: number; y: number } {
    const { x, y } = this.scene.graph;
    return { x: this.camera.screenX(x[index]), y: this.camera.screenY(y[index]) };
  }

  inside(polygon: ArrayLike<number>): Uint32Array {
    return picking.inside(this.scene, this.camera, this.grid(), polygon);
  }

  lasso(on: boolean): void {
    this.gestures.drawing = on;
    this.stage.element.style.cursor = on ? "crosshair" : "";
  }

  toPng(scale = 2): Promise<Blob> {
    return toPng(this.scene, this.camera, this.overlay, this.fade(), scale);
  }

  toSvg(): string {
    return toSvg(this.scene, this.camera, this.overlay, this.communities, this.fade());
  }

  on<K extends keyof Events>(event: K, listener: Events[K]): void {
    this.listeners[event].add(listener);
  }

  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.ask();
    });
  }

  destroy(): void {
    cancelAnimationFrame(this.asked);
    this.over.abort();
  }

  pan(dx: number, dy: number): void {
    this.camera.pan(dx, dy);
    this.moved();
  }

  zoom(factor: number, x: number, y: number, smooth: boolean): void {
    this.camera.fly(this.camera.zoomed(factor, x, y), smooth ? STEP : 0);
    this.moved();
  }

  reset(): void {
    this.travel(WHOLE);
  }

  point(x: number, y: number): void {
    const found = this.pick(x, y);
    if (found === this.scene.hovered) return;
    this.scene.hovered = found;
    if (!this.gestures.drawing) this.stage.element.style.cursor = found >= 0 ? "pointer" : "";
    this.listeners.hover.forEach((listener) => listener(found, x, y));
    this.relabel();
  }

  leave(): void {
    this.point(-1e6, -1e6);
  }

  click(x: number, y: number, shift: boolean): void {
    const circle = this.fade() < 0.5 ? this.communities.pick(this.camera, x, y) : null;
    if (circle) return this.fit(this.communities.members(circle));
    const found = this.pick(x, y);
    this.listeners.click.forEach((listener) => listener(found, { shift, x, y }));
  }

  draw(outline: number[], done: boolean): void {
    this.overlay.outline = done ? [] : outline;
    this.ask();
    if (!done || outline.length < 6) return;
    const found = this.inside(outline);
    this.listeners.lasso.forEach((listener) => listener(found));
  }

  private grid(): Grid {
    return (this.places ??= new Grid(this.scene.graph));
  }

  private fade(): number {
    return fadeOf(this.scene, this.camera.view.zoom, this.detail);
  }

  /** The zoom at which one actor and those around it fill the view. */
  private closest(): number {
    return Math.min(60, Math.max(3, Math.sqrt(this.scene.graph.n / 60)));
  }

  private travel(view: View): void {
    this.camera.fly(view, FLIGHT);
    this.moved();
  }

  private moved(): void {
    this.movingUntil = performance.now() + LINGER;
    this.ask();
  }

  private relabel(): void {
    this.scene.labelVersion++;
    this.ask();
  }

  private resized(): void {
    if (!this.overlay) return; // the stage measures itself before there are names to place
    this.camera.resize(this.stage.width, this.stage.height);
    this.overlay.resize(this.stage.ratio);
    this.ask();
  }

  private ask(): void {
    if (!this.asked && !this.over.signal.aborted) this.asked = requestAnimationFrame((now) => this.frame(now));
  }

  private frame(now: number): void {
    this.asked = 0;
    const flying = this.camera.step(now);
    const moving = flying || this.gestures.active || performance.now() < this.movingUntil;
    const fade = this.fade();
    const more = this.stage.painter.frame(this.camera, { now, moving, fade });
    const late = this.overlay.frame(this.camera, now, moving, fade);
    if (moving || more || late) this.ask();
    else this.rest();
  }

  private rest(): void {
    const { view } = this.camera;
    const { centerX, centerY, zoom } = this.told;
    if (view.centerX !== centerX || view.centerY !== centerY || view.zoom !== zoom) {
      this.told = view;
      this.listeners.view.forEach((listener) => listener({ ...view }));
    }
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach((resolve) => resolve());
  }
}
