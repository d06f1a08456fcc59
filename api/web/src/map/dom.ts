/** Elements built as nodes: what people wrote only ever becomes a text node. */

export type Child = Node | string | null | undefined | false;
type Attribute = string | number | boolean | EventListener | null | undefined;

/** Put children at the end of an element; what is no child is left out. */
export function add(node: Element, ...children: Child[]): void {
  node.append(...children.filter((child): child is Node | string => Boolean(child)));
}

function fill<E extends Element>(node: E, attributes: Record<string, Attribute>, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  add(node, ...children);
  return node;
}

/** Return an HTML element; an attribute that is a function listens to the event of its name. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** Return an SVG element. */
export function svg(tag: string, attributes: Record<string, Attribute> = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Return a button that is no form's. */
export function button(label: Child, act: () => void, attributes: Record<string, Attribute> = {}): HTMLButtonElement {
  return el("button", { type: "button", click: () => act(), ...attributes }, label);
}

const ICONS: Record<string, string> = {
  close: "M6 6l12 12M18 6L6 18",
  lasso: "M4 9c0-3 4-5 8-5s8 2 8 5-4 5-8 5c-1.600 0-3-.2-4.200-.7M7.800 13.300a2 2 0 1 0-2.500 2.600c.3 1.700-.3 3.100-1.800 4.100",
  table: "M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9",
  share: "M12 3v12M7.500 7.500L12 3l4.500 4.500M5 12v8h14v-8",
  help: "M9.200 9a3 3 0 1 1 4.300 2.700c-1 .5-1.500 1.100-1.500 2.300M12 17.500v.01M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  play: "M7 4.500l12 7.500-12 7.500z",
  pause: "M8 5v14M16 5v14",
  search: "M10.500 4a6.500 6.500 0 1 0 0 13a6.500 6.500 0 0 0 0-13zM15.500 15.500L20 20",
  spot: "M12 8.500a3.500 3.500 0 1 0 0 7a3.500 3.500 0 0 0 0-7zM12 2.500v4M12 17.500v4M2.500 12h4M17.500 12h4",
  up: "M6 15l6-6 6 6",
  legend: "M5 6.500h3M5 12h3M5 17.500h3M11 6.500h9M11 12h9M11 17.500h9",
};

/** Return an icon that says nothing to a screen reader: the words beside it do. */
export function icon(name: string): SVGElement {
  return svg(
    "svg",
    { viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true", class: "icon" },
    svg("path", { d: ICONS[name] ?? "", fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
}

/** Put other children into an element. */
export function refill(node: Element, ...children: Child[]): void {
  node.replaceChildren(...children.filter((child): child is Node | string => Boolean(child)));
}

/** Call a function once things have been quiet for a while. */
export function quietly(act: () => void, ms: number): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, ms);
  };
}

/** Whether the reader asked for less motion. */
export function still(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
