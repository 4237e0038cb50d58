import { isFunctionWord } from '#src/algorithms/text/function-words.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import type { Question } from '../agents.ts';

/** What is looked up for a question. */
export interface Lookup {
  readonly text: string;
  /** Articles that answered the question which this one follows up; empty on a question of its own. */
  readonly before: ReadonlySet<string>;
}

/** Beyond this the message is material, not the question. */
const readLength = 3_000;
const followUpStart =
  /^(?:and|but|or|so|then|also|what about|how about|what if|same for|is that|is it|does that|does it|do they|can it|and for)\b/i;
const pointing =
  /\b(?:it|its|this|those|these|they|them|then|ones?|same)\b|\bthat\b(?! (?:i|we|you|he|she|it|they|the|a|my|our|is|are|was|were|has|have)\b)/i;
const none: ReadonlySet<string> = new Set();

/**
 * Joins a question that makes sense only with the one before to it: "and on the free plan?". A
 * question that stands by itself stands alone.
 */
export function understand({ text, previous }: Question): Lookup {
  const own = text.slice(0, readLength);
  if (!previous || !followsUp(own)) return { text: own, before: none };
  return {
    text: `${own}\n${previous.text.slice(0, readLength)}`,
    before: new Set(previous.articleIds),
  };
}

function followsUp(text: string): boolean {
  const found = words(text);
  const topics = found.filter((word) => !isFunctionWord(word)).length;
  if (topics <= 1) return true;
  if (followUpStart.test(text.trim())) return topics <= 8;
  return topics <= 5 && pointing.test(text);
}
