/** Groups of digits that stand close together, as written. */
export interface NumberChain {
  start: number;
  isInternational: boolean;
  groups: string[];
  /** What stands between the groups, one less than they are. */
  joiners: string[];
  ends: number[];
}

/**
 * How national numbers are grouped, as lengths of the groups: North America, the Nordic countries,
 * the Baltic, central and southern Europe, Turkey, East and South Asia, Oceania, Latin America. The
 * plans are the national annexes to ITU-T E.164; their shapes are those of E.123 and local habit.
 */
const GROUPINGS = new Set(
  `3-4 3-3-4 1-3-3-4 3-3-3 2-3-3 3-2-3 3-3-2 3-2-2 2-2-2 2-2-2-2 2-2-2-2-2 2-2-2-2-2-2 1-2-2-2-2 4-4
  4-3-3 4-2-2-2 4-3-2-2 3-3-2-2 2-3-2-2 1-3-3-2-2 5-2-2-2 3-4-4 2-4-4 3-4-3 2-4-3 2-3-3-3 1-4-4 5-5
  4-6 4-7 3-7 3-8 2-8 2-7 2-6 3-6 5-6 5-4 4-5 2-3-4 2-5-4 3-3-3-4 2-3-3-4 4-3-4 5-3-3 5-3-4 5-4-4 5-5
  3-5-4 2-2-3-3 2-2-3-2 1-3-4 1-7 1-8 2-2-4 3-3-5 3-3-6 3-5 2-4-2 4-3-2 4-2-4 5-3-2 6-4 6-5
  3-3-3-3 4-4-4 2-4-5 3-2-2-2 3-2-2-3`.split(/\s+/),
);

/** Groupings that only a phone number has; the others also hold amounts, codes and years. */
const UNMISTAKABLE = new Set(
  '3-3-4 1-3-3-4 3-3-2-2 4-3-2-2 2-3-2-2 2-2-2-2-2 3-4-4 2-4-4 4-2-2-2'.split(' '),
);

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
  const joiners = chain.joiners.slice(0, count - 1);
  const digits = groups.join('');
  if (digits.length < 6 || digits.length > 13 || /^([0-9])\1{5,12}$/.test(digits)) return false;
  if (isDate(groups, joiners)) return false;
  if (count === 1) return isPlainNumber(digits, isAnnounced);
  const shape = groups.map(({ length }) => length).join('-');
  if (isBracketed(joiners)) return isBracketedNumber(groups) && isAnnounced() !== false;
  if (!isEvenlyJoined(joiners)) return false;
  if (isAnnounced() === true) return digits.length >= 7 || GROUPINGS.has(shape);
  if (groups[0] === '0' && joiners[0] === '.') return false;
  if (/^0[1-9]/.test(digits) && digits.length >= 9 && digits.length <= 12) {
    return isAnnounced() !== false;
  }
  if (!GROUPINGS.has(shape) || isAnnounced() === false) return false;
  if (joiners[0] === '.' || joiners[0] === '/') return UNMISTAKABLE.has(shape);
  return !isYears(groups);
}

/** Ten or eleven digits without a gap. */
function isPlainNumber(digits: string, isAnnounced: () => boolean | undefined): boolean {
  const northAmerican = /^1?[2-9][0-9]{2}[2-9][0-9]{6}$/.test(digits);
  const trunk = /^0[1-9][0-9]{8,9}$/.test(digits);
  const mobile = /^(?:1[3-9][0-9]{9}|[6-9][0-9]{9}|00[1-9][0-9]{8,10})$/.test(digits);
  if (northAmerican || trunk || mobile) return isAnnounced() !== false;
  return isAnnounced() === true;
}

const isBracketed = (joiners: readonly string[]) => joiners.some((one) => one.includes(')'));

/** "(030) 123 45 67", "1 (212) 555-0123": the area code is short, the rest long enough. */
function isBracketedNumber(groups: readonly string[]): boolean {
  const digits = groups.join('').length;
  const [area = ''] = groups;
  return digits >= 7 && digits <= 13 && area.length <= 6 && !/^(?:19|20)[0-9]{2}$/.test(area);
}

/** One kind of joiner throughout, or another one behind the area code only. */
function isEvenlyJoined(joiners: readonly string[]): boolean {
  const [, second] = joiners;
  return joiners.slice(1).every((one) => one === second);
}

/** "2024-2025", "1999 2001 …": years rather than digits. */
function isYears(groups: readonly string[]): boolean {
  return groups.every((group) => /^(?:19|20)[0-9]{2}$/.test(group));
}

/** 2024-01-31, 31.01.2024, 1/31/24 and the same with an hour behind. */
function isDate(groups: readonly string[], joiners: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = groups;
  if (groups.length < 3 || joiners[0] !== joiners[1]) return false;
  const joiner = joiners[0] ?? '';
  const isDay = (text: string) => text.length <= 2 && Number(text) >= 1 && Number(text) <= 31;
  if (!isDay(second)) return false;
  if (/^(?:19|20)[0-9]{2}$/.test(first) && isDay(third)) return true;
  if (!isDay(first) || Math.min(Number(first), Number(second)) > 12) return false;
  if (/^(?:19|20)[0-9]{2}$/.test(third)) return true;
  return groups.length === 3 && third.length === 2 && joiner !== ' ' && /[./]/.test(joiner);
}
