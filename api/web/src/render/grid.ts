// Finds actors by place: cells of a square grid over the map, each with its actors.

import type { Graph } from "../data";

export class Grid {
  private readonly cells: number;
  private readonly at: Uint32Array;
  private readonly actors: Uint32Array;

  constructor(private readonly graph: Graph) {
    const { n, x, y } = graph;
    this.cells = Math.min(256, Math.max(1, Math.ceil(Math.sqrt(n / 3))));
    this.at = new Uint32Array(this.cells ** 2 + 1);
    for (let i = 0; i < n; i++) this.at[this.cellOf(x[i], y[i]) + 1]++;
    for (let cell = 0; cell < this.cells ** 2; cell++) this.at[cell + 1] += this.at[cell];
    const next = this.at.slice();
    this.actors = new Uint32Array(n);
    for (let i = 0; i < n; i++) this.actors[next[this.cellOf(x[i], y[i])]++] = i;
  }

  /** Call `see` with each actor in the box, in no order. */
  within(left: number, bottom: number, right: number, top: number, see: (actor: number) => void): void {
    const { x, y } = this.graph;
    const [first, last] = [this.step(left), this.step(right)];
    for (let row = this.step(bottom); row <= this.step(top); row++) {
      const from = this.at[row * this.cells + first];
      const to = this.at[row * this.cells + last + 1];
      for (let k = from; k < to; k++) {
        const i = this.actors[k];
        if (x[i] >= left && x[i] <= right && y[i] >= bottom && y[i] <= top) see(i);
      }
    }
  }

  private step(value: number): number {
    return Math.min(this.cells - 1, Math.max(0, Math.floor(((value + 1) / 2) * this.cells)));
  }

  private cellOf(x: number, y: number): number {
    return this.step(y) * this.cells + this.step(x);
  }
}

/** Whether a place is inside an outline x0, y0, x1, y1 … (even-odd). */
export function encloses(outline: ArrayLike<number>, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [outline[i], outline[i + 1], outline[j], outline[j + 1]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
