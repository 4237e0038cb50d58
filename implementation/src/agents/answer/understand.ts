import { isFunctionWord } from '#src/algorithms/text/function-words.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import type { Question } from '../agents.ts';

/** What is looked up for a question. */
export interface Lookup {
  readonly text: string;
  /** Articles that answered the question which this one follows up; empty on a question of its own. */
  readonly before: ReadonlySet<string>;
}

export interface Understood extends Lookup {
  /** Whether it only points back ("does it do that too?") and may yet be a question of its own. */
  readonly mayStandAlone: boolean;
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
export function understand({ text, previous }: Question): Understood {
  const own = text.slice(0, readLength);
  const dependence = previous === null ? 'none' : dependenceOf(own);
  if (previous === null || dependence === 'none') {
    return { text: own, before: none, mayStandAlone: true };
  }
  return {
    text: `${own}\n${previous.text.slice(0, readLength)}`,
    before: new Set(previous.articleIds),
    mayStandAlone: dependence === 'perhaps',
  };
}

/** Whether a message needs the one before to be understood. */
function dependenceOf(text: string): 'surely' | 'perhaps' | 'none' {
  const found = words(text);
  const topics = found.filter((word) => !isFunctionWord(word)).length;
  if (topics <= 1) return 'surely';
  if (followUpStart.test(text.trim()) && topics <= 8) return topics <= 3 ? 'surely' : 'perhaps';
  return topics <= 5 && pointing.test(text) ? 'perhaps' : 'none';
}
