import type { Candidate } from './personal-kinds.ts';
import { foldedLetter } from './text-marks.ts';

/** Parts of names that are everyday words too: taken only beside another part of the same name. */
const EVERYDAY = new Set(
  `will may mark grant bill rich hope faith grace joy summer april june august art rose jack drew
  chase chance frank page young long king price day best case the and van von der den del della bin
  ibn dos mister mrs miss white black green brown gray grey gold silver stone wood hill field rivers
  lake park banks bond cash mint pat sue ray jay guy dean earl duke prince major sterling read little
  small strong sharp swift wise good sunny dawn eve ivy iris olive daisy lily violet ruby amber pearl
  jade dale glen cliff rusty buddy junior senior love power power may cook baker smith account order
  test user admin support customer`.split(/\s+/),
);

interface Word {
  start: number;
  end: number;
  key: string;
  isCapital: boolean;
}

/** Finds the given names again, whole or in part, in any case that a name is written in. */
export function findKnownNames(text: string, names: ReadonlySet<string>, found: Candidate[]): void {
  if (names.size === 0) return;
  const parts = new Set<string>();
  for (const name of names) {
    eachWord(name, undefined, (start, end) => parts.add(keyOf(name.slice(start, end))));
  }
  let run: Word[] = [];
  const close = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (first && last && isName(run)) {
      found.push({ kind: 'name', start: first.start, end: last.end });
    }
    run = [];
  };
  const hashes = new Set(Array.from(parts, hashOf));
  eachWord(text, hashes, (start, end) => {
    const word = text.slice(start, end);
    const key = keyOf(word);
    const previous = run.at(-1);
    if (previous && !isGap(text, previous, start)) close();
    if (parts.has(key)) run.push({ start, end, key, isCapital: isCapital(word) });
    else close();
  });
  close();
}

/** Between the parts of one name: a space, a hyphen, an apostrophe, an initial's full stop. */
function isGap(text: string, previous: Word, start: number): boolean {
  const gap = text.slice(previous.end, Math.min(start, previous.end + 3));
  return /^[ '-]$/.test(gap) || (gap === '. ' && previous.key.length === 1);
}

/** Two parts side by side, or one that is written as a name and is no everyday word. */
function isName(run: readonly Word[]): boolean {
  const isRare = ({ key }: Word) => !EVERYDAY.has(key);
  if (new Set(run.map(({ key }) => key)).size > 1) {
    return run.some(isRare) || run.every((word) => word.isCapital);
  }
  return run.some((word) => isRare(word) && word.key.length > (word.isCapital ? 1 : 3));
}

const keyOf = (word: string) => word.normalize('NFC').toLowerCase();

/** Upper case, or of a script that knows no case. */
function isCapital(word: string): boolean {
  const first = word[0] ?? '';
  return first !== first.toLowerCase() || first === first.toUpperCase();
}

const LONGEST_WORD = 60;

/** Letters and marks, near enough: what else lies in these ranges stands in no name. */
function isNameUnit(unit: number): boolean {
  if (unit < 0xc0) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
  return unit < 0x250 || isMark(unit) || (unit >= 0x370 && unit < 0x2000) || isFarLetter(unit);
}
const isMark = (unit: number) => unit >= 0x300 && unit < 0x370;
/** Letters whose other case is of another length or lies far away: İ, ẞ and their kin. */
const isOddInCase = (unit: number) => unit === 0x130 || (unit >= 0x1e00 && unit < 0x2000);
const isFarLetter = (unit: number) => unit >= 0x2c00 && unit < 0xfff0;

/**
 * Visits the words of a text; with `hashes` only those that may be one of them. A word with marks
 * may have other letters in its composed form, so it is always visited.
 */
function eachWord(
  text: string,
  hashes: ReadonlySet<number> | undefined,
  visit: (start: number, end: number) => void,
): void {
  for (let at = 0; at < text.length; at += 1) {
    if (!isNameUnit(text.charCodeAt(at))) continue;
    const start = at;
    let hash = 0;
    let isMarked = false;
    for (; at - start < LONGEST_WORD; at += 1) {
      const unit = text.charCodeAt(at);
      if (!isNameUnit(unit)) break;
      isMarked ||= isMark(unit) || isOddInCase(unit);
      hash = (Math.imul(hash, 31) + foldedLetter(unit)) | 0;
    }
    if (hashes === undefined || isMarked || hashes.has(hash)) visit(start, at);
  }
}

function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) {
    hash = (Math.imul(hash, 31) + foldedLetter(word.charCodeAt(at))) | 0;
  }
  return hash;
}
