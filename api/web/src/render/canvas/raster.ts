// Draws lines and actors into plain memory. Where no graphics card helps, this is an order of magnitude quicker than
// both WebGL in software and a canvas's own lines: no set-up for each, a few whole-number operations a pixel.
//
// Invariant: every pixel is opaque; colours are 0xBBGGRR, opacities 0 … 256.

/** The least opacity that eight bits a colour carry through many layers. */
const FAINTEST = 8;

export class Raster {
  width = 0;
  height = 0;
  pixels = new Int32Array();

  resize(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    [this.width, this.height] = [width, height];
    this.pixels = new Int32Array(width * height);
  }

  fill(colour: number): void {
    this.pixels.fill(colour | 0xff000000);
  }

  /** Take over another picture of the same size, with so much of its opacity over a ground. */
  copy(from: Raster, opacity: number, ground: number): void {
    this.resize(from.width, from.height);
    if (opacity >= 256) return this.pixels.set(from.pixels);
    const [inverse, red, green] = [opacity, Math.imul(ground & 0xff00ff, 256 - opacity), Math.imul(ground & 0xff00, 256 - opacity)];
    const { pixels } = this;
    for (let at = 0; at < pixels.length; at++) {
      const under = from.pixels[at];
      const rb = ((Math.imul(under & 0xff00ff, inverse) + red + 0x800080) >>> 8) & 0xff00ff;
      pixels[at] = rb | (((Math.imul(under & 0xff00, inverse) + green + 0x8000) >>> 8) & 0xff00) | 0xff000000;
    }
  }

  /**
   * A line of one pixel, not smoothed. Where it is too faint for whole numbers it has gaps, which no eye sees where
   * thousands overlap.
   */
  hair(x0: number, y0: number, x1: number, y1: number, colour: number, opacity: number): void {
    const line = this.clipped(x0, y0, x1, y1);
    if (!line) return;
    [x0, y0, x1, y1] = line;
    const wide = Math.abs(x1 - x0) >= Math.abs(y1 - y0);
    const steps = Math.max(1, Math.round(wide ? Math.abs(x1 - x0) : Math.abs(y1 - y0)));
    const stride = opacity >= FAINTEST ? 1 : Math.min(16, Math.round(FAINTEST / opacity));
    opacity = Math.max(FAINTEST, opacity) | 0;
    const phase = stride === 1 ? 0 : Math.floor(x0 * 7 + y1 * 13) % stride;
    const [stepX, stepY] = [Math.trunc(((x1 - x0) / steps) * 65536), Math.trunc(((y1 - y0) / steps) * 65536)];
    let [x, y] = [Math.floor(x0 * 65536) + phase * stepX, Math.floor(y0 * 65536) + phase * stepY];
    const [dx, dy] = [stepX * stride, stepY * stride];
    const { pixels, width } = this;
    const inverse = 256 - opacity;
    const rbOver = Math.imul(colour & 0xff00ff, opacity) + 0x800080;
    const gOver = Math.imul(colour & 0xff00, opacity) + 0x8000;
    for (let step = phase; step < steps; step += stride) {
      const at = (y >> 16) * width + (x >> 16);
      const under = pixels[at];
      const rb = ((Math.imul(under & 0xff00ff, inverse) + rbOver) >>> 8) & 0xff00ff;
      pixels[at] = rb | (((Math.imul(under & 0xff00, inverse) + gOver) >>> 8) & 0xff00) | 0xff000000;
      x += dx;
      y += dy;
    }
  }

  /** A smooth line; `dash` is the length of a dash with its gap, 0 for none. */
  line(x0: number, y0: number, x1: number, y1: number, colour: number, opacity: number, thick: number, dash = 0): void {
    const steep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
    const ends = this.clipped(x0, y0, x1, y1);
    if (!ends) return;
    let [a0, b0, a1, b1] = steep ? [ends[1], ends[0], ends[3], ends[2]] : ends;
    if (a0 > a1) [a0, b0, a1, b1] = [a1, b1, a0, b0];
    const slope = a1 - a0 < 1e-6 ? 0 : (b1 - b0) / (a1 - a0);
    const stretch = Math.sqrt(1 + slope * slope);
    const half = (Math.max(1, thick) / 2) * stretch;
    const across = steep ? this.width : this.height;
    const [alongStep, acrossStep] = steep ? [this.width, 1] : [1, this.width];
    for (let a = Math.floor(a0); a <= Math.floor(a1); a++) {
      if (dash && ((a - a0) * stretch) % dash > dash * 0.6) continue;
      const middle = b0 + slope * (Math.min(Math.max(a + 0.5, a0), a1) - a0);
      const [low, high] = [Math.max(0, middle - half), Math.min(across, middle + half)];
      for (let b = Math.floor(low); b < high; b++) {
        const cover = Math.min(b + 1, high) - Math.max(b, low);
        this.blend(a * alongStep + b * acrossStep, colour, (opacity * cover + 0.5) | 0);
      }
    }
  }

  triangle(corners: readonly number[], colour: number, opacity: number): void {
    const [ax, ay, bx, by, cx, cy] = corners;
    const turn = Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) || 1;
    const [left, right] = [Math.max(0, Math.floor(Math.min(ax, bx, cx))), Math.min(this.width - 1, Math.ceil(Math.max(ax, bx, cx)))];
    const [top, bottom] = [Math.max(0, Math.floor(Math.min(ay, by, cy))), Math.min(this.height - 1, Math.ceil(Math.max(ay, by, cy)))];
    const edges = [edge(ax, ay, bx, by, turn), edge(bx, by, cx, cy, turn), edge(cx, cy, ax, ay, turn)];
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        let cover = 1;
        for (const [p, q, r] of edges) cover = Math.min(cover, p * (x + 0.5) + q * (y + 0.5) + r + 0.5);
        if (cover > 0) this.blend(y * this.width + x, colour, (opacity * cover) | 0);
      }
    }
  }

  blend(at: number, colour: number, opacity: number): void {
    const under = this.pixels[at];
    const inverse = 256 - opacity;
    const rb = (Math.imul(under & 0xff00ff, inverse) + Math.imul(colour & 0xff00ff, opacity) + 0x800080) >>> 8;
    const g = (Math.imul(under & 0xff00, inverse) + Math.imul(colour & 0xff00, opacity) + 0x8000) >>> 8;
    this.pixels[at] = (rb & 0xff00ff) | (g & 0xff00) | 0xff000000;
  }

  /** Hand the picture to a canvas of its size. */
  show(context: CanvasRenderingContext2D): void {
    const bytes = new Uint8ClampedArray(this.pixels.buffer as ArrayBuffer);
    context.putImageData(new ImageData(bytes, this.width, this.height), 0, 0);
  }

  /** The part of a line inside the picture, or null (Liang and Barsky). */
  private clipped(x0: number, y0: number, x1: number, y1: number): [number, number, number, number] | null {
    const [right, bottom] = [this.width - 0.01, this.height - 0.01];
    if (x0 >= 0 && x1 >= 0 && y0 >= 0 && y1 >= 0 && x0 <= right && x1 <= right && y0 <= bottom && y1 <= bottom) return [x0, y0, x1, y1];
    const [dx, dy] = [x1 - x0, y1 - y0];
    let [from, to] = [0, 1];
    for (const [p, q] of [[-dx, x0], [dx, right - x0], [-dy, y0], [dy, bottom - y0]]) {
      if (p === 0 && q < 0) return null;
      if (p < 0) from = Math.max(from, q / p);
      else if (p > 0) to = Math.min(to, q / p);
    }
    if (from > to) return null;
    const bound = (value: number, most: number) => Math.min(most, Math.max(0, value));
    return [bound(x0 + from * dx, right), bound(y0 + from * dy, bottom), bound(x0 + to * dx, right), bound(y0 + to * dy, bottom)];
  }
}

/** Distance in pixels to an edge, positive inside: p · x + q · y + r. */
function edge(ax: number, ay: number, bx: number, by: number, turn: number): [number, number, number] {
  const long = Math.hypot(bx - ax, by - ay) || 1;
  const [p, q] = [(-(by - ay) / long) * turn, ((bx - ax) / long) * turn];
  return [p, q, -(p * ax + q * ay)];
}
