// What draws actors and ties: the graphics card, or a plain canvas where there is none.

import type { Camera } from "./camera";

export interface Frame {
  now: number;
  /** Somebody is moving the map: keep frames short. */
  moving: boolean;
  /** How much of the actors is seen: 0 where communities stand for them, 1 where they are seen alone. */
  fade: number;
}

export interface Painter {
  readonly kind: "webgl" | "canvas";
  /** CSS pixels, and pixels of the screen a CSS pixel. */
  resize(width: number, height: number, ratio: number): void;
  /** Draw; true if another frame is needed to complete the picture. */
  frame(camera: Camera, frame: Frame): boolean;
  destroy(): void;
}
