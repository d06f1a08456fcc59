// Mouse, wheel, touch and keyboard.

/** What gestures ask for, in CSS pixels of the stage. */
export interface Moves {
  pan(dx: number, dy: number): void;
  /** `smooth` for single steps, not for a stream of small ones. */
  zoom(factor: number, x: number, y: number, smooth: boolean): void;
  reset(): void;
  point(x: number, y: number): void;
  leave(): void;
  click(x: number, y: number, shift: boolean): void;
  /** The outline drawn so far; `done` once the button is up. */
  draw(outline: number[], done: boolean): void;
}

/** A press that moves less than this is a click. */
const STILL = 5;
const STEP = 90;
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface Place {
  x: number;
  y: number;
}

export class Gestures {
  /** Whether dragging draws an outline. */
  drawing = false;
  private readonly down = new Map<number, Place>();
  private start: Place | null = null;
  private outline: number[] | null = null;
  private moved = false;

  constructor(
    private readonly stage: HTMLElement,
    private readonly moves: Moves,
    signal: AbortSignal,
  ) {
    const on = <K extends keyof HTMLElementEventMap>(name: K, listener: (event: HTMLElementEventMap[K]) => void) =>
      stage.addEventListener(name, listener, { signal, passive: false });
    on("pointerdown", (event) => this.press(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", (event) => this.release(event, true));
    on("pointercancel", (event) => this.release(event, false));
    on("pointerleave", () => this.down.size === 0 && moves.leave());
    on("wheel", (event) => this.wheel(event));
    on("dblclick", (event) => moves.zoom(2, this.at(event).x, this.at(event).y, true));
    on("keydown", (event) => this.key(event));
  }

  /** Whether a finger or button is down. */
  get active(): boolean {
    return this.down.size > 0;
  }

  private at(event: MouseEvent): Place {
    const box = this.stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const place = this.at(event);
    this.stage.setPointerCapture(event.pointerId);
    this.down.set(event.pointerId, place);
    this.start = this.down.size === 1 ? place : null;
    this.moved = this.down.size > 1;
    const draws = this.down.size === 1 && (this.drawing || event.shiftKey);
    this.outline = draws ? [place.x, place.y] : null;
  }

  private move(event: PointerEvent): void {
    const place = this.at(event);
    const before = this.down.get(event.pointerId);
    if (!before) return this.moves.point(place.x, place.y);
    if (this.start && !this.moved && Math.hypot(place.x - this.start.x, place.y - this.start.y) < STILL) return;
    this.moved = true;
    if (this.outline) {
      this.outline.push(place.x, place.y);
      this.moves.draw(this.outline, false);
    } else if (this.down.size === 1) this.moves.pan(place.x - before.x, place.y - before.y);
    else this.pinch(event.pointerId, before, place);
    this.down.set(event.pointerId, place);
  }

  private pinch(moving: number, before: Place, after: Place): void {
    const other = [...this.down].find(([id]) => id !== moving)![1];
    const apart = Math.hypot(before.x - other.x, before.y - other.y);
    const now = Math.hypot(after.x - other.x, after.y - other.y);
    this.moves.pan((after.x - before.x) / 2, (after.y - before.y) / 2);
    if (apart > 1) this.moves.zoom(now / apart, (after.x + other.x) / 2, (after.y + other.y) / 2, false);
  }

  private release(event: PointerEvent, ended: boolean): void {
    if (!this.down.delete(event.pointerId)) return;
    const { x, y } = this.at(event);
    if (this.outline) this.moves.draw(ended && this.moved ? this.outline : [], true);
    if (ended && !this.moved && this.start) this.moves.click(x, y, event.shiftKey);
    this.outline = null;
    this.start = null;
    if (this.down.size === 0) this.moved = false;
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? 400 : 1;
    const speed = event.ctrlKey ? 0.01 : 0.0018;
    const factor = Math.exp(-Math.max(-600, Math.min(600, event.deltaY * unit)) * speed);
    const { x, y } = this.at(event);
    this.moves.zoom(factor, x, y, Math.abs(event.deltaY * unit) > 40);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.stage) return;
    const { clientWidth, clientHeight } = this.stage;
    const arrow = ARROWS[event.key];
    const step = event.shiftKey ? 3 * STEP : STEP;
    if (arrow) this.moves.pan(arrow[0] * step, arrow[1] * step);
    else if (event.key === "+" || event.key === "=") this.moves.zoom(1.5, clientWidth / 2, clientHeight / 2, true);
    else if (event.key === "-" || event.key === "_") this.moves.zoom(1 / 1.5, clientWidth / 2, clientHeight / 2, true);
    else if (event.key === "0" || event.key === "Home") this.moves.reset();
    else return;
    event.preventDefault();
  }
}
