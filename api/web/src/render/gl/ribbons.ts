// Few ties: smooth lines with a width, arrow heads where the direction counts, dashes for ties that are missing.

import { MOST_OPACITY } from "../frame2d";
import { PROJECT, Program, packed, type Attribute, type Gl } from "./program";

/** Sizes travel in 64ths of a pixel. */
export const SIZE_STEPS = 64;

const STRIDE = 20;
const LAYOUT: Attribute[] = [
  { name: "a_from", parts: 2, type: "u16", normalised: true, offset: 0 },
  { name: "a_to", parts: 2, type: "u16", normalised: true, offset: 4 },
  { name: "a_colour", parts: 4, type: "u8", normalised: true, offset: 8 },
  { name: "a_rim", parts: 1, type: "u16", normalised: false, offset: 12 },
  { name: "a_corner", parts: 2, type: "u8", normalised: false, offset: 16 },
];

// Corners 0 … 3 are the ribbon's, 4 … 6 the arrow head's.
const VERTEX = `${PROJECT}
in vec2 a_from; in vec2 a_to; in vec4 a_colour; in float a_rim; in vec2 a_corner;
uniform float u_strength; uniform float u_width; uniform float u_ratio; uniform float u_growth; uniform vec2 u_limits;
flat out vec4 v_colour; out float v_side; out float v_along; flat out float v_half; flat out float v_dashed;
void main() {
  vec2 from = pixels(a_from); vec2 to = pixels(a_to);
  vec2 way = to - from; float far = max(length(way), 0.001); vec2 dir = way / far; vec2 side = vec2(-dir.y, dir.x);
  float corner = a_corner.x;
  float half_width = max(u_width * u_ratio, 1.0) * 0.5;
  float rim = clamp(a_rim / ${SIZE_STEPS}.0 * u_growth, u_limits.x, u_limits.y) * 0.5 * u_ratio + u_ratio;
  float head = (5.0 + 2.2 * u_width) * u_ratio;
  vec2 at;
  v_half = half_width; v_dashed = a_corner.y; v_side = 0.0; v_along = 0.0;
  if (corner < 3.5) {
    float sign_ = mod(corner, 2.0) < 0.5 ? -1.0 : 1.0;
    float reach = half_width + 1.0;
    at = (corner < 1.5 ? from : to) + side * reach * sign_;
    v_side = reach * sign_; v_along = corner < 1.5 ? 0.0 : far / u_ratio;
  } else {
    vec2 tip = to - dir * rim;
    float show = far > rim * 2.0 + head ? 1.0 : 0.0;
    at = corner < 4.5 ? tip : tip - dir * head * show + side * head * 0.42 * show * (corner < 5.5 ? -1.0 : 1.0);
    v_half = 1000.0;
  }
  float alpha = min(a_colour.a * u_strength, max(a_colour.a, ${MOST_OPACITY}));
  v_colour = vec4(a_colour.rgb, alpha);
  gl_Position = clip(at);
}`;

const FRAGMENT = `
flat in vec4 v_colour; in float v_side; in float v_along; flat in float v_half; flat in float v_dashed;
out vec4 colour;
void main() {
  float cover = clamp(v_half + 0.5 - abs(v_side), 0.0, 1.0);
  if (v_dashed > 0.5 && fract(v_along / 11.0) > 0.6) cover = 0.0;
  float alpha = v_colour.a * cover;
  colour = vec4(v_colour.rgb * alpha, alpha);
}`;

/** One line to draw: ends on the map, colour, what it looks like. */
export interface Ribbon {
  ax: number;
  ay: number;
  bx: number;
  by: number;
  colour: number;
  /** Width at zoom 1 of the actor it points to, or 0 for no arrow head. */
  rim: number;
  dashed: boolean;
}

export class Ribbons {
  private readonly program: Program;
  private readonly buffer: WebGLBuffer;
  private readonly indices: WebGLBuffer;
  private readonly array: WebGLVertexArrayObject;
  /** Where the indices of each ribbon begin. */
  private starts = new Uint32Array(1);

  constructor(private readonly gl: Gl) {
    this.program = new Program(gl, VERTEX, FRAGMENT, LAYOUT, STRIDE);
    this.buffer = gl.createBuffer()!;
    this.indices = gl.createBuffer()!;
    this.array = this.program.reader(this.buffer, this.indices);
  }

  get count(): number {
    return this.starts.length - 1;
  }

  load(count: number, ribbon: (k: number) => Ribbon): void {
    const bytes = new Uint8Array(count * 7 * STRIDE);
    const [u16, u32] = [new Uint16Array(bytes.buffer), new Uint32Array(bytes.buffer)];
    const indices = new Uint32Array(count * 9);
    this.starts = new Uint32Array(count + 1);
    let [vertices, corners] = [0, 0];
    for (let k = 0; k < count; k++) {
      const line = ribbon(k);
      const from = packed(line.ax) | (packed(line.ay) << 16);
      const to = packed(line.bx) | (packed(line.by) << 16);
      indices.set([0, 1, 2, 2, 1, 3].map((c) => vertices + c), corners);
      corners += 6;
      if (line.rim > 0) {
        indices.set([vertices + 4, vertices + 5, vertices + 6], corners);
        corners += 3;
      }
      for (let corner = 0; corner < (line.rim > 0 ? 7 : 4); corner++) {
        const at = vertices++ * STRIDE;
        u32[at >> 2] = from;
        u32[(at >> 2) + 1] = to;
        u32[(at >> 2) + 2] = line.colour;
        u16[(at + 12) >> 1] = Math.min(65535, Math.round(line.rim * SIZE_STEPS));
        bytes[at + 16] = corner;
        bytes[at + 17] = line.dashed ? 1 : 0;
      }
      this.starts[k + 1] = corners;
    }
    this.fill(bytes.subarray(0, vertices * STRIDE), indices.subarray(0, corners));
  }

  draw(from: number, count: number, view: number[], size: [number, number], look: { strength: number; width: number; ratio: number; growth: number; least: number; most: number }): void {
    const { gl, program, starts } = this;
    const [first, last] = [starts[from], starts[Math.min(this.count, from + count)]];
    if (last <= first) return;
    program.use();
    program.set("u_view", ...view);
    program.set("u_size", ...size);
    program.set("u_strength", look.strength);
    program.set("u_width", look.width);
    program.set("u_ratio", look.ratio);
    program.set("u_growth", look.growth);
    program.set("u_limits", look.least, look.most);
    gl.bindVertexArray(this.array);
    gl.drawElements(gl.TRIANGLES, last - first, gl.UNSIGNED_INT, first * 4);
  }

  private fill(vertices: Uint8Array, indices: Uint32Array): void {
    const { gl } = this;
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.DYNAMIC_DRAW);
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.indices);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.DYNAMIC_DRAW);
    gl.bindVertexArray(null);
  }
}
