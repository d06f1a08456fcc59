// Decodes the packed network map (docs/map-format.md): a JSON header, then sections of typed arrays.

export interface Kind {
  name: string;
  label: string;
  colour: string;
  shape: string;
}

export interface TieType {
  name: string;
  label: string;
  colour: string;
  directed: boolean;
}

/** A named place on the map with the number of actors around it; x and y from -1 to 1, y up. */
export interface Region {
  name: string;
  x: number;
  y: number;
  count: number;
}

export interface District extends Region {
  id: string;
}

export interface Field {
  id: string;
  name: string;
  /** Index of the field above, or -1. */
  parent: number;
}

type ElementType = "u8" | "u16" | "u32" | "f32";

interface Section {
  type: ElementType;
  at: number;
  length: number;
}

export interface Header {
  version: number;
  actors: number;
  ties: number;
  hash: string;
  synthetic: boolean;
  first_year: number;
  last_year: number;
  kinds: Kind[];
  types: TieType[];
  districts: District[];
  fields: Field[];
  communities: Region[];
  sections: Record<string, Section>;
}

export interface Adjacency {
  /** n + 1 offsets: the ties of actor i are `ties[at[i]]` … `ties[at[i + 1] - 1]`. */
  at: Uint32Array;
  ties: Uint32Array;
}

/** A network as columns: n actors in order of degree, m ties in order of source and target. */
export interface Graph {
  n: number;
  m: number;
  /** Positions from -1 to 1, y up. */
  x: Float32Array;
  y: Float32Array;
  kind: Uint8Array;
  /** Index into `header.districts`, 65535 for none. */
  district: Uint16Array;
  /** Index into `header.communities`, 65535 for none. */
  community: Uint16Array;
  /** Year less `header.first_year` plus 1; 0 for unknown. */
  since: Uint8Array;
  until: Uint8Array;
  /** n + 1 offsets into `field`. */
  fieldAt: Uint32Array;
  field: Uint16Array;
  source: Uint32Array;
  target: Uint32Array;
  /** Index into `header.types`. */
  type: Uint8Array;
  tieSince: Uint8Array;
  tieUntil: Uint8Array;
  /** Won; NaN where a tie has no amount. */
  amount: Float32Array;
  header: Header;
  /** The ties of each actor, counted once on first use. */
  adjacency(): Adjacency;
}

export const NONE = 65535;

const MAGIC = "ECOM";
const VERSION = 1;
const ARRAYS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array };

/** Read a packed network; throws a RangeError that says what is wrong with a buffer that is none. */
export function decode(buffer: ArrayBuffer): Graph {
  const { header, body } = readHeader(buffer);
  const { actors: n, ties: m } = header;
  const u8 = (name: string, length: number) => section(buffer, body, header, name, "u8", length) as Uint8Array;
  const u16 = (name: string, length: number) => section(buffer, body, header, name, "u16", length) as Uint16Array;
  const fieldAt = offsets(u8("field_count", n));
  const [source, target] = unpackEnds(u8("ends", header.sections["ends"]?.length ?? 0), m);
  let adjacency: Adjacency | undefined;
  return {
    n,
    m,
    x: positions(u16("x", n)),
    y: positions(u16("y", n)),
    kind: u8("kind", n),
    district: u16("district", n),
    community: u16("community", n),
    since: u8("since", n),
    until: u8("until", n),
    fieldAt,
    field: u16("field", fieldAt[n]),
    source,
    target,
    type: u8("type", m),
    tieSince: u8("tie_since", m),
    tieUntil: u8("tie_until", m),
    amount: amounts(buffer, body, header),
    header,
    adjacency: () => (adjacency ??= adjacencyOf(n, source, target)),
  };
}

function readHeader(buffer: ArrayBuffer): { header: Header; body: number } {
  const magic = new TextDecoder("latin1").decode(buffer.slice(0, 4));
  if (magic !== MAGIC || buffer.byteLength < 8) throw new RangeError("not a packed network: it does not begin with ECOM");
  const length = new DataView(buffer).getUint32(4, true);
  if (8 + length > buffer.byteLength) throw new RangeError("packed network cut short in its header");
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length))) as Header;
  if (header.version !== VERSION) throw new RangeError(`packed network of version ${header.version}, not ${VERSION}`);
  return { header, body: 8 + length };
}

function section(
  buffer: ArrayBuffer,
  body: number,
  header: Header,
  name: string,
  type: ElementType,
  length: number,
): Uint8Array | Uint16Array | Uint32Array | Float32Array {
  const found = header.sections[name];
  if (!found) throw new RangeError(`packed network without its section ${name}`);
  if (found.type !== type || found.length !== length) {
    throw new RangeError(`section ${name} is ${found.length} ${found.type}, not ${length} ${type}`);
  }
  const array = ARRAYS[type];
  const start = body + found.at;
  if (start + length * array.BYTES_PER_ELEMENT > buffer.byteLength) {
    throw new RangeError(`packed network cut short in its section ${name}`);
  }
  return new array(buffer, start, length);
}

function positions(packed: Uint16Array): Float32Array {
  const found = new Float32Array(packed.length);
  for (let i = 0; i < packed.length; i++) found[i] = packed[i] / 32767.5 - 1;
  return found;
}

function offsets(counts: Uint8Array): Uint32Array {
  const found = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) found[i + 1] = found[i] + counts[i];
  return found;
}

/** Ends are LEB128 numbers: source less the source before; target, less the target before where the source is the same. */
function unpackEnds(bytes: Uint8Array, m: number): [Uint32Array, Uint32Array] {
  const source = new Uint32Array(m);
  const target = new Uint32Array(m);
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError("packed network cut short in its section ends");
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  let [from, to] = [0, 0];
  for (let i = 0; i < m; i++) {
    const step = number();
    const second = number();
    to = step === 0 && i > 0 ? to + second : second;
    from += step;
    source[i] = from;
    target[i] = to;
  }
  return [source, target];
}

function amounts(buffer: ArrayBuffer, body: number, header: Header): Float32Array {
  const found = new Float32Array(header.ties).fill(NaN);
  const count = header.sections["amount"]?.length ?? 0;
  const at = section(buffer, body, header, "amount_at", "u32", count) as Uint32Array;
  const won = section(buffer, body, header, "amount", "f32", count) as Float32Array;
  for (let i = 0; i < count; i++) found[at[i]] = won[i];
  return found;
}

function adjacencyOf(n: number, source: Uint32Array, target: Uint32Array): Adjacency {
  const at = new Uint32Array(n + 1);
  const m = source.length;
  for (let i = 0; i < m; i++) {
    at[source[i] + 1]++;
    at[target[i] + 1]++;
  }
  for (let i = 0; i < n; i++) at[i + 1] += at[i];
  const next = at.slice(0, n);
  const ties = new Uint32Array(2 * m);
  for (let i = 0; i < m; i++) {
    ties[next[source[i]]++] = i;
    ties[next[target[i]]++] = i;
  }
  return { at, ties };
}
