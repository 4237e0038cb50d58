import { type Span, sentences } from '#src/algorithms/text/sentences.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';

/** A sentence of an article; `text` is `article.text.slice(start, end)`, to the letter. */
export interface Passage extends Span {
  /** Share of the query's weight that the sentence holds, 0–1. */
  readonly matchedShare: number;
}

/** Sentences of a text, the closest to the query first; equal ones in the order of the text. */
export function passages(
  text: string,
  query: string,
  wordWeight: (word: string) => number,
): Passage[] {
  const asked = new Map<string, number>();
  for (const word of words(query)) asked.set(stem(word), wordWeight(word));
  const whole = [...asked.values()].reduce((sum, weight) => sum + weight, 0);
  return sentences(text)
    .map((span) => {
      const held = new Set(words(span.text).map(stem));
      let matched = 0;
      for (const [word, weight] of asked) if (held.has(word)) matched += weight;
      return { ...span, matchedShare: whole <= 0 ? 0 : Math.min(1, matched / whole) };
    })
    .sort((a, b) => b.matchedShare - a.matchedShare || a.start - b.start);
}
