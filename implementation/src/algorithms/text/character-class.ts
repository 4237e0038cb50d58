/** What a tokeniser needs to know of a character, looked up in a table filled on first use. */

export const SEPARATOR = 1;
/** Letters, marks and digits of scripts that put spaces between words. */
export const WORD = 2;
/** Letters of scripts written without spaces between words (Han, Kana, Thai, Lao, Khmer, Burmese). */
export const UNSPACED = 3;

export type CharacterClass = typeof SEPARATOR | typeof WORD | typeof UNSPACED;

const UNSPACED_SCRIPT =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;
const WORD_CHARACTER = /^[\p{L}\p{M}\p{N}]$/u;

const table = new Uint8Array(0x10000);

/** Class of one code point. A lone surrogate is a separator. */
export function classOf(codePoint: number): CharacterClass {
  if (codePoint >= 0x10000) return compute(codePoint);
  const known = table[codePoint] as number;
  if (known !== 0) return known as CharacterClass;
  const computed = compute(codePoint);
  table[codePoint] = computed;
  return computed;
}

function compute(codePoint: number): CharacterClass {
  const character = String.fromCodePoint(codePoint);
  if (!WORD_CHARACTER.test(character)) return SEPARATOR;
  return UNSPACED_SCRIPT.test(character) ? UNSPACED : WORD;
}
