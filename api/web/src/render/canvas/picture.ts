// Draws a scene into plain memory: ties in parts, then over them what stands out, then actors.

import { alphaOf, opaque, rgba } from "../colour";
import { DIMMED_ACTORS, SMOOTH, actorWidth, actorsIn, arrowOf, rimOf, screenX, screenY, tieAlpha, tieWidth, type Frame2d } from "../frame2d";
import { colourIn, gather } from "../gather";
import type { Box } from "../camera";
import { DASH, STRONG } from "../lines";
import type { Scene } from "../scene";
import type { Raster } from "./raster";
import { Stamps } from "./stamps";

/** Ties between two looks at the clock. */
const BETWEEN = 200;
const stamps = new Stamps();

/** The ties of one picture, drawn as time allows. */
export class TiePart {
  private readonly ties: Uint32Array;
  private readonly smooth: boolean;
  private drawn = 0;

  constructor(
    private readonly scene: Scene,
    private readonly raster: Raster,
    private readonly frame: Frame2d,
    private readonly box: Box,
  ) {
    this.ties = gather(scene, box, frame.scale / frame.ratio);
    this.smooth = this.ties.length <= SMOOTH;
  }

  /** Draw until the clock shows so many milliseconds; true once all are drawn. */
  draw(until: number): boolean {
    const { ties } = this;
    while (this.drawn < ties.length && performance.now() < until) {
      const end = Math.min(ties.length, this.drawn + (this.smooth ? BETWEEN / 4 : BETWEEN));
      for (; this.drawn < end; this.drawn++) this.tie(ties[this.drawn]);
    }
    return this.drawn >= ties.length;
  }

  private tie(tie: number): void {
    const colour = colourIn(this.scene, this.box, tie);
    const opacity = tieAlpha(colour, this.frame.view.zoom) * 256;
    if (this.smooth) drawTie(this.scene, this.raster, this.frame, tie, colour, Math.round(opacity));
    else drawHair(this.scene, this.raster, this.frame, tie, colour, opacity);
  }
}

function drawHair(scene: Scene, raster: Raster, frame: Frame2d, tie: number, colour: number, opacity: number): void {
  const { x, y, source, target } = scene.graph;
  const [a, b] = [source[tie], target[tie]];
  raster.hair(screenX(frame, x[a]), screenY(frame, y[a]), screenX(frame, x[b]), screenY(frame, y[b]), colour, opacity);
}

function drawTie(scene: Scene, raster: Raster, frame: Frame2d, tie: number, colour: number, opacity: number): void {
  const { x, y, source, target } = scene.graph;
  const [a, b] = [source[tie], target[tie]];
  const width = tieWidth(scene, frame.view.zoom);
  const thick = width * frame.ratio;
  raster.line(screenX(frame, x[a]), screenY(frame, y[a]), screenX(frame, x[b]), screenY(frame, y[b]), colour, opacity, thick);
  const head = arrowOf(scene, frame, tie, width);
  if (head) raster.triangle(head, colour, opacity);
}

/** Draw the ties that stand out, and the pairs that have no tie. */
export function drawStrong(scene: Scene, raster: Raster, frame: Frame2d): void {
  const ties = scene.strongSeen();
  const draw = ties.length <= SMOOTH ? drawTie : drawHair;
  for (const tie of ties) {
    const colour = opaque(scene.colourOfTie(tie), STRONG);
    draw(scene, raster, frame, tie, colour, Math.round(alphaOf(colour) * 256));
  }
  const pairs = scene.dashedSeen();
  const { x, y } = scene.graph;
  const thick = tieWidth(scene, frame.view.zoom) * frame.ratio;
  for (let k = 0; k < pairs.length; k += 2) {
    const [a, b] = [pairs[k], pairs[k + 1]];
    const ends = [screenX(frame, x[a]), screenY(frame, y[a]), screenX(frame, x[b]), screenY(frame, y[b])] as const;
    raster.line(...ends, DASH, Math.round(alphaOf(DASH) * 256), thick, 11 * frame.ratio);
  }
}

/** Draw the actors in the frame. */
export function drawActors(scene: Scene, raster: Raster, frame: Frame2d): void {
  const { graph, nodes, emphasis } = scene;
  const [ground, ink] = [rgba(scene.background), rgba(scene.ink)];
  for (const actor of actorsIn(scene, frame)) {
    const level = emphasis ? emphasis[actor] : 1;
    const width = actorWidth(frame, nodes.size[actor], level);
    const colour = nodes.colour[actor];
    const opacity = Math.round(alphaOf(colour) * 256 * (level === 0 ? DIMMED_ACTORS : 1));
    const [x, y] = [screenX(frame, graph.x[actor]), screenY(frame, graph.y[actor])];
    const rim = rimOf(width, level, frame.ratio);
    stamps.stamp(raster, nodes.shape[actor], x, y, width, colour, opacity, level === 2 ? ink : ground, rim);
  }
}
