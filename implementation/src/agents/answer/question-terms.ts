import { isFunctionWord } from '#src/algorithms/text/function-words.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import type { Concepts } from './concepts.ts';

/** The ways in which texts are cut into terms, each of which sees what the others miss. */
export const termKinds = ['words', 'concepts', 'pairs', 'runs'] as const;
export type TermKind = (typeof termKinds)[number];

/** A text in terms of each kind. */
export interface TextTerms extends Readonly<Record<TermKind, readonly string[]>> {
  /** Words in normal form, as they were written. */
  readonly written: readonly string[];
  /** Concepts that carry a topic. */
  readonly topics: readonly string[];
}

const runLength = 4;

/** Words by stem, concepts, pairs of neighbouring concepts, and runs of characters for typos. */
export function termsOf(text: string, concepts: Concepts): TextTerms {
  const found = words(text);
  const stems = found.map(stem);
  const named = concepts.named(stems);
  return {
    written: found,
    words: stems,
    concepts: named,
    pairs: named.slice(1).map((term, at) => `${named[at]} ${term}`),
    runs: [...new Set(found)].flatMap(runsOf),
    topics: named.filter((term) => term.length > 1 && !isFunctionWord(term)),
  };
}

function runsOf(word: string): string[] {
  const marked = `^${word}$`;
  return Array.from({ length: Math.max(0, marked.length - runLength + 1) }, (_, at) =>
    marked.slice(at, at + runLength),
  );
}
