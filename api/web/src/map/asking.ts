/** Addresses that ask the server for what the map shows. */

import type { App } from "./app";
import { href } from "./words";

/** Longest address that servers and browsers pass on without trouble. */
const LONGEST = 6000;

/** Return the filters of the state under the API's names, with actors by id where some are given. */
export function filterQuery(app: App, actors: readonly string[] = []): Record<string, string> {
  const { state, setup } = app;
  const fixed = Object.fromEntries(new URLSearchParams(setup.fixed));
  const own: Record<string, string> = {
    actor_kind: state.kinds.join(","), tie_type: state.types.join(","), place: state.districts.join(","),
    field: state.fields.join(","), from: state.from ? String(state.from) : "", to: state.to ? String(state.to) : "",
    actor: actors.join(","),
  };
  return { ...fixed, ...Object.fromEntries(Object.entries(own).filter(([, value]) => value)) };
}

/** Return an address, empty where it would be too long to be asked for. */
export function addressOf(path: string, query: Record<string, string>): string {
  const address = href(path, query);
  return address.length > LONGEST ? "" : address;
}

/** Whether the state filters by something that files of the server do not know. */
export function onlyHere(app: App): boolean {
  return app.state.amount !== null || app.state.linked;
}
