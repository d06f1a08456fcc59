// Many ties: lines of one pixel, the cheapest there is where no graphics card helps.

import { PROJECT, Program, packed, type Attribute, type Gl } from "./program";
import { MOST_OPACITY } from "../frame2d";
import type { Scene } from "../scene";

const STRIDE = 8;
const LAYOUT: Attribute[] = [
  { name: "a_at", parts: 2, type: "u16", normalised: true, offset: 0 },
  { name: "a_colour", parts: 4, type: "u8", normalised: true, offset: 4 },
];

const VERTEX = `${PROJECT}
in vec2 a_at; in vec4 a_colour;
uniform float u_strength;
flat out vec4 v_colour;
void main() {
  float alpha = min(a_colour.a * u_strength, max(a_colour.a, ${MOST_OPACITY}));
  v_colour = vec4(a_colour.rgb * alpha, alpha);
  gl_Position = clip(pixels(a_at));
}`;

const FRAGMENT = `flat in vec4 v_colour; out vec4 colour; void main() { colour = v_colour; }`;

export class Hairs {
  count = 0;
  private readonly program: Program;
  private readonly buffer: WebGLBuffer;
  private readonly array: WebGLVertexArrayObject;

  constructor(private readonly gl: Gl) {
    this.program = new Program(gl, VERTEX, FRAGMENT, LAYOUT, STRIDE);
    this.buffer = gl.createBuffer()!;
    this.array = this.program.reader(this.buffer);
  }

  /** Take ties, each in the colour that `colour` gives it. */
  load(scene: Scene, ties: Uint32Array, colour: (tie: number) => number): void {
    const { x, y, source, target } = scene.graph;
    const words = new Uint32Array(ties.length * 4);
    for (let k = 0; k < ties.length; k++) {
      const tie = ties[k];
      const [a, b] = [source[tie], target[tie]];
      words[4 * k] = packed(x[a]) | (packed(y[a]) << 16);
      words[4 * k + 2] = packed(x[b]) | (packed(y[b]) << 16);
      words[4 * k + 1] = words[4 * k + 3] = colour(tie);
    }
    this.count = ties.length;
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, words, this.gl.DYNAMIC_DRAW);
  }

  draw(from: number, count: number, view: number[], size: [number, number], strength: number): void {
    const { gl, program } = this;
    program.use();
    program.set("u_view", ...view);
    program.set("u_size", ...size);
    program.set("u_strength", strength);
    gl.bindVertexArray(this.array);
    gl.drawArrays(gl.LINES, 2 * from, 2 * Math.max(0, Math.min(count, this.count - from)));
  }
}
