import type { Candidate } from './personal-kinds.ts';

const WORD = /\p{L}[\p{L}\p{M}]{0,60}/gu;

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
  for (const name of names) for (const word of wordsOf(name)) parts.add(word.key);
  if (parts.size === 0) return;
  let run: Word[] = [];
  const close = () => {
    const [first, last] = [run[0], run.at(-1)];
    if (first && last && isName(run)) {
      found.push({ kind: 'name', start: first.start, end: last.end });
    }
    run = [];
  };
  for (const word of wordsOf(text)) {
    const previous = run.at(-1);
    if (
      previous &&
      !/^[ .'-]{1,2}$/.test(
        text.slice(previous.end, previous.end + 3).slice(0, word.start - previous.end),
      )
    )
      close();
    if (previous && word.start - previous.end > 2) close();
    if (parts.has(word.key)) run.push(word);
    else close();
  }
  close();
}

/** Two parts side by side, or one that is written as a name or is no everyday word. */
function isName(run: readonly Word[]): boolean {
  const distinct = new Set(run.map(({ key }) => key));
  if (distinct.size > 1 && run.some(({ key }) => !EVERYDAY.has(key))) return true;
  if (distinct.size > 1) return run.every(({ isCapital }) => isCapital);
  return run.some(
    ({ key, isCapital }) => !EVERYDAY.has(key) && (isCapital ? key.length > 1 : key.length > 3),
  );
}

function* wordsOf(text: string): Generator<Word> {
  for (const { index: start, 0: word } of text.matchAll(WORD)) {
    const first = word[0] ?? '';
    yield {
      start,
      end: start + word.length,
      key: word.normalize('NFC').toLowerCase(),
      isCapital: first !== first.toLowerCase() || first === first.toUpperCase(),
    };
  }
}
