/** The signs of the legend: the shape and colour of an actor, the colour of a tie. */

import { svg } from "./dom";

const PATHS: Record<string, string> = {
  dot: "M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12z",
  diamond: "M8 1l7 7-7 7-7-7z",
  square: "M2.500 2.500h11v11h-11z",
  triangle: "M8 2l6.500 11.500h-13z",
};

/** Return an actor as the map draws it; the words beside it say what it is. */
export function swatch(colour: string, shape = "dot"): SVGElement {
  return svg(
    "svg",
    { viewBox: "0 0 16 16", width: 14, height: 14, class: "swatch", "aria-hidden": "true" },
    svg("path", { d: PATHS[shape] ?? PATHS["dot"]!, fill: colour }),
  );
}

/** Return a tie as the map draws it; with a label it says it to screen readers, and to those who wait over it. */
export function line(colour: string, label = "", dashed = false): SVGElement {
  return svg(
    "svg",
    { viewBox: "0 0 20 8", width: 20, height: 8, class: "swatch", ...(label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" }) },
    label ? svg("title", {}, label) : null,
    svg("path", { d: "M1 4h18", stroke: colour, "stroke-width": 3, "stroke-linecap": "round", "stroke-dasharray": dashed ? "3 4" : "none" }),
  );
}
