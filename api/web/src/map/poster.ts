/** A picture to take along: what is seen, with title, legend, day and source. */

import type { App } from "./app";
import { drawnWidth } from "./legend";
import type { Look } from "./look";
import { count, figure, t, won } from "./words";

const TOP = 76;
const SIDE = 250;
const FOOT = 34;
const FONT = '"Pretendard", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", "NanumGothic", sans-serif';

type Mark =
  | { is: "text"; x: number; y: number; text: string; size: number; bold?: boolean; colour: string }
  | { is: "sign"; x: number; y: number; shape: string; colour: string }
  | { is: "line"; x: number; y: number; colour: string }
  | { is: "circle"; x: number; y: number; r: number };

const INK = "#1d2730";
const QUIET = "#55636e";

/** Say in one line which filters are on. */
export function filterWords(app: App): string {
  const { state, graph } = app;
  const labels = (chosen: string[], all: { key: string; label: string }[]): string => {
    const found = all.filter((one) => chosen.includes(one.key)).map((one) => one.label);
    return found.length > 3 ? `${found.slice(0, 3).join(", ")} …` : found.join(", ");
  };
  const parts = [
    labels(state.kinds, graph.header.kinds.map((one) => ({ key: one.name, label: one.label }))),
    labels(state.types, graph.header.types.map((one) => ({ key: one.name, label: one.label }))),
    labels(state.districts, graph.header.districts.map((one) => ({ key: one.id, label: one.name }))),
    labels(state.fields, graph.header.fields.map((one) => ({ key: one.id, label: one.name }))),
    state.from || state.to ? `${state.from || graph.header.first_year}–${state.to || graph.header.last_year}` : "",
    state.amount ? `${won(state.amount[0])} – ${Number.isFinite(state.amount[1]) ? won(state.amount[1]) : ""}` : "",
    state.linked ? t("linked") : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

function marks(app: App, look: Look, width: number, height: number): Mark[] {
  const found: Mark[] = [];
  const text = (x: number, y: number, words: string, size = 13, bold = false, colour = INK): void =>
    void found.push({ is: "text", x, y, text: words, size, bold, colour });
  text(20, 34, t("poster_title"), 22, true);
  const told = filterWords(app);
  text(20, 58, [t("counts", { actors: app.shown.actors, ties: app.shown.tieCount }), told].filter(Boolean).join(" · "), 13, false, QUIET);
  let y = TOP + 16;
  const x = width + 20;
  const heading = (words: string): void => {
    text(x, y, words, 13, true);
    y += 22;
  };
  heading(look.scale.title);
  for (const entry of look.scale.entries.slice(0, 12)) {
    found.push({ is: "sign", x, y: y - 11, shape: entry.shape, colour: entry.colour });
    text(x + 22, y, clip(`${entry.label} (${count(entry.count)})`));
    y += 20;
  }
  y += 12;
  heading(t("tie_type"));
  app.graph.header.types.forEach((type, index) => {
    if (!app.shown.counts.types[index] || (app.state.types.length && !app.state.types.includes(type.name))) return;
    found.push({ is: "line", x, y: y - 5, colour: type.colour });
    text(x + 28, y, clip(type.label));
    y += 20;
  });
  if (look.sizeScale.samples.length > 1) {
    y += 12;
    heading(clip(`${t("size_of")}: ${look.sizeScale.title}`));
    y += drawnWidth(app, look.sizeScale.samples[0]!.width) / 2 - 10;
    for (const { value, width: least } of look.sizeScale.samples) {
      const across = drawnWidth(app, least);
      found.push({ is: "circle", x: x + 22, y: y + 4, r: across / 2 });
      text(x + 52, y + 8, figure(value, look.sizeScale.measure?.kind));
      y += Math.max(22, across + 6);
    }
  }
  const source = [t("source"), t("as_of", { day: app.setup.today }), app.graph.header.synthetic ? t("synthetic") : ""];
  text(20, TOP + height + 22, source.filter(Boolean).join(" · "), 12, false, QUIET);
  return found;
}

const clip = (text: string): string => ([...text].length > 26 ? `${[...text].slice(0, 25).join("")}…` : text);

const SIGNS: Record<string, [number, number][]> = {
  diamond: [[7, 0], [14, 7], [7, 14], [0, 7]],
  square: [[1, 1], [13, 1], [13, 13], [1, 13]],
  triangle: [[7, 1], [14, 13], [0, 13]],
};

/** Return the picture as PNG, twice as fine as the screen. */
export async function toPng(app: App, look: Look, stage: HTMLElement): Promise<Blob> {
  const scale = 2;
  const { clientWidth: width, clientHeight: height } = stage;
  const seen = await createImageBitmap(await app.renderer.toPng(scale));
  const canvas = document.createElement("canvas");
  canvas.width = (width + SIDE) * scale;
  canvas.height = (height + TOP + FOOT) * scale;
  const pen = canvas.getContext("2d")!;
  pen.scale(scale, scale);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, width + SIDE, height + TOP + FOOT);
  pen.drawImage(seen, 0, TOP, width, height);
  for (const mark of marks(app, look, width, height)) draw(pen, mark);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

function draw(pen: CanvasRenderingContext2D, mark: Mark): void {
  if (mark.is === "text") {
    pen.font = `${mark.bold ? 700 : 400} ${mark.size}px ${FONT}`;
    pen.fillStyle = mark.colour;
    pen.fillText(mark.text, mark.x, mark.y);
    return;
  }
  pen.beginPath();
  if (mark.is === "circle") {
    pen.strokeStyle = QUIET;
    pen.arc(mark.x, mark.y, mark.r, 0, Math.PI * 2);
    pen.stroke();
  } else if (mark.is === "line") {
    pen.strokeStyle = mark.colour;
    pen.lineWidth = 3;
    pen.moveTo(mark.x, mark.y);
    pen.lineTo(mark.x + 20, mark.y);
    pen.stroke();
    pen.lineWidth = 1;
  } else {
    pen.fillStyle = mark.colour;
    const corners = SIGNS[mark.shape];
    if (corners) corners.forEach(([x, y], at) => (at ? pen.lineTo(mark.x + x, mark.y + y) : pen.moveTo(mark.x + x, mark.y + y)));
    else pen.arc(mark.x + 7, mark.y + 7, 6, 0, Math.PI * 2);
    pen.fill();
  }
}

/** Return the picture as SVG, with words that stay words. */
export function toSvg(app: App, look: Look, stage: HTMLElement): string {
  const { clientWidth: width, clientHeight: height } = stage;
  const paper = new DOMParser().parseFromString('<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml");
  const root = paper.documentElement;
  const size = { width: width + SIDE, height: height + TOP + FOOT };
  set(root, { ...size, viewBox: `0 0 ${size.width} ${size.height}`, "font-family": FONT });
  root.append(make(paper, "rect", { ...size, fill: "#ffffff" }));
  const seen = paper.importNode(new DOMParser().parseFromString(app.renderer.toSvg(), "image/svg+xml").documentElement, true);
  set(seen, { x: 0, y: TOP, width, height });
  root.append(seen);
  for (const mark of marks(app, look, width, height)) root.append(asElement(paper, mark));
  return new XMLSerializer().serializeToString(paper);
}

function asElement(paper: Document, mark: Mark): Element {
  if (mark.is === "text") {
    const node = make(paper, "text", { x: mark.x, y: mark.y, "font-size": mark.size, "font-weight": mark.bold ? 700 : 400, fill: mark.colour });
    node.textContent = mark.text;
    return node;
  }
  if (mark.is === "circle") return make(paper, "circle", { cx: mark.x, cy: mark.y, r: mark.r, fill: "none", stroke: QUIET });
  if (mark.is === "line") {
    return make(paper, "line", { x1: mark.x, y1: mark.y, x2: mark.x + 20, y2: mark.y, stroke: mark.colour, "stroke-width": 3 });
  }
  const corners = SIGNS[mark.shape];
  if (!corners) return make(paper, "circle", { cx: mark.x + 7, cy: mark.y + 7, r: 6, fill: mark.colour });
  return make(paper, "polygon", { points: corners.map(([x, y]) => `${mark.x + x},${mark.y + y}`).join(" "), fill: mark.colour });
}

function make(paper: Document, tag: string, attributes: Record<string, string | number>): Element {
  const node = paper.createElementNS("http://www.w3.org/2000/svg", tag);
  set(node, attributes);
  return node;
}

function set(node: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
}
