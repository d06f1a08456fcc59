// Lays a kept picture over the view, moved and stretched.

import { Program, type Attribute, type Gl, type Target } from "./program";
import type { Lie } from "../layer";

const LAYOUT: Attribute[] = [{ name: "a_corner", parts: 2, type: "u8", normalised: false, offset: 0 }];

const VERTEX = `
in vec2 a_corner;
uniform vec4 u_lie; uniform vec2 u_size;
out vec2 v_at;
void main() {
  v_at = vec2(a_corner.x, 1.0 - a_corner.y);
  vec2 px = u_lie.xy + a_corner * u_lie.zw;
  gl_Position = vec4(px.x / u_size.x * 2.0 - 1.0, 1.0 - px.y / u_size.y * 2.0, 0.0, 1.0);
}`;

const FRAGMENT = `
in vec2 v_at; uniform sampler2D u_picture; uniform float u_fade; out vec4 colour;
void main() { colour = texture(u_picture, v_at) * u_fade; }`;

export class Sheet {
  private readonly program: Program;
  private readonly array: WebGLVertexArrayObject;

  constructor(private readonly gl: Gl) {
    this.program = new Program(gl, VERTEX, FRAGMENT, LAYOUT, 2);
    const buffer = gl.createBuffer()!;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
    this.array = this.program.reader(buffer);
  }

  draw(target: Target, lie: Lie, width: number, height: number, fade: number): void {
    const { gl, program } = this;
    program.use();
    program.set("u_lie", lie.x, lie.y, lie.width, lie.height);
    program.set("u_size", width, height);
    program.set("u_fade", fade);
    gl.bindTexture(gl.TEXTURE_2D, target.texture);
    gl.bindVertexArray(this.array);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }
}
