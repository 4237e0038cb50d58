import { isFunctionWord } from '#src/algorithms/text/function-words.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import type { Claim } from '../agents.ts';

/** What a claim rests on: the words quoted for it, and the article they stand in. */
export interface Grounds {
  readonly quote: string;
  readonly title: string;
  readonly text: string;
}

/** So much of a claim's own words has to stand in its quote, and in all of its article. */
const quotedShare = 0.5;
const knownShare = 0.8;

/**
 * Why a claim does not follow from what is quoted for it, or null. Words are compared by their
 * stems: a claim may say a thing in another way, but not another thing. Whatever is exact (numbers
 * with their units, addresses, links) and a "not" have to stand in the quote. It reads words, not
 * grammar: who does what to whom is not compared.
 */
export function objectionToClaim(
  { text: said, personal }: Pick<Claim, 'text' | 'personal'>,
  { quote, title, text }: Grounds,
): string | null {
  const claim = personal.reduce((rest, value) => rest.replaceAll(value, ' '), said);
  if (claim.trim() === '') return 'it says nothing';
  const quoted = `${title}\n${quote}`;
  const exact = exactThings(claim).find((thing) => !holds(quoted, thing));
  if (exact !== undefined) return `${exact} does not stand in the quote`;
  const known = new Set(numbersIn(quoted, true));
  const number = numbersIn(claim).find((one) => !known.has(one));
  if (number !== undefined) return `the number ${number} does not stand in the quote`;
  if (isNegative(claim) !== isNegative(quote)) {
    // A quote of several sentences may say one thing and deny another.
    const every = quote.split(/(?<=[.!?])\s+/).every(isNegative);
    if (isNegative(claim) || every)
      return 'it affirms what the quote denies, or the other way round';
  }
  const own = topicsOf(claim);
  if (own.length === 0) return 'it says nothing of its own';
  if (shareIn(own, new Set([...topicsOf(quote), ...topicsOf(title)])) < quotedShare) {
    return 'it says more than its quote';
  }
  return shareIn(own, new Set(topicsOf(`${title}\n${text}`))) < knownShare
    ? 'it says more than its article'
    : null;
}

/** Links, addresses, and names of hosts and files: to the letter or not at all. */
function exactThings(text: string): string[] {
  const found =
    text.match(
      /[a-z][a-z+.-]{1,20}:\/\/[^\s<>"')\]]+|[^\s<>"'(]+@[^\s<>"')]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}\b(?:\/[^\s<>"')\]]*)?/gi,
    ) ?? [];
  return found.map((thing) => thing.replace(/[.,;:!?]+$/, ''));
}

const holds = (source: string, thing: string) => source.toLowerCase().includes(thing.toLowerCase());

const spelled =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const numberWords = new Map<string, string>([
  ...spelled.map((word, value): [string, string] => [word, String(value)]),
  ...tens.map((word, index): [string, string] => [word, String((index + 2) * 10)]),
  ['hundred', '100'],
  ['thousand', '1000'],
  ['million', '1000000'],
]);

/** What a number counts makes it another number: 14 days are not 14 weeks. */
const units = new Set(
  'second minute hour day week month quarter year percent dollar euro pound cent kilobyte megabyte gigabyte kb mb gb tb'.split(
    ' ',
  ),
);

/**
 * Numbers as digits, with the unit behind them: `1,200.50` and `1200.5` are one, `two weeks` is
 * `2 week`. "One" is a number only in a source, where it may stand for 1: claims say it of anything.
 */
function numbersIn(text: string, isSource = false): string[] {
  const found: string[] = [];
  const parts = text.match(/\d+(?:[.,]\d+)*|\p{L}+|%/gu) ?? [];
  for (const [index, part] of parts.entries()) {
    const word = part.toLowerCase();
    const value = /^\d/.test(part) ? plainNumber(part) : numberWords.get(word);
    if (value === undefined || (word === 'one' && !isSource)) continue;
    const next = parts[index + 1] ?? '';
    const unit = next === '%' ? 'percent' : next.toLowerCase().replace(/s$/, '');
    // In a source every reading counts; in a claim the narrowest.
    if (isSource || !units.has(unit)) found.push(value);
    if (units.has(unit)) found.push(`${value} ${unit}`);
  }
  return found;
}

function plainNumber(written: string): string {
  const grouped = written.replace(/,(?=\d{3}(?:\D|$))/g, '').replace(',', '.');
  const value = Number(grouped);
  return Number.isFinite(value) ? String(value) : grouped;
}

const negation =
  /\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unable|impossible)\b|n['’]t\b/i;
const isNegative = (text: string) => negation.test(text);

const topicsOf = (text: string): string[] =>
  words(text)
    .filter((word) => !isFunctionWord(word) && !/^\d+$/.test(word))
    .map(stem);

const shareIn = (own: readonly string[], known: ReadonlySet<string>): number =>
  own.filter((word) => known.has(word)).length / own.length;
