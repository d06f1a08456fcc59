// What stands for the actors when there are too many to draw: circles of communities, and the ties between them in bundles.

import { NONE } from "../data";
import type { Camera } from "./camera";
import { rgba } from "./colour";
import type { Scene } from "./scene";

export interface Circle {
  name: string;
  x: number;
  y: number;
  /** Seen actors in it. */
  count: number;
  colour: number;
  community: number;
}

export interface Bundle {
  a: Circle;
  b: Circle;
  /** Ties in it. */
  count: number;
}

const CELLS = 14;
/** Groups whose actors are this near to their middle on average can stand as circles. */
const TOGETHER = 0.25;
const MOST_BUNDLES = 900;

export class Communities {
  private version = "";
  private found: Circle[] = [];
  private tied: Bundle[] = [];
  private readonly group: Uint16Array;
  private readonly names: string[];

  constructor(private readonly scene: Scene) {
    [this.group, this.names] = grouped(scene);
  }

  /** Circles of the seen actors, the largest first. */
  circles(): readonly Circle[] {
    this.update();
    return this.found;
  }

  bundles(): readonly Bundle[] {
    this.update();
    return this.tied;
  }

  /** CSS pixels from the middle of a circle to its rim. */
  radius(circle: Circle, camera: Camera): number {
    return Math.max(3, 0.62 * Math.sqrt(circle.count / this.scene.graph.n) * camera.scale);
  }

  /** The seen actors of a circle. */
  members(circle: Circle): number[] {
    const found: number[] = [];
    for (let i = 0; i < this.group.length; i++) {
      if (this.group[i] === circle.community && this.scene.nodes.visible[i]) found.push(i);
    }
    return found;
  }

  pick(camera: Camera, x: number, y: number): Circle | null {
    const under = this.circles().filter(
      (c) => Math.hypot(camera.screenX(c.x) - x, camera.screenY(c.y) - y) <= this.radius(c, camera),
    );
    return under.at(-1) ?? null;
  }

  private update(): void {
    const { scene } = this;
    const version = `${scene.nodeVersion} ${scene.tieVersion}`;
    if (version === this.version) return;
    this.version = version;
    const of = this.gatherCircles();
    this.gatherBundles(of);
  }

  private gatherCircles(): Map<number, Circle> {
    const { graph, nodes } = this.scene;
    const sums = new Map<number, number[]>();
    for (let i = 0; i < graph.n; i++) {
      const group = this.group[i];
      if (group === NONE || !nodes.visible[i]) continue;
      let sum = sums.get(group);
      if (!sum) sums.set(group, (sum = [0, 0, 0, 0, 0, 0]));
      const colour = nodes.colour[i];
      sum[0]++;
      sum[1] += graph.x[i];
      sum[2] += graph.y[i];
      sum[3] += colour & 255;
      sum[4] += (colour >> 8) & 255;
      sum[5] += (colour >> 16) & 255;
    }
    const of = new Map<number, Circle>();
    for (const [community, [count, x, y, r, g, b]] of sums) {
      const mean = [r, g, b].map((part) => Math.round(part / count));
      const colour = (rgba("#000000") | mean[0] | (mean[1] << 8) | (mean[2] << 16)) >>> 0;
      of.set(community, { name: this.names[community] ?? "", x: x / count, y: y / count, count, colour, community });
    }
    this.found = [...of.values()].sort((a, b) => b.count - a.count);
    return of;
  }

  private gatherBundles(of: Map<number, Circle>): void {
    const { scene, group } = this;
    const { m, source, target } = scene.graph;
    const counts = new Map<number, number>();
    for (let tie = 0; tie < m; tie++) {
      const [a, b] = [group[source[tie]], group[target[tie]]];
      if (a === b || a === NONE || b === NONE || !scene.tieSeen(tie)) continue;
      const key = Math.min(a, b) * 65536 + Math.max(a, b);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    this.tied = [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_BUNDLES)
      .map(([key, count]) => ({ a: of.get(Math.floor(key / 65536))!, b: of.get(key % 65536)!, count }));
  }
}

/** Width in pixels and opacity of a bundle; the more there are, the fainter. */
export function bundleLook(bundles: readonly Bundle[], bundle: Bundle): { width: number; opacity: number } {
  const share = Math.sqrt(bundle.count / bundles[0].count);
  const many = Math.min(1, 7 / Math.sqrt(bundles.length));
  return { width: 0.6 + 5 * share, opacity: (0.08 + 0.4 * share) * many };
}

/** Communities if each lies together on this map, else districts, else squares. */
function grouped(scene: Scene): [Uint16Array, string[]] {
  const { header, community, district } = scene.graph;
  for (const [group, regions] of [[community, header.communities], [district, header.districts]] as const) {
    if (regions.length > 1 && spread(scene, group, regions) < TOGETHER) return [group, regions.map((region) => region.name)];
  }
  return [cells(scene), []];
}

/** Mean distance of actors from the middle of their group. */
function spread(scene: Scene, group: Uint16Array, regions: readonly { x: number; y: number }[]): number {
  const { n, x, y } = scene.graph;
  let [sum, count] = [0, 0];
  for (let i = 0; i < n; i++) {
    const region = regions[group[i]];
    if (!region) continue;
    sum += Math.hypot(x[i] - region.x, y[i] - region.y);
    count++;
  }
  return count ? sum / count : Infinity;
}

/** Squares of the map, for a network whose communities are not known. */
function cells(scene: Scene): Uint16Array {
  const { n, x, y } = scene.graph;
  const step = (value: number) => Math.min(CELLS - 1, Math.floor(((value + 1) / 2) * CELLS));
  const group = new Uint16Array(n);
  for (let i = 0; i < n; i++) group[i] = step(y[i]) * CELLS + step(x[i]);
  return group;
}

/** How far out one is: 0 where only communities are drawn, 1 where only actors are. */
export function fadeOf(scene: Scene, zoom: number, detail: { actors: number; ties: number }): number {
  const seen = scene.seen();
  const excess = Math.max(seen.actors / detail.actors, seen.ties / detail.ties);
  if (excess <= 1) return 1;
  const whole = 1.15 * Math.sqrt(excess) + 0.35;
  const from = whole * 0.78;
  return Math.min(1, Math.max(0, (zoom - from) / (whole - from)));
}
