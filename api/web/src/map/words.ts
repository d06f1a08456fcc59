/** What the server tells the script: the words in the page's language, and what the address already fixed. */

export interface Setup {
  lang: "ko" | "en";
  embed: boolean;
  words: Record<string, string>;
  /** Filters that only the server applies (a day, actors by id, a dong …), as a query string. */
  fixed: string;
  /** Addresses of the map's data and of its names. */
  network: string;
  labels: string;
  /** Filters of the address that the browser applies, as ids. */
  chosen: Record<string, string[]>;
  /** Units of columns in the page's language, by the word of the API. */
  units: Record<string, string>;
  gaps: { id: string; label: string; description: string }[];
  formats: { name: string; label: string; purpose: string }[];
  revision: number;
  today: string;
}

let setup: Setup;

/** Read the data block of the page. */
export function readSetup(): Setup {
  setup = JSON.parse(document.getElementById("map-setup")?.textContent ?? "{}") as Setup;
  return setup;
}

/** Return words with their places filled in. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const text = setup.words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? count(value) : value;
  });
}

/** Return the word for a unit of the API; bounds such as 0 … 1 are the same everywhere. */
export function unitWord(unit: string): string {
  return setup.units[unit] ?? unit;
}

/** Return a whole number as the language writes it. */
export function count(value: number): string {
  return new Intl.NumberFormat(setup.lang).format(value);
}

/** Whether numbers of a unit are written with it: shares as percent, money in won. */
export function isWritten(unit: string): boolean {
  return unit === "share" || unit === "money" || unit === "KRW";
}

/** Return a measured number with three significant digits, in its unit where that is written with it. */
export function figure(value: number, unit = ""): string {
  if (unit === "money" || unit === "KRW") return won(value);
  if (unit === "share") return new Intl.NumberFormat(setup.lang, { style: "percent", maximumSignificantDigits: 2 }).format(value);
  return new Intl.NumberFormat(setup.lang, { maximumSignificantDigits: 3 }).format(value);
}

/** Return an amount of won in short: 1.2억원, KRW 120M. */
export function won(value: number): string {
  const short = new Intl.NumberFormat(setup.lang, { notation: "compact", maximumFractionDigits: 1 }).format(value);
  return setup.lang === "ko" ? `${short}원` : `₩${short}`;
}

/** Return an address inside the site that keeps the language. */
export function href(path: string, query: Record<string, string | string[]> = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) asked.append(name, one);
  }
  asked.set("lang", setup.lang);
  return `${path}?${asked.toString().replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
}

/** Return an id as part of an address; slashes in it stay. */
export function pathOf(id: string): string {
  return encodeURIComponent(id).replaceAll("%2F", "/").replaceAll("%3A", ":");
}

/** Return the address of an actor's page. */
export function actorHref(id: string): string {
  return href(`/actors/${pathOf(id)}`);
}

/** Return how names are sorted. */
export function collator(): Intl.Collator {
  return new Intl.Collator(setup.lang, { numeric: true, sensitivity: "base" });
}
