// What is seen as a drawing (SVG): ties of one colour in one path, actors as shapes, names as text.

import { DIMMED, DIMMED_ACTORS, SMOOTH, actorWidth, actorsIn, arrowOf, corners, frameOf, rimOf, screenX, screenY, tieAlpha, tieWidth, type Frame2d } from "./frame2d";
import type { Camera } from "./camera";
import { alphaOf, hexOf, opaque } from "./colour";
import { bundleLook, type Communities } from "./communities";
import { colourIn, gather } from "./gather";
import { DASH, STRONG } from "./lines";
import type { Overlay } from "./overlay";
import type { Scene } from "./scene";

/** How the ties of a drawing look. */
interface TieLook {
  colour: (tie: number) => number;
  alpha: (colour: number) => number;
  width: number;
  arrows: boolean;
}

/** Draw the view; `fade` as in `Frame`. */
export function toSvg(scene: Scene, camera: Camera, overlay: Overlay, communities: Communities | null, fade: number): string {
  const { width, height } = camera;
  const frame = frameOf(camera.view, width, height, 1);
  const body: string[] = [];
  if (fade > 0) {
    body.push(...ties(scene, frame, camera, fade), ...strong(scene, frame), ...actors(scene, frame));
  }
  if (communities && fade < 1) body.push(...circles(communities, camera, 1 - fade));
  body.push(...names(scene, camera, overlay));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="${scene.background}"/>`,
    ...body,
    "</svg>",
  ].join("\n");
}

/** Text that is safe inside elements and attributes; characters that XML has no place for are left out. */
export function escaped(text: string): string {
  const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  // eslint-disable-next-line no-control-regex
  const whole = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
  return whole.replace(/[&<>"']/g, (mark) => marks[mark]);
}

function ties(scene: Scene, frame: Frame2d, camera: Camera, fade: number): string[] {
  const { zoom } = camera.view;
  const box = camera.box();
  const found = gather(scene, box, frame.scale);
  const dim = fade * (scene.strong ? DIMMED : 1);
  const width = tieWidth(scene, zoom);
  const look = {
    colour: (tie: number) => colourIn(scene, box, tie),
    alpha: (colour: number) => tieAlpha(colour, zoom) * dim,
    width,
    arrows: found.length <= SMOOTH,
  };
  return paths(scene, frame, found, look);
}

function strong(scene: Scene, frame: Frame2d): string[] {
  const width = tieWidth(scene, frame.view.zoom);
  const colour = (tie: number) => opaque(scene.colourOfTie(tie), STRONG);
  const found = paths(scene, frame, scene.strongSeen(), { colour, alpha: alphaOf, width, arrows: true });
  const pairs = scene.dashedSeen();
  const { x, y } = scene.graph;
  let path = "";
  for (let k = 0; k < pairs.length; k += 2) path += line(frame, x[pairs[k]], y[pairs[k]], x[pairs[k + 1]], y[pairs[k + 1]]);
  const dashes = `fill="none" stroke="${hexOf(DASH)}" stroke-width="${round(width)}" stroke-dasharray="6.6 4.4"`;
  if (path) found.push(`<path d="${path}" ${dashes}/>`);
  return found;
}

function paths(scene: Scene, frame: Frame2d, found: Uint32Array, look: TieLook): string[] {
  const { x, y, source, target } = scene.graph;
  const lines = new Map<number, string[]>();
  const heads = new Map<number, string[]>();
  for (const tie of found) {
    const colour = look.colour(tie);
    const [a, b] = [source[tie], target[tie]];
    if (!lines.has(colour)) lines.set(colour, []);
    lines.get(colour)!.push(line(frame, x[a], y[a], x[b], y[b]));
    const head = look.arrows ? arrowOf(scene, frame, tie, look.width) : null;
    if (!head) continue;
    if (!heads.has(colour)) heads.set(colour, []);
    heads.get(colour)!.push(polygon(head));
  }
  return [...lines].map(([colour, parts]) => {
    const opacity = round(look.alpha(colour));
    const stroke = `stroke="${hexOf(colour)}" stroke-opacity="${opacity}" stroke-width="${round(look.width)}"`;
    // One path a colour would blend its lines as one: where each has to be seen through, each is one of its own.
    const drawn = parts.map((d) => `<path d="${d}"/>`).join("");
    const tips = (heads.get(colour) ?? []).join("");
    const filled = tips ? `<path fill="${hexOf(colour)}" fill-opacity="${opacity}" stroke="none" d="${tips}"/>` : "";
    return `<g fill="none" ${stroke}>${drawn}${filled}</g>`;
  });
}

function actors(scene: Scene, frame: Frame2d): string[] {
  const { graph, nodes, emphasis } = scene;
  return actorsIn(scene, frame).map((actor) => {
    const level = emphasis ? emphasis[actor] : 1;
    const width = actorWidth(frame, nodes.size[actor], level);
    const [cx, cy] = [screenX(frame, graph.x[actor]), screenY(frame, graph.y[actor])];
    const opacity = round(alphaOf(nodes.colour[actor]) * (level === 0 ? DIMMED_ACTORS : 1));
    const edge = rimOf(width, level, 1);
    const rim = edge ? ` stroke="${level === 2 ? scene.ink : scene.background}" stroke-width="${edge}"` : "";
    const look = `fill="${hexOf(nodes.colour[actor])}"${opacity === 1 ? "" : ` opacity="${opacity}"`}${rim}`;
    const points = corners(nodes.shape[actor], width / 2);
    if (!points) return `<circle cx="${round(cx)}" cy="${round(cy)}" r="${round(width / 2)}" ${look}/>`;
    return `<path d="${polygon(points.map((value, k) => value + (k % 2 ? cy : cx)))}" ${look}/>`;
  });
}

function circles(communities: Communities, camera: Camera, fade: number): string[] {
  const bundles = communities.bundles();
  const at = (x: number, y: number) => [round(camera.screenX(x)), round(camera.screenY(y))];
  const lines = [...bundles].reverse().map((bundle) => {
    const { a, b } = bundle;
    const { width, opacity } = bundleLook(bundles, bundle);
    const [[ax, ay], [bx, by]] = [at(a.x, a.y), at(b.x, b.y)];
    const look = `stroke-width="${round(width)}" stroke-opacity="${round(fade * opacity)}"`;
    return `<path d="M${ax} ${ay}L${bx} ${by}" stroke="#5a6b77" ${look}/>`;
  });
  const discs = communities.circles().map((circle) => {
    const [cx, cy] = at(circle.x, circle.y);
    const look = `fill="${hexOf(circle.colour)}" fill-opacity="${round(fade * 0.82)}" stroke="#ffffff" stroke-width="1.5"`;
    return `<circle cx="${cx}" cy="${cy}" r="${round(communities.radius(circle, camera))}" ${look}/>`;
  });
  return [...lines, ...discs];
}

function names(scene: Scene, camera: Camera, overlay: Overlay): string[] {
  return overlay.names.map((label) => {
    const [weight, size, family] = split(overlay.fonts[label.style]);
    const [x, y] = [round(camera.screenX(label.x)), round(camera.screenY(label.y) + label.dy)];
    const fill = label.style === "region" ? "#44525c" : scene.ink;
    const font = `font-family="${escaped(family)}" font-size="${size}" font-weight="${weight}"`;
    const halo = `stroke="${scene.background}" stroke-opacity="0.85" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
    const place = `x="${x}" y="${y}" text-anchor="middle" dominant-baseline="central"`;
    return `<text ${place} ${font} fill="${fill}" ${halo}>${escaped(label.text)}</text>`;
  });
}

function split(font: string): [string, string, string] {
  const [weight, size, ...family] = font.split(" ");
  return [weight, size, family.join(" ")];
}

function line(frame: Frame2d, ax: number, ay: number, bx: number, by: number): string {
  const [x1, y1, x2, y2] = [screenX(frame, ax), screenY(frame, ay), screenX(frame, bx), screenY(frame, by)].map(round);
  return `M${x1} ${y1}L${x2} ${y2}`;
}

function polygon(points: readonly number[]): string {
  const places: string[] = [];
  for (let k = 0; k < points.length; k += 2) places.push(`${round(points[k])} ${round(points[k + 1])}`);
  return `M${places.join("L")}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
