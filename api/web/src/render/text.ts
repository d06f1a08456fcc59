// Names as text to draw: on one line, isolated, cut where they are long.

/** Marks that turn the direction of text; a name is set apart from its surroundings instead. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
// eslint-disable-next-line no-control-regex
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g;
const [ISOLATE, END] = ["\u2068", "\u2069"];
const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;

/** A name without what would break its line or turn its direction. */
export function plain(name: string): string {
  return name.replace(DIRECTION, "").replace(BREAKS, " ").trim();
}

/** The name cut with … to a width that `measure` tells, set apart from the direction of what is around it. */
export function shortened(name: string, most: number, measure: (text: string) => number): string {
  const text = plain(name);
  if (!text) return "";
  if (measure(text) <= most) return ISOLATE + text + END;
  const letters = segmenter ? Array.from(segmenter.segment(text.slice(0, 400)), (s) => s.segment) : Array.from(text);
  let [fits, fails] = [0, letters.length];
  while (fails - fits > 1) {
    const half = (fits + fails) >> 1;
    if (measure(`${letters.slice(0, half).join("").trimEnd()}…`) <= most) fits = half;
    else fails = half;
  }
  return `${ISOLATE}${letters.slice(0, fits).join("").trimEnd()}…${END}`;
}

/** Texts with their measured widths, each measured once. */
export class Ruler {
  private readonly known = new Map<string, { text: string; width: number }>();

  constructor(private readonly context: CanvasRenderingContext2D) {}

  /** The text to draw for a name in a font, and its width in pixels. */
  measure(name: string, font: string, most: number): { text: string; width: number } {
    const key = `${font}|${name}`;
    let found = this.known.get(key);
    if (!found) {
      if (this.known.size > 5000) this.known.clear();
      this.context.font = font;
      const text = shortened(name, most, (part) => this.context.measureText(part).width);
      found = { text, width: Math.ceil(this.context.measureText(text).width) };
      this.known.set(key, found);
    }
    return found;
  }
}
