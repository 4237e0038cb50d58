import { standsAlone } from './neighbourhood.ts';
import type { Candidate } from './personal-kinds.ts';

/** More addresses than that are a list, and each of them costs a look at the text. */
const MOST_ADDRESSES = 8;
const PART = /^[a-z\u00df-\u024f]{2,30}$/;

/** Names that an address in the same text spells: "Ada Moss" beside ada.moss@example.com. */
export function findNamesOfEmails(text: string, found: Candidate[]): void {
  const addresses = found.filter(({ kind }) => kind === 'email').slice(0, MOST_ADDRESSES);
  if (addresses.length === 0) return;
  const lower = text.toLowerCase();
  // Some letters get longer in lower case; then places would not fit.
  if (lower.length !== text.length) return;
  for (const { start, end } of addresses) {
    const [local = ''] = lower.slice(start, end).split('@');
    const parts = local.split(/[._-]/).filter((part) => PART.test(part));
    const [first, last] = [parts[0], parts.at(-1)];
    if (first === undefined || last === undefined || parts.length < 2) continue;
    findPair(text, lower, `${first} ${last}`, found);
    findPair(text, lower, `${last} ${first}`, found);
  }
}

function findPair(text: string, lower: string, pair: string, found: Candidate[]): void {
  const second = pair.indexOf(' ') + 1;
  for (let start = lower.indexOf(pair); start >= 0; start = lower.indexOf(pair, start + 1)) {
    const end = start + pair.length;
    const isCapital = (at: number) => text[start + at] !== lower[start + at];
    if (!isCapital(0) || !isCapital(second) || !standsAlone(text, start, end)) continue;
    found.push({ kind: 'name', start, end });
  }
}
