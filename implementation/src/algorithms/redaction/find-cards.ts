import { cardLengths } from './card-networks.ts';
import { fitsLuhn } from './checksums.ts';
import { type DigitGroups, digitsFrom } from './digit-groups.ts';
import { cueWords, isGoodsNumber, lastCue, standsAlone } from './neighbourhood.ts';
import type { Finder } from './personal-kinds.ts';

const FEWEST_DIGITS = 12;
const MOST_DIGITS = 19;

const CUES = cueWords([
  `card cards cardnumber credit debit cc ccn visa mastercard amex maestro discover diners jcb unionpay
  karte kartennummer kreditkarte kreditkartennummer carte bancaire bleue tarjeta crédito débito carta
  cartão credito debito kort kortnummer kredietkaart creditcard karta karty kartę luottokortti`,
  true,
]);

/** Payment cards: 12 to 19 digits of a known network with Luhn's check digit, in usual groups. */
export const findCards: Finder = {
  needs: { digits: FEWEST_DIGITS },
  find(text, found, groups) {
    for (let first = 0; first < groups.starts.length; ) {
      const last = cardFrom(text, groups, first);
      if (last < first) {
        first += 1;
        continue;
      }
      found.push({ kind: 'card', start: at(groups.starts, first), end: at(groups.ends, last) });
      first = last + 1;
    }
  },
};

const at = (places: readonly number[], index: number) => places[index] ?? -1;
const isSeparator = (between: string) => /^(?: {1,2}|[-.\t\n_/]| - )$/.test(between);

/** The last group of a card that begins with this group, or -1. */
function cardFrom(text: string, groups: DigitGroups, first: number): number {
  if (digitsFrom(groups, first, 3) < FEWEST_DIGITS) return -1;
  const { starts, ends } = groups;
  const start = at(starts, first);
  // "0.4111…": digits of a fraction.
  if (/^[0-9][.,]$/.test(text.slice(Math.max(0, start - 2), start))) return -1;
  const shape = { separator: '', isEven: true, size: at(ends, first) - start, isUniform: true };
  let [digits, sizes, best] = ['', '', -1];
  for (let last = first; last < starts.length; last += 1) {
    const [from, to] = [at(starts, last), at(ends, last)];
    if (digits.length + to - from > MOST_DIGITS) break;
    if (last > first) {
      const behind = at(ends, last - 1);
      if (from - behind > 3 || !isSeparator(text.slice(behind, from))) break;
      if (last === first + 1) shape.separator = text.slice(behind, from);
      else if (shape.separator !== text.slice(behind, from)) shape.isEven = false;
      // Of the groups before this one: the last of a card may be of another size.
      if (behind - at(starts, last - 1) !== shape.size) shape.isUniform = false;
    }
    digits += text.slice(from, to);
    sizes += `${to - from},`;
    if (digits.length < FEWEST_DIGITS || !standsAlone(text, start, to)) continue;
    const isShape = shape.isEven || shape.size === 4 ? shape.isUniform : false;
    if (!isShape && !(shape.isEven && UNEVEN_SHAPES.has(sizes))) continue;
    if (isCard(text, start, digits, last - first + 1)) best = last;
  }
  return best;
}

/** Groups that are not of one size, of cards with thirteen to sixteen digits. */
const UNEVEN_SHAPES = new Set(['4,6,4,', '4,6,5,', '4,5,6,', '4,3,3,3,', '4,4,5,', '6,6,4,']);

/** Where a cue announces a card, its grouping is enough: a mistyped digit hides nothing. */
function isCard(text: string, start: number, digits: string, groupCount: number): boolean {
  const fits = fitsLuhn(digits) && !/^([0-9])\1{11,18}$/.test(digits);
  const isUsual = groupCount <= 5 && (digits.length === 15 || digits.length === 16);
  if (!fits && !isUsual) return false;
  if (lastCue(text, start, 48, CUES)) return fits || !isGoodsNumber(text, start);
  if (!fits || !cardLengths(digits).includes(digits.length)) return false;
  return groupCount > 1 || !isGoodsNumber(text, start);
}
