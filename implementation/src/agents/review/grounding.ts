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
 * stems: a claim may say a thing in another way, but not another thing. Whatever is exact (numbers,
 * addresses, links) has to stand in the article, and a "not" has to stand in the quote.
 */
export function objectionToClaim(
  { text: said, personal }: Pick<Claim, 'text' | 'personal'>,
  { quote, title, text }: Grounds,
): string | null {
  const claim = personal.reduce((rest, value) => rest.replaceAll(value, ' '), said);
  if (claim.trim() === '') return 'it says nothing';
  const source = `${title}\n${text}`;
  const exact = exactThings(claim).find((thing) => !holds(source, thing));
  if (exact !== undefined) return `${exact} does not stand in the article`;
  const number = numbersIn(claim).find((one) => !numbersIn(`${title}\n${quote}`).includes(one));
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
  return shareIn(own, new Set(topicsOf(source))) < knownShare
    ? 'it says more than its article'
    : null;
}

/** Links, e-mail addresses and other things with an @ or a protocol: to the letter or not at all. */
function exactThings(text: string): string[] {
  const found = text.match(/(?:https?:\/\/|www\.)[^\s<>"')\]]+|[^\s<>"'(]+@[^\s<>"')]+/gi) ?? [];
  return found.map((thing) => thing.replace(/[.,;:!?]+$/, ''));
}

const holds = (source: string, thing: string) => source.toLowerCase().includes(thing.toLowerCase());

const numberWords: Readonly<Record<string, string>> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
};

/** Numbers as digits: `1,200.50` and `1200.5` are one, `two` is 2. */
function numbersIn(text: string): string[] {
  const digits = text.match(/\d+(?:[.,]\d+)*/g) ?? [];
  const spelled = words(text).flatMap((word) => numberWords[word] ?? []);
  return [...digits.map(plainNumber), ...spelled];
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
