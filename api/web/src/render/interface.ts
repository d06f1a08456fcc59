// What pages work against.

/** Where the map is looked at: its centre (-1 to 1, y up) and zoom; at zoom 1 the whole square fits. */
export interface View {
  centerX: number;
  centerY: number;
  zoom: number;
}

/** The shapes of actors, in the order of `Nodes.shape`. */
export const SHAPES = ["dot", "diamond", "square", "triangle"] as const;

export interface Nodes {
  /** One `rgba` number an actor. */
  colour: Uint32Array;
  /** Width in CSS pixels at zoom 1; it grows slowly with the zoom. */
  size: Float32Array;
  /** 1 seen, 0 not. */
  visible: Uint8Array;
  /** Index into SHAPES. */
  shape: Uint8Array;
}

export interface Ties {
  /** One `rgba` number a tie type, or one a tie. */
  colour: Uint32Array;
  /** 1 seen, 0 not; a tie is only drawn if both its ends are seen. */
  visible: Uint8Array;
  /** Width in CSS pixels when looked at closely. */
  width: number;
}

/** A name drawn over an area when far out. */
export interface RegionLabel {
  text: string;
  x: number;
  y: number;
  /** The larger come first where names collide. */
  count: number;
}

export interface Options {
  /**
   * What draws: WebGL2 where a graphics card is behind it, else a plain canvas, which is quicker than WebGL in software.
   * Named here, or in the page's address (`?renderer=canvas`), it is that one if the browser has it.
   */
  renderer?: "webgl" | "canvas";
  view?: View;
  /** Colour of the ground, "#rrggbb". */
  background?: string;
  /** Colour of names, "#rrggbb". */
  ink?: string;
  /** What the map is, for screen readers. */
  label?: string;
  /** Above so many actors or ties communities are drawn instead when far out: 60,000 and 400,000. */
  detail?: { actors: number; ties: number };
}

export interface Events {
  /** The actor under the pointer, -1 for none; with the pointer's place in CSS pixels. */
  hover: (index: number, x: number, y: number) => void;
  /** The actor clicked on, -1 for the ground. */
  click: (index: number, event: { shift: boolean; x: number; y: number }) => void;
  /** The view came to rest somewhere else. */
  view: (view: View) => void;
  /** Actors inside an outline that was drawn, with shift or while `lasso(true)`. */
  lasso: (indices: Uint32Array) => void;
}

export interface Renderer {
  /** Which of the two is drawing. */
  readonly kind: "webgl" | "canvas";
  setNodes(nodes: Nodes): void;
  setTies(ties: Ties): void;
  /** Names in the actors' order; drawn as text only. */
  setNames(names: readonly string[]): void;
  /** 0 dim, 1 normal, 2 strong, one an actor and one a tie; null for none. Without ties, a tie is as strong as its weaker end. */
  setEmphasis(nodes: Uint8Array | null, ties?: Uint8Array | null): void;
  /** Pairs of actors joined by a dashed line: i0, j0, i1, j1 … */
  setDashed(pairs: Uint32Array): void;
  setRegions(labels: readonly RegionLabel[]): void;
  /** Ring an actor and always name it (selection, keyboard focus); -1 for none. */
  mark(index: number): void;
  getView(): View;
  setView(view: View): void;
  /** Show these actors, or all that are seen. */
  fit(indices?: ArrayLike<number>): void;
  flyTo(index: number): void;
  /** The actor at a place in CSS pixels of the host, or -1. */
  pick(x: number, y: number): number;
  /** Where an actor is, in CSS pixels of the host, whether in view or not. */
  place(index: number): { x: number; y: number };
  /** Actors that are seen inside an outline of CSS pixels x0, y0, x1, y1 … */
  inside(polygon: ArrayLike<number>): Uint32Array;
  /** While on, dragging draws an outline instead of moving the map; with shift it always does. */
  lasso(on: boolean): void;
  /** What is seen, names too, as PNG; `scale` is pixels of the picture a CSS pixel, 2 if not given. */
  toPng(scale?: number): Promise<Blob>;
  /** What is seen, names too, as a drawing. */
  toSvg(): string;
  on<K extends keyof Events>(event: K, listener: Events[K]): void;
  /** Resolves once what is seen is complete: nothing moves and no drawing waits. */
  settled(): Promise<void>;
  destroy(): void;
}
