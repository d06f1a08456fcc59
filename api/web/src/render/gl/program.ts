// Small helpers over WebGL2: programs, buffers, textures to draw into.

export type Gl = WebGL2RenderingContext;

/** One attribute of interleaved vertices. */
export interface Attribute {
  name: string;
  parts: number;
  type: "u8" | "u16";
  /** 0 … 1 in the shader instead of whole numbers. */
  normalised: boolean;
  offset: number;
}

export class Program {
  readonly attributes: number[];
  private readonly program: WebGLProgram;
  private readonly places = new Map<string, WebGLUniformLocation | null>();

  constructor(
    private readonly gl: Gl,
    vertex: string,
    fragment: string,
    private readonly layout: readonly Attribute[],
    private readonly stride: number,
  ) {
    const program = gl.createProgram()!;
    for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(type)!;
      gl.shaderSource(shader, `#version 300 es\nprecision highp float;\n${source}`);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error(`the map's shader was refused: ${gl.getProgramInfoLog(program)}`);
    }
    this.program = program;
    this.attributes = layout.map((a) => gl.getAttribLocation(program, a.name));
  }

  use(): void {
    this.gl.useProgram(this.program);
  }

  set(name: string, ...values: number[]): void {
    const { gl } = this;
    if (!this.places.has(name)) this.places.set(name, gl.getUniformLocation(this.program, name));
    const place = this.places.get(name)!;
    if (values.length === 1) gl.uniform1f(place, values[0]);
    else if (values.length === 2) gl.uniform2f(place, values[0], values[1]);
    else gl.uniform4f(place, values[0], values[1], values[2], values[3]);
  }

  /** A vertex array that reads its vertices from a buffer. */
  reader(buffer: WebGLBuffer, indices?: WebGLBuffer): WebGLVertexArrayObject {
    const { gl } = this;
    const array = gl.createVertexArray()!;
    gl.bindVertexArray(array);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    this.layout.forEach((a, k) => {
      const type = a.type === "u8" ? gl.UNSIGNED_BYTE : gl.UNSIGNED_SHORT;
      gl.enableVertexAttribArray(this.attributes[k]);
      gl.vertexAttribPointer(this.attributes[k], a.parts, type, a.normalised, this.stride, a.offset);
    });
    if (indices) gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
    gl.bindVertexArray(null);
    return array;
  }
}

/** A texture that can be drawn into. */
export class Target {
  texture: WebGLTexture;
  private readonly frame: WebGLFramebuffer;
  width = 0;
  height = 0;

  /** Many faint ties add up more evenly in numbers of 16 bits. */
  private readonly format: number;

  constructor(private readonly gl: Gl) {
    this.format = gl.getExtension("EXT_color_buffer_float") ? gl.RGBA16F : gl.RGBA8;
    this.texture = gl.createTexture()!;
    this.frame = gl.createFramebuffer()!;
  }

  resize(width: number, height: number): void {
    if (this.width === width && this.height === height) return;
    const { gl } = this;
    [this.width, this.height] = [width, height];
    gl.deleteTexture(this.texture);
    this.texture = gl.createTexture()!;
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
    for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
    gl.texStorage2D(gl.TEXTURE_2D, 1, this.format, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.texture, 0);
  }

  /** Draw into it from here on. */
  bind(): void {
    this.gl.bindFramebuffer(this.gl.FRAMEBUFFER, this.frame);
    this.gl.viewport(0, 0, this.width, this.height);
  }

  clear(): void {
    this.bind();
    this.gl.clearColor(0, 0, 0, 0);
    this.gl.clear(this.gl.COLOR_BUFFER_BIT);
  }
}

/** A map position -1 … 1 in 16 bits, as vertices carry it. */
export function packed(position: number): number {
  return Math.min(65535, Math.max(0, Math.round((position + 1) * 32767.5)));
}

/** GLSL: a packed position to clip space, by `u_view` = centre and pixels a unit, and `u_size` = pixels of the target. */
export const PROJECT = `
uniform vec4 u_view;
uniform vec2 u_size;
vec2 pixels(vec2 at) { return (at * 2.0 - 1.0 - u_view.xy) * u_view.z; }
vec4 clip(vec2 px) { return vec4(px / (u_size * 0.5), 0.0, 1.0); }
`;
