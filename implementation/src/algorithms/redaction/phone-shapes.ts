import type { NumberChain } from './number-chain.ts';

/**
 * How national numbers are grouped, as lengths of the groups: North America, the Nordic countries,
 * the Baltic, central and southern Europe, Turkey, East and South Asia, Oceania, Latin America. The
 * plans are the national annexes to ITU-T E.164; their shapes are those of E.123 and local habit.
 */
const GROUPINGS = shapeSet(
  `3-4 3-3-4 1-3-3-4 3-3-3 2-3-3 3-2-3 3-3-2 3-2-2 2-2-2-2 2-2-2-2-2 2-2-2-2-2-2 1-2-2-2-2 4-4
  4-3-3 4-2-2-2 4-3-2-2 3-3-2-2 2-3-2-2 1-3-3-2-2 5-2-2-2 3-4-4 2-4-4 3-4-3 2-4-3 2-3-3-3 1-4-4 5-5
  4-6 4-7 3-7 3-8 2-8 2-7 2-6 3-6 5-6 5-4 4-5 2-3-4 2-5-4 3-3-3-4 2-3-3-4 4-3-4 5-3-3 5-3-4 5-4-4
  1-3-5 3-5-4 2-2-3-3 2-2-3-2 1-3-4 1-7 1-8 2-2-4 3-3-5 3-3-6 3-5 2-4-2 4-3-2 4-2-4 5-3-2 6-4 6-5
  3-3-3-3 4-4-4 6-3-4 2-4-5 3-2-2-2 3-2-2-3`,
);
const SIX_DIGITS = shapeOf(['00', '00', '00']);

/** Groupings that only a phone number has; the others also hold amounts, codes and years. */
const UNMISTAKABLE = shapeSet(
  '3-3-4 1-3-3-4 3-3-2-2 4-3-2-2 2-3-2-2 2-2-2-2-2 3-4-4 2-4-4 4-2-2-2 1-4-4 2-4-5',
);
const YEAR = /^(?:19|20)[0-9]{2}$/;

function shapeSet(shapes: string): ReadonlySet<number> {
  return new Set(
    shapes.split(/\s+/).map((shape) => shapeOf(shape.split('-').map((size) => '0'.repeat(+size)))),
  );
}

/** Lengths of groups as one number. */
function shapeOf(groups: readonly string[]): number {
  let shape = 0;
  for (const { length } of groups) shape = shape * 20 + length;
  return shape;
}

/**
 * Whether the first `count` groups can be a national number. `isAnnounced` tells what the words
 * before say: a phone number, something else, or nothing.
 */
export function isPhoneShape(
  chain: NumberChain,
  count: number,
  isAnnounced: () => boolean | undefined,
): boolean {
  const groups = chain.groups.slice(0, count);
  const digits = groups.join('');
  if (digits.length > 13 || /^([0-9])\1{5,12}$/.test(digits)) return false;
  if (count === 1) return isPlainNumber(digits, isAnnounced);
  const joiners = chain.joiners.slice(0, count - 1);
  if (isDate(groups, joiners)) return false;
  if (joiners.some((one) => one.includes(')'))) {
    return isBracketedNumber(groups) && isAnnounced() !== false;
  }
  if (!isEvenlyJoined(joiners)) return false;
  if (isAnnounced() === true) return true;
  const shape = shapeOf(groups);
  // "12 34 56" is how Danes and others write six digits; with other signs it is a code or a time.
  if (digits.length < 7) return shape === SIX_DIGITS && joiners.every((one) => one === ' ');
  if (groups[0] === '0' && joiners[0] === '.') return false;
  if (isAnnounced() === false) return false;
  if (/^0[1-9]/.test(digits) && digits.length >= 9) return true;
  if (joiners[0] === '.' || joiners[0] === '/') return UNMISTAKABLE.has(shape);
  return GROUPINGS.has(shape) && !groups.every((group) => YEAR.test(group));
}

/** Ten or eleven digits without a gap; ten that begin with 1 are seconds since 1970. */
function isPlainNumber(digits: string, isAnnounced: () => boolean | undefined): boolean {
  const usual =
    /^(?:[02-9][0-9]{9}|0[1-9][0-9]{9}|1[2-9][0-9]{2}[2-9][0-9]{6}|1[3-9][0-9]{9}|89[0-9]{9}|00[1-9][0-9]{8,10})$/;
  return usual.test(digits) ? isAnnounced() !== false : isAnnounced() === true;
}

/** "(030) 123 45 67", "1 (212) 555-0123": the area code is short, the rest long enough. */
function isBracketedNumber(groups: readonly string[]): boolean {
  const digits = groups.join('').length;
  const [area = ''] = groups;
  return digits >= 7 && digits <= 13 && area.length <= 6 && !/^(?:19|20)[0-9]{2}$/.test(area);
}

/** One kind of joiner throughout; other ones behind the area code, or before an extension. */
function isEvenlyJoined(joiners: readonly string[]): boolean {
  let changes = 0;
  for (let at = 1; at < joiners.length; at += 1) if (joiners[at] !== joiners[at - 1]) changes += 1;
  return changes <= 1 || (changes === 2 && joiners.length === 3);
}

/** 2024-01-31, 31.01.2024, 1/31/24 and the same with an hour behind. */
function isDate(groups: readonly string[], joiners: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = groups;
  if (groups.length < 3 || joiners[0] !== joiners[1]) return false;
  const joiner = joiners[0] ?? '';
  const isPart = (text: string) => text.length <= 2 && Number(text) >= 1 && Number(text) <= 31;
  if (!isPart(second)) return false;
  if (YEAR.test(first) && isPart(third)) return true;
  if (!isPart(first) || Math.min(Number(first), Number(second)) > 12) return false;
  if (YEAR.test(third)) return true;
  return groups.length === 3 && third.length === 2 && joiner !== ' ';
}
