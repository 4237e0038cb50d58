import { fitsLuhn } from './checksums.ts';
import { cueWords, type DigitGroups, digitGroups, lastCue, standsAlone } from './neighbourhood.ts';
import type { Finder } from './personal-kinds.ts';

const FEWEST_DIGITS = 13;
const MOST_DIGITS = 19;

/**
 * First digits that card networks issue (ISO/IEC 7812 ranges in public use): Visa, Mastercard,
 * American Express, Diners, Discover, JCB with its old ranges, UnionPay, Maestro, Mir, RuPay, UATP.
 */
const NETWORKS =
  /^(?:4|5[0-8]|6|3[04-9]|2(?:131|20[0-4]|22[1-9]|2[3-9]|[3-6]|7[01]|720)|1800|8[12])/;

/** Whether a word announces a card, or a number that is none. */
const CUES = cueWords(
  ['card cards visa mastercard amex maestro karte kreditkarte carte tarjeta carta cartão', true],
  ['order invoice tracking shipment serial imei iccid isbn ean', false],
);

/** Payment cards: 13 to 19 digits of a known network with Luhn's check digit, in usual groups. */
export const findCards: Finder = (text, found) => {
  const groups = digitGroups(text);
  for (let first = 0; first < groups.starts.length; ) {
    const last = cardFrom(text, groups, first);
    if (last < first) {
      first += 1;
      continue;
    }
    found.push({ kind: 'card', start: at(groups.starts, first), end: at(groups.ends, last) });
    first = last + 1;
  }
};

const at = (places: readonly number[], index: number) => places[index] ?? -1;

/** The last group of a card that begins with this group, or -1. */
function cardFrom(text: string, groups: DigitGroups, first: number): number {
  const start = at(groups.starts, first);
  const lengths: number[] = [];
  let digits = '';
  let separator: string | undefined;
  let best = -1;
  for (let last = first; last < groups.starts.length; last += 1) {
    if (last > first) {
      const between = text.slice(at(groups.ends, last - 1), at(groups.starts, last));
      separator ??= between;
      if (between !== separator || !isSeparator(between)) break;
    }
    const length = at(groups.ends, last) - at(groups.starts, last);
    if (digits.length + length > MOST_DIGITS) break;
    lengths.push(length);
    digits += text.slice(at(groups.starts, last), at(groups.ends, last));
    if (digits.length < FEWEST_DIGITS || !isCardShape(lengths)) continue;
    if (!standsAlone(text, start, at(groups.ends, last))) continue;
    if (isCard(text, start, digits, lengths.length)) {
      best = last;
      if (digits.length === 16) break;
    }
  }
  return best;
}

const isSeparator = (between: string) => /^(?: {1,2}|[-.\t\n_/]| - )$/.test(between);

/** Groups of one size with a last one of another, and the groups of 15 and 14 digit cards. */
function isCardShape(lengths: readonly number[]): boolean {
  const [first = 0, second = 0] = lengths;
  if (lengths.length === 3 && first === 4 && second === 6) return true;
  return lengths.slice(0, -1).every((length) => length === first);
}

/** Where a cue announces a card, its grouping is enough: a mistyped digit hides nothing. */
function isCard(text: string, start: number, digits: string, groupCount: number): boolean {
  const fits = fitsLuhn(digits) && !/^([0-9])\1{12,18}$/.test(digits);
  const usual = groupCount <= 4 && (digits.length === 15 || digits.length === 16);
  if (!fits && !usual) return false;
  return lastCue(text, start, 40, CUES) ?? (fits && NETWORKS.test(digits));
}
