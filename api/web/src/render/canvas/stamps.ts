// Actors as small masks, cut once for each shape and width, then stamped.

import type { Raster } from "./raster";

/** Masks are cut in steps of half a pixel, at four places within one. */
const STEP = 2;

interface Mask {
  side: number;
  /** Opacity 0 … 256 of the shape, and of what lies inside its rim. */
  cover: Uint16Array;
  core: Uint16Array;
}

export class Stamps {
  private readonly cut = new Map<number, Mask>();

  /** Stamp an actor of so many pixels at a place of the picture; `edge` is the colour of its rim, `rim` its width. */
  stamp(raster: Raster, shape: number, x: number, y: number, width: number, colour: number, opacity: number, edge: number, rim: number): void {
    const [left, top] = [Math.floor(x * STEP) / STEP, Math.floor(y * STEP) / STEP];
    const [fx, fy] = [left - Math.floor(left), top - Math.floor(top)];
    const mask = this.mask(shape, Math.round(width * STEP) / STEP, rim, fx, fy);
    const [x0, y0] = [Math.floor(left) - (mask.side >> 1), Math.floor(top) - (mask.side >> 1)];
    for (let row = Math.max(0, -y0); row < mask.side && y0 + row < raster.height; row++) {
      for (let column = Math.max(0, -x0); column < mask.side && x0 + column < raster.width; column++) {
        const at = row * mask.side + column;
        const cover = mask.cover[at];
        if (!cover) continue;
        const pixel = (y0 + row) * raster.width + x0 + column;
        const core = mask.core[at];
        if (core < cover) raster.blend(pixel, edge, (cover * opacity) >> 8);
        if (core) raster.blend(pixel, colour, (core * opacity) >> 8);
      }
    }
  }

  private mask(shape: number, width: number, rim: number, fx: number, fy: number): Mask {
    const key = (((Math.round(width * STEP) * 4 + shape) * 8 + Math.round(rim * 2)) * 2 + (fx ? 1 : 0)) * 2 + (fy ? 1 : 0);
    let found = this.cut.get(key);
    if (!found) {
      if (this.cut.size > 3000) this.cut.clear();
      this.cut.set(key, (found = cut(shape, width / 2, rim, fx, fy)));
    }
    return found;
  }
}

function cut(shape: number, r: number, rim: number, fx: number, fy: number): Mask {
  const side = 2 * Math.ceil(r * 1.25 + 1) + 1;
  const mask = { side, cover: new Uint16Array(side * side), core: new Uint16Array(side * side) };
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [px, py] = [column + 0.5 - (side >> 1) - fx, row + 0.5 - (side >> 1) - fy];
      const inside = within(shape, px, py, r);
      const at = row * side + column;
      mask.cover[at] = opacity(inside);
      mask.core[at] = Math.min(mask.cover[at], opacity(inside - rim));
    }
  }
  return mask;
}

function opacity(inside: number): number {
  return Math.round(256 * Math.min(1, Math.max(0, inside + 0.5)));
}

/** Pixels to the edge of a shape around 0, 0; the shapes cover about the same area. */
function within(shape: number, x: number, y: number, r: number): number {
  if (shape === 1) return (1.2 * r - Math.abs(x) - Math.abs(y)) * 0.7071;
  if (shape === 2) return 0.86 * r - Math.max(Math.abs(x), Math.abs(y));
  if (shape === 3) return Math.min(0.72 * r - y, (1.06 * r + y - 1.9 * Math.abs(x)) * 0.466);
  return r - Math.hypot(x, y);
}
