// Where the map is looked at, and how it gets from one view to another.

import type { View } from "./interface";

/** The square takes this share of the shorter side at zoom 1. */
const FILL = 0.94;
const LEAST = 0.4;
const MOST = 400;
/** The centre stays this near to the square. */
const REACH = 1.2;

export interface Box {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

interface Flight {
  from: View;
  to: View;
  start: number;
  duration: number;
}

export class Camera {
  view: View = { centerX: 0, centerY: 0, zoom: 1 };
  width = 1;
  height = 1;
  private flight: Flight | null = null;

  constructor(private readonly calm: () => boolean) {}

  /** CSS pixels a unit of the map. */
  get scale(): number {
    return scaleOf(this.view.zoom, this.width, this.height);
  }

  get flying(): boolean {
    return this.flight !== null;
  }

  /** The view that is being flown to, or where it is. */
  get aim(): View {
    return this.flight?.to ?? this.view;
  }

  resize(width: number, height: number): void {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
  }

  screenX(x: number): number {
    return (x - this.view.centerX) * this.scale + this.width / 2;
  }

  screenY(y: number): number {
    return (this.view.centerY - y) * this.scale + this.height / 2;
  }

  worldX(x: number, view = this.view): number {
    return view.centerX + (x - this.width / 2) / scaleOf(view.zoom, this.width, this.height);
  }

  worldY(y: number, view = this.view): number {
    return view.centerY - (y - this.height / 2) / scaleOf(view.zoom, this.width, this.height);
  }

  /** The part of the map in view. */
  box(): Box {
    return { left: this.worldX(0), right: this.worldX(this.width), top: this.worldY(0), bottom: this.worldY(this.height) };
  }

  /** Be there at once. */
  jump(view: View): void {
    this.flight = null;
    this.view = bounded(view);
  }

  /** Go there in so many milliseconds; at once for readers who want no motion. */
  fly(view: View, duration: number): void {
    if (this.calm() || duration <= 0) return this.jump(view);
    this.flight = { from: { ...this.view }, to: bounded(view), start: performance.now(), duration };
  }

  /** Move by CSS pixels. */
  pan(dx: number, dy: number): void {
    const { centerX, centerY, zoom } = this.view;
    this.jump({ centerX: centerX - dx / this.scale, centerY: centerY + dy / this.scale, zoom });
  }

  /** The view with another zoom in which the place under a pixel stays under it. */
  zoomed(factor: number, x: number, y: number, from = this.aim): View {
    const zoom = Math.min(MOST, Math.max(LEAST, from.zoom * factor));
    const scale = scaleOf(zoom, this.width, this.height);
    return {
      centerX: this.worldX(x, from) - (x - this.width / 2) / scale,
      centerY: this.worldY(y, from) + (y - this.height / 2) / scale,
      zoom,
    };
  }

  /** The view that shows a box of the map with some room around it. */
  framing(left: number, bottom: number, right: number, top: number, most: number): View {
    const unit = scaleOf(1, this.width, this.height);
    const room = 0.86;
    const zoom = Math.min(
      (this.width * room) / (unit * Math.max(right - left, 1e-6)),
      (this.height * room) / (unit * Math.max(top - bottom, 1e-6)),
      most,
    );
    return { centerX: (left + right) / 2, centerY: (bottom + top) / 2, zoom };
  }

  /** Advance a flight; true while there is one. */
  step(now: number): boolean {
    if (!this.flight) return false;
    const { from, to, start, duration } = this.flight;
    const share = Math.min(1, Math.max(0, (now - start) / duration));
    this.view = share >= 1 ? to : between(from, to, 1 - (1 - share) ** 3);
    if (share >= 1) this.flight = null;
    return true;
  }
}

export function scaleOf(zoom: number, width: number, height: number): number {
  return (zoom * FILL * Math.min(width, height)) / 2;
}

/** How much wider actors are drawn at a zoom than at zoom 1. */
export function growth(zoom: number): number {
  return Math.min(6, Math.max(0.75, zoom ** 0.42));
}

function bounded(view: View): View {
  const near = (value: number) => Math.min(REACH, Math.max(-REACH, Number.isFinite(value) ? value : 0));
  const zoom = Number.isFinite(view.zoom) ? view.zoom : 1;
  return { centerX: near(view.centerX), centerY: near(view.centerY), zoom: Math.min(MOST, Math.max(LEAST, zoom)) };
}

/** A view on the way; the one place that stands still in both stays still throughout, so that zooming holds the pointer. */
function between(from: View, to: View, share: number): View {
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  const ratio = from.zoom / to.zoom;
  const way = Math.abs(1 - ratio) < 0.01 ? share : (1 - from.zoom / zoom) / (1 - ratio);
  return {
    centerX: from.centerX + (to.centerX - from.centerX) * way,
    centerY: from.centerY + (to.centerY - from.centerY) * way,
    zoom,
  };
}
