import { words } from './text/tokenize.ts';
import type { Classification, TextClassifier } from './text-classifier.ts';

/** A stretch of a text that is about one thing; `text.slice(start, end)`. */
export interface ClassifiedPart extends Classification {
  readonly start: number;
  readonly end: number;
}

export interface PartSettings {
  /** What another part must gain, as a share of the text's words that are understood. */
  readonly partCost: number;
  /** A part that is less sure than this, or less in scope, is none. */
  readonly leastConfidence: number;
  readonly leastScope: number;
  /** Shorter parts are none. */
  readonly leastWords: number;
}

const partDefaults: PartSettings = {
  partCost: 0.02,
  leastConfidence: 0.5,
  leastScope: 0.5,
  leastWords: 3,
};

/** Clauses that are told apart at most: their spans are classified, each with each. */
const clauseLimit = 10;
const readLimit = 4000;

// Between sentences and clauses, and before the words that join two requests.
const boundary =
  /[.!?;:,\n。！？；，、؟،]+\s*|\s+(?=(?:and|also|plus|but|und|außerdem|aber|y|además|pero|et|aussi|mais)\s)/giu;

/**
 * The things that a message is about: the cut into contiguous parts under which most of its words lie
 * in parts that are understood, where each part costs something and neighbours with the same label
 * are one. A message about one thing gives one part, the whole.
 */
export function classifyParts(
  classifier: TextClassifier,
  text: string,
  settings: PartSettings = partDefaults,
): ClassifiedPart[] {
  const whole = { ...classifier.classify(text), start: 0, end: text.length };
  const cuts = clauseStarts(text.slice(0, readLimit));
  if (cuts.length < 2) return [whole];
  const ends = [...cuts.slice(1), text.length];
  const best: Cut[] = [{ gain: 0, parts: [] }];
  const wordsIn = cuts.map((start, at) => words(text.slice(start, ends[at])).length);
  const total = wordsIn.reduce((sum, count) => sum + count, 0);
  for (let end = 0; end < cuts.length; end++) {
    let found: Cut = {
      gain: Number.NEGATIVE_INFINITY,
      parts: [],
    };
    let count = 0;
    for (let from = end; from >= 0; from--) {
      count += wordsIn[from] as number;
      const start = cuts[from] as number;
      const isWhole = from === 0 && end === cuts.length - 1;
      const spoken = isWhole ? whole : classifier.classify(text.slice(start, ends[end]));
      const part = { ...spoken, start, end: ends[end] as number, words: count };
      const before = best[from] as Cut;
      const gain = before.gain + value(part, count, settings) * (count / total) - settings.partCost;
      if (gain > found.gain) found = { gain, parts: [...before.parts, part] };
    }
    best.push(found);
  }
  const parts = (best.at(-1)?.parts ?? []).filter((part) => isOne(part, settings));
  const labels = new Set(parts.map(({ label }) => label));
  return labels.size < 2 ? [whole] : parts.map(({ words: _, ...part }) => part);
}

/** A part and how many words it has. */
interface CountedPart extends ClassifiedPart {
  readonly words: number;
}

/** The best cut up to some place. */
interface Cut {
  readonly gain: number;
  readonly parts: readonly CountedPart[];
}

function value(part: ClassifiedPart, count: number, settings: PartSettings): number {
  if (count < settings.leastWords) return 0;
  return part.confidence * Math.min(1, 2 * part.inScopeScore);
}

function isOne(part: CountedPart, settings: PartSettings): boolean {
  return (
    part.confidence >= settings.leastConfidence &&
    part.inScopeScore >= settings.leastScope &&
    part.words >= settings.leastWords
  );
}

function clauseStarts(text: string): number[] {
  const starts = [0];
  for (const { 0: found, index } of text.matchAll(boundary)) {
    const start = index + found.length;
    if (start >= text.length || starts.length === clauseLimit) break;
    if (words(text.slice(starts.at(-1), start)).length > 0) starts.push(start);
  }
  return starts;
}
