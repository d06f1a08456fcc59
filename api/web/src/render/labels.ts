// Which names are set, and where: the largest actors first, none over another, more as one zooms in.

import type { Camera } from "./camera";
import type { Communities } from "./communities";
import { widthOf } from "./picking";
import type { Scene } from "./scene";
import type { Ruler } from "./text";

/** A name in its place on the map; the offset is in CSS pixels from there to the text's middle. */
export interface Label {
  text: string;
  x: number;
  y: number;
  dx: number;
  dy: number;
  width: number;
  style: "actor" | "strong" | "region";
  /** The actor, or -1. */
  actor: number;
}

export interface Fonts {
  actor: string;
  strong: string;
  region: string;
}

export const LINE = 16;
const WIDEST = 190;
const TRIES = 4000;
/** Regions are named up to this zoom. */
const REGION_ZOOM = 2.6;
const BIN = 128;

export function fontsOf(family: string): Fonts {
  return { actor: `500 12px ${family}`, strong: `700 13px ${family}`, region: `700 15px ${family}` };
}

/** Choose and place the names of a view. `fade` as in `Frame`. */
export function placeLabels(scene: Scene, camera: Camera, ruler: Ruler, fonts: Fonts, fade: number, communities: Communities | null): Label[] {
  const setter = new Setter(scene, camera, ruler, fonts);
  for (const actor of [scene.marked, scene.hovered]) if (actor >= 0) setter.actor(actor, "strong", true);
  if (fade < 0.5 && communities) {
    for (const circle of communities.circles()) setter.region(circle.name, circle.x, circle.y, 0);
    return setter.labels;
  }
  if (camera.view.zoom <= REGION_ZOOM) {
    const regions = [...scene.regions].sort((a, b) => b.count - a.count);
    for (const region of regions) setter.region(region.text, region.x, region.y, 0);
  }
  setter.actors();
  return setter.labels;
}

class Setter {
  readonly labels: Label[] = [];
  private readonly bins = new Map<number, number[][]>();
  private readonly set = new Set<number>();

  constructor(
    private readonly scene: Scene,
    private readonly camera: Camera,
    private readonly ruler: Ruler,
    private readonly fonts: Fonts,
  ) {}

  actors(): void {
    const { scene, camera } = this;
    const { emphasis } = scene;
    const most = this.labels.length + this.budget();
    const order = scene.bySize();
    let tries = 0;
    for (const level of emphasis ? [2, 1] : [1]) {
      for (let k = 0; k < order.length && this.labels.length < most && tries < TRIES; k++) {
        const actor = order[k];
        if (emphasis && emphasis[actor] !== level) continue;
        if (this.outside(scene.graph.x[actor], scene.graph.y[actor]) || !scene.nodes.visible[actor]) continue;
        tries++;
        this.actor(actor, level === 2 ? "strong" : "actor", false);
      }
      if (camera.view.zoom < 1 && this.labels.length > 0 && level === 2) break;
    }
  }

  actor(actor: number, style: "actor" | "strong", always: boolean): void {
    const { scene, camera, ruler, fonts } = this;
    const name = scene.names[actor];
    if (!name || this.set.has(actor) || !scene.nodes.visible[actor]) return;
    const { text, width } = ruler.measure(name, fonts[style], WIDEST);
    if (!text) return;
    const [x, y] = [scene.graph.x[actor], scene.graph.y[actor]];
    const below = widthOf(scene, actor, camera.view.zoom) / 2 + LINE / 2 + 1;
    for (const dy of [below, -below]) {
      if (!this.take(camera.screenX(x), camera.screenY(y) + dy, width, LINE, always)) continue;
      this.set.add(actor);
      this.labels.push({ text, x, y, dx: 0, dy, width, style, actor });
      return;
    }
  }

  region(name: string, x: number, y: number, dy: number): void {
    const { camera, ruler, fonts } = this;
    if (this.outside(x, y)) return;
    const { text, width } = ruler.measure(name, fonts.region, WIDEST);
    if (!text || !this.take(camera.screenX(x), camera.screenY(y) + dy, width + 6, 22, false)) return;
    this.labels.push({ text, x, y, dx: 0, dy, width, style: "region", actor: -1 });
  }

  /** How many names a view bears: fewer when far out, where they would hide the pattern. */
  private budget(): number {
    const { width, height, view } = this.camera;
    const density = Math.min(1, 0.24 * Math.max(0.6, view.zoom) ** 0.7);
    return Math.round(((width * height) / 7000) * density);
  }

  private outside(x: number, y: number): boolean {
    const { camera } = this;
    const [sx, sy] = [camera.screenX(x), camera.screenY(y)];
    return sx < -40 || sy < -20 || sx > camera.width + 40 || sy > camera.height + 20;
  }

  /** Take a box if nothing else has; true if it could be taken. */
  private take(x: number, y: number, width: number, height: number, always: boolean): boolean {
    const box = [x - width / 2 - 3, y - height / 2, x + width / 2 + 3, y + height / 2];
    const bins: number[][][] = [];
    for (let row = Math.floor(box[1] / BIN); row <= Math.floor(box[3] / BIN); row++) {
      for (let column = Math.floor(box[0] / BIN); column <= Math.floor(box[2] / BIN); column++) {
        const key = row * 4096 + column;
        const bin = this.bins.get(key) ?? [];
        if (!always && bin.some((b) => b[0] < box[2] && box[0] < b[2] && b[1] < box[3] && box[1] < b[3])) return false;
        this.bins.set(key, bin);
        bins.push(bin);
      }
    }
    for (const bin of bins) bin.push(box);
    return true;
  }
}
