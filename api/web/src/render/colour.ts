// Colours as numbers: bytes r, g, b, a in memory, so that they go to the GPU as they are.

/** Turn "#rrggbb" and an opacity into a colour number. */
export function rgba(hex: string, alpha = 1): number {
  const rgb = parseInt(hex.slice(1), 16);
  return (((rgb >> 16) & 255) | (rgb & 0xff00) | ((rgb & 255) << 16) | (Math.round(alpha * 255) << 24)) >>> 0;
}

/** The opacity of a colour number, 0 to 1. */
export function alphaOf(colour: number): number {
  return (colour >>> 24) / 255;
}

/** "#rrggbb" of a colour number, its opacity left out. */
export function hexOf(colour: number): string {
  const rgb = ((colour & 255) << 16) | (colour & 0xff00) | ((colour >> 16) & 255);
  return `#${rgb.toString(16).padStart(6, "0")}`;
}

/** A colour that canvases take; `factor` multiplies its opacity. */
export function cssOf(colour: number, factor = 1): string {
  const alpha = Math.min(1, alphaOf(colour) * factor);
  return `rgba(${colour & 255},${(colour >> 8) & 255},${(colour >> 16) & 255},${alpha.toFixed(3)})`;
}

/** The parts 0 to 1 of "#rrggbb". */
export function parts(hex: string): [number, number, number] {
  const colour = rgba(hex);
  return [(colour & 255) / 255, ((colour >> 8) & 255) / 255, ((colour >> 16) & 255) / 255];
}

/** The colour with at least this opacity. */
export function opaque(colour: number, least: number): number {
  const alpha = Math.round(255 * Math.max(alphaOf(colour), least));
  return ((colour & 0xffffff) | (alpha << 24)) >>> 0;
}

/** The colour with so much of its opacity. */
export function fainter(colour: number, factor: number): number {
  return ((colour & 0xffffff) | (Math.ceil((colour >>> 24) * factor) << 24)) >>> 0;
}
