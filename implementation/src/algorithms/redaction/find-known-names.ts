import type { Candidate } from './personal-kinds.ts';

/** Letters and marks, near enough: what else lies in these ranges stands in no name. */
const WORD = /(?:[A-Za-z\u00c0-\u024f\u0370-\u1fff\u2c00-\uffef]|[\u0300-\u036f]){1,60}/g;
const BEYOND_ASCII = /[\u0080-\uffff]/;

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
export function findKnownNames(text: string, names: Iterable<string>, found: Candidate[]): void {
  const parts = new Set<string>();
  for (const name of names) for (const [word] of name.matchAll(WORD)) parts.add(keyOf(word));
  if (parts.size === 0) return;
  let run: Word[] = [];
  const close = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (first && last && isName(run)) {
      found.push({ kind: 'name', start: first.start, end: last.end });
    }
    run = [];
  };
  for (const { index: start, 0: word } of text.matchAll(WORD)) {
    const key = keyOf(word);
    if (!parts.has(key)) {
      close();
      continue;
    }
    const previous = run.at(-1);
    if (previous && !isGap(text, previous, start)) close();
    run.push({ start, end: start + word.length, key, isCapital: isCapital(word) });
  }
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

const keyOf = (word: string) =>
  (BEYOND_ASCII.test(word) ? word.normalize('NFC') : word).toLowerCase();

/** Upper case, or of a script that knows no case. */
function isCapital(word: string): boolean {
  const first = word[0] ?? '';
  return first !== first.toLowerCase() || first === first.toUpperCase();
}
