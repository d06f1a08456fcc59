/** Finds actors by parts of their names, in Korean also by initial consonants. */

const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const FIRST = 0xac00;
const LAST = 0xd7a3;
/** Syllables that begin with the same consonant. */
const PER_INITIAL = 588;

/** Return a text as names are compared: without spaces and case. */
export function plain(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/g, "");
}

/** Return the initial consonants of a text's syllables; what is no Korean syllable stays. */
export function initials(text: string): string {
  let found = "";
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    found += code >= FIRST && code <= LAST ? INITIALS[Math.floor((code - FIRST) / PER_INITIAL)]! : letter;
  }
  return found;
}

/** The names of a map, ready to be searched. */
export class Finder {
  private names: string[];
  private consonants: string[] | null = null;

  constructor(names: readonly string[]) {
    this.names = names.map(plain);
  }

  /** Return the first actors whose name has every word, those whose name begins with it first, then by degree. */
  find(text: string, most: number, fits: (index: number) => boolean = () => true): number[] {
    const words = text.split(/\s+/).map(plain).filter(Boolean);
    if (!words.length) return [];
    const consonantsOnly = words.every((word) => [...word].every((letter) => INITIALS.includes(letter)));
    if (consonantsOnly) this.consonants ??= this.names.map(initials);
    const where = consonantsOnly ? this.consonants! : this.names;
    const [begin, inside]: [number[], number[]] = [[], []];
    for (let i = 0; i < where.length && begin.length < most; i++) {
      const name = where[i]!;
      if (!words.every((word) => name.includes(word)) || !fits(i)) continue;
      if (name.startsWith(words[0]!)) begin.push(i);
      else if (inside.length < most) inside.push(i);
    }
    return [...begin, ...inside].slice(0, most);
  }
}
