/** The measures that actors can be coloured and sized by; their values come when they are asked for. */

import type { Measure } from "./dress";
import { ask, askJson } from "./fetching";
import { href, isWritten, unitWord, type Setup } from "./words";

export interface Listed {
  analysis: string;
  analysis_label: string;
  table: string;
  column: string;
  label: string;
  unit: string;
  description: string;
  type: string;
}

/** The measures of the server, each fetched once. */
export class Measures {
  private list: Promise<Listed[]> | null = null;
  private known = new Map<string, Promise<Measure>>();

  constructor(
    private setup: Setup,
    /** How many the map has. */
    private actors: number,
  ) {}

  listed(): Promise<Listed[]> {
    this.list ??= askJson<Listed[]>(href("/api/v1/maps/measures.json")).catch((error: unknown) => {
      this.list = null; // what failed may be asked again
      throw error;
    });
    return this.list;
  }

  /** Return a measure with its values, `measureId` being "analysis:table:column"; throws what the server refused with. */
  async load(measureId: string): Promise<Measure> {
    let found = this.known.get(measureId);
    if (!found) {
      found = this.fetch(measureId);
      this.known.set(measureId, found);
      found.catch(() => this.known.delete(measureId));
    }
    return found;
  }

  private async fetch(measureId: string): Promise<Measure> {
    const told = (await this.listed()).find((one) => measureId === idOf(one));
    if (!told) throw new Error(measureId);
    const { analysis, table, column } = told;
    const query = Object.fromEntries(new URLSearchParams(this.setup.fixed));
    const answer = await ask(href("/api/v1/maps/measure.bin", { ...query, analysis, table, column }));
    const values = new Float32Array(await answer.arrayBuffer());
    if (values.length !== this.actors) throw new Error("of another register"); // somebody changed it since the map came
    return { ...told, id: measureId, unit: isWritten(told.unit) ? "" : unitWord(told.unit), kind: told.unit, values };
  }
}

/** Return how the state names a measure. */
export function idOf({ analysis, table, column }: Listed): string {
  return `${analysis}:${table}:${column}`;
}

/** Whether a choice of colour or size is a measure of an analysis. */
export function isMeasure(choice: string): boolean {
  return choice.includes(":");
}
