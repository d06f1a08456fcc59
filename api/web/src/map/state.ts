/** What is shown, as one record that lives in the address: everything else follows from it. */

export interface Place {
  x: number;
  y: number;
  zoom: number;
}

export interface State {
  /** Names or ids that are kept; an empty list keeps all. */
  kinds: string[];
  types: string[];
  districts: string[];
  fields: string[];
  /** Years, 0 where there is no bound. */
  from: number;
  to: number;
  /** Bounds of amounts in won, of which null is none. */
  amount: [number, number] | null;
  /** Whether actors without a shown tie are left out. */
  linked: boolean;
  colour: string;
  size: string;
  /** Id of the actor whose card is open. */
  open: string;
  /** Steps of the neighbourhood around it that stands out, 0 for none. */
  steps: number;
  /** Ids of both ends of a path. */
  path: string[];
  /** Number of the community that stands out, -1 for none. */
  community: number;
  /** Analysis whose missing ties are drawn, with "@" and the id of an actor if they are looked for around one. */
  gaps: string;
  /** Ids of the selected actors. */
  picked: string[];
  /** Which table is open: "", "shown" or "picked". */
  table: string;
  view: Place | null;
}

export const START: State = {
  kinds: [],
  types: [],
  districts: [],
  fields: [],
  from: 0,
  to: 0,
  amount: null,
  linked: false,
  colour: "kind",
  size: "degree",
  open: "",
  steps: 0,
  path: [],
  community: -1,
  gaps: "",
  picked: [],
  table: "",
  view: null,
};

/** The parts of the state that decide what is drawn at all. */
export const FILTERS = ["kinds", "types", "districts", "fields", "from", "to", "amount", "linked"] as const;
/** The parts that decide what stands out. */
export const EMPHASIS = ["open", "steps", "path", "community", "gaps", "picked"] as const;

/** Names in the address of lists: those of the API where it has the same filter. */
const LISTS = { kinds: "actor_kind", types: "tie_type", districts: "place", fields: "field" } as const;
const OWN = [
  ...Object.values(LISTS), "from", "to", "amount", "linked", "colour", "size", "open", "steps", "path", "community",
  "gaps", "picked", "table", "view",
];

/** Longest list of selected actors that an address carries: saved views keep addresses of up to 2,000 letters. */
const LONGEST_LIST = 1600;

/** Whether an address can carry a selection. */
export function fitsAddress(picked: readonly string[]): boolean {
  return picked.map(encodePart).join(",").length <= LONGEST_LIST;
}

const list = (text: string | null): string[] => (text ? text.split(",").filter(Boolean).map(decodePart) : []);
/** A comma inside an id would part it in two. */
const encodePart = (id: string): string => id.replaceAll("%", "%25").replaceAll(",", "%2C");
const decodePart = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const whole = (text: string | null): number => (text && /^\d+$/.test(text) ? Number(text) : 0);
/** The API takes days; the map steps in years. */
const year = (text: string | null): number => whole(text?.slice(0, 4) ?? null);

/** Return the state that an address tells; what it does not tell, or tells in a form nobody knows, is as at the start. */
export function fromQuery(query: URLSearchParams): State {
  const range = /^(\d*)-(\d*)$/.exec(query.get("amount") ?? "");
  const view = (query.get("view") ?? "").split(",").map(Number);
  const community = query.get("community");
  const table = query.get("table") ?? "";
  return {
    kinds: list(query.get(LISTS.kinds)),
    types: list(query.get(LISTS.types)),
    districts: list(query.get(LISTS.districts)),
    fields: list(query.get(LISTS.fields)),
    from: year(query.get("from")),
    to: year(query.get("to")),
    amount: range && (range[1] || range[2]) ? [Number(range[1] || 0), range[2] ? Number(range[2]) : Infinity] : null,
    linked: query.get("linked") === "1",
    colour: query.get("colour") || START.colour,
    size: query.get("size") || START.size,
    open: query.get("open") ?? "",
    steps: Math.min(2, whole(query.get("steps"))),
    path: list(query.get("path")).slice(0, 2),
    community: community && /^\d+$/.test(community) ? Number(community) : -1,
    gaps: query.get("gaps") ?? "",
    picked: list(query.get("picked")),
    table: ["shown", "picked"].includes(table) ? table : "",
    view: view.length === 3 && view.every(Number.isFinite) ? { x: view[0]!, y: view[1]!, zoom: view[2]! } : null,
  };
}

/** Return the query of a state, without what is as at the start, keeping the parameters that are not the map's. */
export function toQuery(state: State, others: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(others);
  for (const name of OWN) query.delete(name);
  const put = (name: string, value: string): void => {
    if (value) query.set(name, value);
  };
  for (const [part, name] of Object.entries(LISTS)) put(name, state[part as keyof typeof LISTS].map(encodePart).join(","));
  put("from", state.from ? String(state.from) : "");
  put("to", state.to ? String(state.to) : "");
  put("amount", state.amount ? `${state.amount[0] || ""}-${Number.isFinite(state.amount[1]) ? state.amount[1] : ""}` : "");
  put("linked", state.linked ? "1" : "");
  put("colour", state.colour === START.colour ? "" : state.colour);
  put("size", state.size === START.size ? "" : state.size);
  put("open", state.open);
  put("steps", state.steps ? String(state.steps) : "");
  put("path", state.path.map(encodePart).join(","));
  put("community", state.community >= 0 ? String(state.community) : "");
  put("gaps", state.gaps);
  const picked = state.picked.map(encodePart).join(",");
  put("picked", picked.length > LONGEST_LIST ? "" : picked);
  put("table", state.table);
  put("view", state.view ? [state.view.x.toFixed(4), state.view.y.toFixed(4), state.view.zoom.toFixed(2)].join(",") : "");
  return query;
}

export type Changed = ReadonlySet<keyof State>;
type Listener = (state: State, changed: Changed) => void;

/** The one state of the page; every change goes through `set`. */
export class Store {
  private listeners: Listener[] = [];

  constructor(
    public state: State,
    private write: (state: State, push: boolean) => void,
  ) {}

  /** Take a change, write the address and tell everyone; `push` makes the way back lead to the state before. */
  set(change: Partial<State>, push = false): void {
    this.take({ ...this.state, ...change }, (state) => this.write(state, push));
  }

  /** Take a whole state that the address already tells. */
  restore(state: State): void {
    this.take(state, () => undefined);
  }

  on(listener: Listener): void {
    this.listeners.push(listener);
  }

  private take(next: State, write: (state: State) => void): void {
    const before = this.state;
    const changed = new Set(
      (Object.keys(next) as (keyof State)[]).filter((key) => JSON.stringify(next[key]) !== JSON.stringify(before[key])),
    );
    if (!changed.size) return;
    this.state = next;
    write(next);
    for (const listener of this.listeners) listener(next, changed);
  }
}

/** Whether a change touches any of some parts of the state. */
export function touches(changed: Changed, parts: readonly (keyof State)[]): boolean {
  return parts.some((part) => changed.has(part));
}

/** Return the state with every filter taken off. */
export function unfiltered(): Partial<State> {
  return Object.fromEntries(FILTERS.map((name) => [name, START[name]])) as Partial<State>;
}

/** Whether any filter is on. */
export function isFiltered(state: State): boolean {
  return FILTERS.some((name) => JSON.stringify(state[name]) !== JSON.stringify(START[name]));
}
