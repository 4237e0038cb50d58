import { type DigitGroups, digitsFrom } from './digit-groups.ts';
import { isWordUnit } from './neighbourhood.ts';

/** Groups of digits that stand close enough together to be one phone number. */
export interface NumberChain {
  /** Where the number begins, its plus sign and bracket included. */
  start: number;
  hasPlus: boolean;
  groups: string[];
  /** What stands between the groups, one less than they are. */
  joiners: string[];
  ends: number[];
}

const FEWEST_DIGITS = 6;
const MOST_DIGITS = 15;
/** No plan writes a number in more groups than that. */
const MOST_GROUPS = 9;
const WIDEST_JOINER = 4;
const JOINER = /^(?: {1,2}|[.\-/\u00b7\t]|\)? ?\(|\) {0,2}[-./]? ?| [-/.] |- |[-./]\()$/;

/** The groups that may belong to one number, from this group on; `undefined` for too few digits. */
export function chainFrom(
  text: string,
  digitGroups: DigitGroups,
  first: number,
): NumberChain | undefined {
  if (digitsFrom(digitGroups, first, WIDEST_JOINER) < FEWEST_DIGITS) return undefined;
  const { starts, ends } = digitGroups;
  const { start, hasPlus } = prefixBefore(text, starts[first] ?? 0);
  if (!mayStart(text, start)) return undefined;
  const chain: NumberChain = { start, hasPlus, groups: [], joiners: [], ends: [] };
  let digits = 0;
  const behind = Math.min(starts.length, first + MOST_GROUPS);
  for (let group = first; group < behind; group += 1) {
    const [from, to] = [starts[group] ?? 0, ends[group] ?? 0];
    const distance = from - (ends[group - 1] ?? 0);
    digits += to - from;
    // Room for an exit code and a trunk zero in brackets.
    if (digits > MOST_DIGITS + 4) break;
    if (group > first) {
      if (distance > WIDEST_JOINER) break;
      const joiner = text.slice(from - distance, from);
      if (!JOINER.test(joiner)) break;
      chain.joiners.push(joiner);
    }
    chain.groups.push(text.slice(from, to));
    chain.ends.push(to);
  }
  return digits < FEWEST_DIGITS ? undefined : chain;
}

/** A plus sign and brackets before the first digit. */
function prefixBefore(text: string, digit: number): { start: number; hasPlus: boolean } {
  let start = digit;
  if (text[start - 1] === '(') start -= 1;
  let plus = start;
  if (text[plus - 1] === ' ' && text[plus - 2] === '+') plus -= 1;
  if (text[plus - 1] !== '+') return { start, hasPlus: false };
  start = plus - 1;
  if (text[start - 1] === '(') start -= 1;
  return { start, hasPlus: true };
}

/** "v1.555-…", "a-555-…", "1,555": the middle of something longer. */
function mayStart(text: string, start: number): boolean {
  if (isWordUnit(text.charCodeAt(start - 1))) return false;
  const before = text[start - 1] ?? ' ';
  const beyond = text.charCodeAt(start - 2);
  if (before === ',' || before === '.') return !(beyond >= 0x30 && beyond <= 0x39);
  return !("-/\\'+".includes(before) && isWordUnit(beyond));
}
