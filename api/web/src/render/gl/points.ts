// Actors: one point each, its shape cut out in the fragment shader.

import { PROJECT, Program, packed, type Attribute, type Gl } from "./program";
import { SIZE_STEPS } from "./ribbons";
import { DIMMED_ACTORS } from "../frame2d";
import type { Scene } from "../scene";

const STRIDE = 12;
const LAYOUT: Attribute[] = [
  { name: "a_at", parts: 2, type: "u16", normalised: true, offset: 0 },
  { name: "a_colour", parts: 4, type: "u8", normalised: true, offset: 4 },
  { name: "a_size", parts: 1, type: "u16", normalised: false, offset: 8 },
  { name: "a_look", parts: 2, type: "u8", normalised: false, offset: 10 },
];

const VERTEX = `${PROJECT}
in vec2 a_at; in vec4 a_colour; in float a_size; in vec2 a_look;
uniform float u_growth; uniform vec2 u_limits; uniform float u_ratio; uniform float u_fade;
flat out vec4 v_colour; flat out float v_width; flat out float v_shape; flat out float v_strong;
void main() {
  float strong = a_look.y;
  float width = clamp(a_size / ${SIZE_STEPS}.0 * u_growth, u_limits.x, u_limits.y) * u_ratio;
  if (strong > 1.5) width = max(width + 2.0 * u_ratio, 6.0 * u_ratio);
  v_colour = vec4(a_colour.rgb, a_colour.a * u_fade * (strong < 0.5 ? ${DIMMED_ACTORS} : 1.0));
  v_width = width; v_shape = a_look.x; v_strong = strong;
  gl_PointSize = width + 2.0;
  gl_Position = clip(pixels(a_at));
}`;

// Distances to the edge in pixels; the shapes are scaled to cover about the same area.
const FRAGMENT = `
flat in vec4 v_colour; flat in float v_width; flat in float v_shape; flat in float v_strong;
uniform vec4 u_ground;
out vec4 colour;
void main() {
  vec2 p = (gl_PointCoord - 0.5) * (v_width + 2.0);
  float r = v_width * 0.5;
  float inside;
  if (v_shape < 0.5) inside = r - length(p);
  else if (v_shape < 1.5) inside = (r * 1.12 - abs(p.x) - abs(p.y)) * 0.7071 + r * 0.06;
  else if (v_shape < 2.5) inside = r * 0.86 - max(abs(p.x), abs(p.y));
  else inside = min(r * 0.72 - p.y, (r * 1.06 + p.y - 1.9 * abs(p.x)) * 0.466);
  float cover = clamp(inside + 0.5, 0.0, 1.0);
  if (cover <= 0.0) discard;
  float rim = v_width < 7.0 ? 0.0 : v_strong > 1.5 ? 2.0 : 1.0;
  float core = rim == 0.0 ? 1.0 : clamp(inside - rim + 0.5, 0.0, 1.0);
  vec3 edge = v_strong > 1.5 ? vec3(0.07, 0.1, 0.13) : u_ground.rgb;
  float alpha = v_colour.a * cover;
  colour = vec4(mix(edge, v_colour.rgb, core) * alpha, alpha);
}`;

export class Points {
  private readonly program: Program;
  private readonly buffer: WebGLBuffer;
  private readonly array: WebGLVertexArrayObject;
  private count = 0;
  private version = -1;

  constructor(private readonly gl: Gl) {
    this.program = new Program(gl, VERTEX, FRAGMENT, LAYOUT, STRIDE);
    this.buffer = gl.createBuffer()!;
    this.array = this.program.reader(this.buffer);
  }

  /** Bring the vertices up to date with the scene. */
  update(scene: Scene): void {
    if (this.version === scene.nodeVersion) return;
    this.version = scene.nodeVersion;
    const vertices = this.vertices(scene);
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, vertices, this.gl.DYNAMIC_DRAW);
  }

  draw(view: number[], size: [number, number], look: { growth: number; least: number; most: number; ratio: number; fade: number; ground: number[] }): void {
    const { gl, program } = this;
    program.use();
    program.set("u_view", ...view);
    program.set("u_size", ...size);
    program.set("u_growth", look.growth);
    program.set("u_limits", look.least, look.most);
    program.set("u_ratio", look.ratio);
    program.set("u_fade", look.fade);
    program.set("u_ground", ...look.ground, 1);
    gl.bindVertexArray(this.array);
    gl.drawArrays(gl.POINTS, 0, this.count);
  }

  /** Small actors first, so that large ones lie above them; dim ones below and strong ones above all. */
  private vertices(scene: Scene): Uint8Array {
    const { graph, nodes, emphasis } = scene;
    const order = scene.bySize();
    const bytes = new Uint8Array(graph.n * STRIDE);
    const [u16, u32] = [new Uint16Array(bytes.buffer), new Uint32Array(bytes.buffer)];
    let at = 0;
    for (let level = emphasis ? 0 : 1; level <= (emphasis ? 2 : 1); level++) {
      for (let k = graph.n - 1; k >= 0; k--) {
        const i = order[k];
        if (!nodes.visible[i] || (emphasis && emphasis[i] !== level)) continue;
        const vertex = at++ * STRIDE;
        u16[vertex >> 1] = packed(graph.x[i]);
        u16[(vertex >> 1) + 1] = packed(graph.y[i]);
        u32[(vertex + 4) >> 2] = nodes.colour[i];
        u16[(vertex + 8) >> 1] = Math.min(65535, Math.round(nodes.size[i] * SIZE_STEPS));
        bytes[vertex + 10] = nodes.shape[i];
        bytes[vertex + 11] = level;
      }
    }
    this.count = at;
    return bytes.subarray(0, at * STRIDE);
  }
}
