import { classOf, SEPARATOR, UNSPACED } from './character-class.ts';
import { normalizeWord } from './normalize.ts';

/** A word: `text` is its normal form, `source.slice(start, end)` is what was written. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// A dictionary segmenter is asked for stretches of this many units, so that one huge stretch
// without a space costs linear time.
const UNSPACED_STRETCH = 2048;

let segmenter: Intl.Segmenter | undefined;

/**
 * Words of a text in order, in linear time. Scripts with spaces are split at whatever is not a
 * letter, mark or digit; scripts without spaces by the dictionary of `Intl.Segmenter`.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  visitTokens(source, (text, start, end) => {
    tokens.push({ text, start, end });
  });
  return tokens;
}

/** Normal forms of the words of a text. */
export function words(source: string): string[] {
  const found: string[] = [];
  visitTokens(source, (text) => {
    found.push(text);
  });
  return found;
}

function visitTokens(
  source: string,
  visit: (text: string, start: number, end: number) => void,
): void {
  const length = source.length;
  let at = 0;
  while (at < length) {
    const codePoint = source.codePointAt(at) as number;
    const kind = classOf(codePoint);
    const start = at;
    at += codePoint > 0xffff ? 2 : 1;
    if (kind === SEPARATOR) continue;
    while (at < length) {
      const next = source.codePointAt(at) as number;
      if (classOf(next) !== kind) break;
      at += next > 0xffff ? 2 : 1;
    }
    if (kind === UNSPACED) visitUnspaced(source, start, at, visit);
    else visitWord(source, start, at, visit);
  }
}

function visitWord(
  source: string,
  start: number,
  end: number,
  visit: (text: string, start: number, end: number) => void,
): void {
  const text = normalizeWord(source.slice(start, end));
  if (text !== '') visit(text, start, end);
}

function visitUnspaced(
  source: string,
  start: number,
  end: number,
  visit: (text: string, start: number, end: number) => void,
): void {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  let from = start;
  while (from < end) {
    let to = Math.min(end, from + UNSPACED_STRETCH);
    // Never cut a surrogate pair in two.
    if (to < end && (source.charCodeAt(to) & 0xfc00) === 0xdc00) to--;
    for (const { segment, index } of segmenter.segment(source.slice(from, to))) {
      visitWord(source, from + index, from + index + segment.length, visit);
    }
    from = to;
  }
}
