/** What stands beside a place in a folded text. Every look is bounded. */

const WORD_UNIT = /^[0-9A-Za-z_\u00aa-\u024f\u0370-\u052f]$/;
const blocking = Uint8Array.from({ length: 0x530 }, (_, unit) =>
  WORD_UNIT.test(String.fromCharCode(unit)) && unit !== 0xd7 && unit !== 0xf7 ? 1 : 0,
);

/**
 * Whether a unit continues a word: digits and the letters of scripts that put spaces between words
 * and numbers. Han, Kana, Hangul, Thai and the like stand beside a number without a space.
 */
export function isWordUnit(unit: number): boolean {
  return unit < 0x530 && blocking[unit] === 1;
}

export const isDigitUnit = (unit: number) => unit >= 0x30 && unit <= 0x39;

/** Whether nothing of a word touches the place from either side. NaN, off the text, is no word. */
export function standsAlone(text: string, start: number, end: number): boolean {
  return !isWordUnit(text.charCodeAt(start - 1)) && !isWordUnit(text.charCodeAt(end));
}

/** Up to `length` characters before a place, on the same line or the one before. */
export function textBefore(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - length), at);
}

const WORDS = /[A-Za-z\u00c0-\u024f]{1,32}/g;

/** What a word list says of the last of its words within `length` before a place. */
export function lastCue<T>(
  text: string,
  at: number,
  length: number,
  cues: ReadonlyMap<string, T>,
): T | undefined {
  const words = textBefore(text, at, length).match(WORDS);
  if (words === null) return undefined;
  for (let index = words.length - 1; index >= 0; index -= 1) {
    const cue = cues.get((words[index] ?? '').toLowerCase());
    if (cue !== undefined) return cue;
  }
  return undefined;
}

/** A word list for {@link lastCue}: words, separated by spaces, with what they mean. */
export function cueWords<T>(
  ...lists: readonly (readonly [words: string, meaning: T])[]
): Map<string, T> {
  return new Map(
    lists.flatMap(([words, meaning]) =>
      words.split(/\s+/).map((word): [string, T] => [word, meaning]),
    ),
  );
}

/** Whether a cue (an expression without the global flag) stands within `length` before a place. */
export function hasCue(text: string, at: number, length: number, cue: RegExp): boolean {
  return cue.test(textBefore(text, at, length));
}

/** Groups of digits, in order: places `start` and `end` of each. */
export interface DigitGroups {
  starts: number[];
  ends: number[];
}

export function digitGroups(text: string): DigitGroups {
  const groups: DigitGroups = { starts: [], ends: [] };
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigitUnit(text.charCodeAt(at))) continue;
    groups.starts.push(at);
    while (isDigitUnit(text.charCodeAt(at + 1))) at += 1;
    groups.ends.push(at + 1);
  }
  return groups;
}
