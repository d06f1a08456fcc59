// The picture of all ties is kept and moved with the view; it is drawn anew, some ties a frame, where it no longer fits.
//
// Invariant: `front` is complete or nothing; `job` is the picture being made, for one view and one version.

import { scaleOf, type Box, type Camera } from "./camera";
import type { View } from "./interface";

/** The kept picture reaches this share of the view's sides beyond it, so that panning shows no bare edge. */
const MARGIN = 0.25;
/** Zoomed by more than this, the kept picture is too coarse or too fine to go on with. */
const STRETCH = 1.5;

export interface Kept {
  view: View;
  /** CSS pixels of the view it was made for. */
  width: number;
  height: number;
  version: number;
}

/** Where a kept picture lies in the view now: CSS pixels from the top left corner. */
export interface Lie {
  x: number;
  y: number;
  width: number;
  height: number;
}

export class LayerPlan {
  front: Kept | null = null;
  job: Kept | null = null;

  /** Say whether a picture has to be begun; `job` is then the one to make. */
  plan(camera: Camera, version: number, moving: boolean): boolean {
    if (this.job && fits(this.job, camera, version, moving)) return false;
    if (!this.job && this.front && fits(this.front, camera, version, moving)) return false;
    this.job = { view: { ...camera.view }, width: camera.width, height: camera.height, version };
    return true;
  }

  /** The job is done. */
  finish(): void {
    this.front = this.job;
    this.job = null;
  }

  forget(): void {
    this.front = this.job = null;
  }
}

function fits(kept: Kept, camera: Camera, version: number, moving: boolean): boolean {
  if (kept.version !== version || kept.width !== camera.width || kept.height !== camera.height) return false;
  const { view } = kept;
  if (!moving) {
    const { centerX, centerY, zoom } = camera.view;
    return view.centerX === centerX && view.centerY === centerY && view.zoom === zoom;
  }
  const ratio = camera.view.zoom / view.zoom;
  if (ratio > STRETCH || ratio < 1 / STRETCH) return false;
  const lie = lieOf(kept, camera);
  return lie.x <= 0 && lie.y <= 0 && lie.x + lie.width >= camera.width && lie.y + lie.height >= camera.height;
}

/** The length of a kept picture's side; whole pixels on both sides, so that at rest it lies exactly on the screen's. */
export function reach(length: number): number {
  return length + 2 * Math.ceil(length * MARGIN);
}

export function lieOf(kept: Kept, camera: Camera): Lie {
  const ratio = camera.scale / scaleOf(kept.view.zoom, kept.width, kept.height);
  const width = reach(kept.width) * ratio;
  const height = reach(kept.height) * ratio;
  return {
    x: camera.screenX(kept.view.centerX) - width / 2,
    y: camera.screenY(kept.view.centerY) - height / 2,
    width,
    height,
  };
}

/** The part of the map that a kept picture shows. */
export function boxOf(kept: Kept): Box {
  const scale = scaleOf(kept.view.zoom, kept.width, kept.height);
  const [halfX, halfY] = [reach(kept.width) / 2 / scale, reach(kept.height) / 2 / scale];
  const { centerX, centerY } = kept.view;
  return { left: centerX - halfX, bottom: centerY - halfY, right: centerX + halfX, top: centerY + halfY };
}

/** Whether a box holds the whole map. */
export function holdsAll(box: Box): boolean {
  return box.left <= -1 && box.bottom <= -1 && box.right >= 1 && box.top >= 1;
}

/** How many ties to draw a frame: more while frames come quickly, fewer where they don't. */
export class Pace {
  private size: number;
  private last = 0;

  constructor(
    private readonly least: number,
    private readonly most: number,
  ) {
    this.size = least * 4;
  }

  next(now: number): number {
    const took = now - this.last;
    this.last = now;
    if (took > 60) this.size /= 2;
    else if (took < 28) this.size *= 1.5;
    this.size = Math.min(this.most, Math.max(this.least, this.size));
    return Math.round(this.size);
  }
}
