/** A stretch of a text: `source.slice(start, end) === text`. */
export interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const CLOSERS = new Set(['"', "'", ')', ']', '»', '”', '’', '」', '』', '）']);
const ENDS = new Set(['.', '!', '?', '…', '؟', '۔', '।']);
const WIDE_ENDS = new Set(['。', '！', '？', '．']);
// What stands before a full stop without ending a sentence.
const ABBREVIATIONS = new Set(
  `e.g i.e etc vs mr mrs ms dr prof st no nr ca approx max min incl excl fig ref tel cf z.b d.h u.a
  bzw usw p.ex env sr sra ej`.split(/\s+/),
);

/**
 * Sentences of a text in order, trimmed, never empty. A line break ends a sentence too, so that list
 * items and headings stand alone. Linear in the length of the text.
 */
export function sentences(source: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string;
    if (character === '\n' || character === '\r' || character === '\u2029') {
      pushTrimmed(source, start, at, spans);
      start = at + 1;
      continue;
    }
    if (!ENDS.has(character) && !WIDE_ENDS.has(character)) continue;
    let end = at + 1;
    while (end < source.length && isEnding(source[end] as string)) end++;
    if (WIDE_ENDS.has(character) || endsSentence(source, start, at, end)) {
      pushTrimmed(source, start, end, spans);
      start = end;
    }
    at = end - 1;
  }
  pushTrimmed(source, start, source.length, spans);
  return spans;
}

function isEnding(character: string): boolean {
  return ENDS.has(character) || WIDE_ENDS.has(character) || CLOSERS.has(character);
}

/** Whether the mark at `at`, with what follows it up to `end`, closes the sentence. */
function endsSentence(source: string, start: number, at: number, end: number): boolean {
  const next = source[end];
  if (next === undefined) return true;
  if (!isSpace(next)) return false;
  if (source[at] !== '.') return true;
  let from = at;
  while (from > start && !isSpace(source[from - 1] as string) && at - from < 12) from--;
  const word = source
    .slice(from, at)
    .toLowerCase()
    .replace(/^[("'[]+/, '');
  if (ABBREVIATIONS.has(word)) return false;
  // "J. Smith", but "plan B." at the end of a line; a number before a stop may be an ordinal or a
  // list mark: "1. Open the settings".
  if (/^\d{1,2}$/.test(word) && from === start) return false;
  return !/^\p{Ll}/u.test(source.slice(end, end + 4).trimStart());
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}

function pushTrimmed(source: string, from: number, to: number, spans: Span[]): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(source[start] as string)) start++;
  while (end > start && isSpace(source[end - 1] as string)) end--;
  if (end > start) spans.push({ text: source.slice(start, end), start, end });
}
