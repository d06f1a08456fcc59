/** The map with its data, its state and what follows from it; the panels look at this and change the state. */

import type { Graph } from "../data";
import type { Renderer } from "../renderer";
import { filtered, type Shown } from "./filtering";
import { Finder } from "./finding";
import { FILTERS, touches, type Changed, type State, type Store } from "./state";
import type { Setup } from "./words";

type Event = "shown" | "names" | "emphasis" | "dress";

export class App {
  shown: Shown;
  /** Ids and names, empty until they have come: the first picture does not wait for them. */
  ids: string[] = [];
  names: string[] = [];
  finder: Finder | null = null;
  private index = new Map<string, number>();
  private listeners: Record<Event, (() => void)[]> = { shown: [], names: [], emphasis: [], dress: [] };

  constructor(
    readonly setup: Setup,
    readonly graph: Graph,
    readonly renderer: Renderer,
    /** The element that the renderer fills. */
    readonly stage: HTMLElement,
    readonly store: Store,
    /** Tell a screen reader. */
    readonly say: (text: string) => void,
  ) {
    this.shown = filtered(graph, store.state);
    store.on((_, changed) => this.follow(changed));
  }

  get state(): State {
    return this.store.state;
  }

  /** Take ids and names, in the order of the graph. */
  setLabels(ids: string[], names: string[]): void {
    this.ids = ids;
    this.names = names;
    this.index = new Map(ids.map((id, index) => [id, index]));
    this.finder = new Finder(names);
    this.tell("names");
  }

  /** Return where an actor stands in the graph, -1 where it does not. */
  at(id: string): number {
    return this.index.get(id) ?? -1;
  }

  name(index: number): string {
    return this.names[index] ?? "";
  }

  on(event: Event, act: () => void): void {
    this.listeners[event].push(act);
  }

  tell(event: Event): void {
    for (const act of this.listeners[event]) act();
  }

  private follow(changed: Changed): void {
    if (touches(changed, FILTERS)) {
      this.shown = filtered(this.graph, this.state);
      this.tell("shown");
    }
  }
}
