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
const none: ReadonlySet<string> = new Set();

/** A question by itself. */
export const byItself = ({ text }: Question): Lookup => ({
  text: text.slice(0, readLength),
  before: none,
});

/** A question together with what was asked before it. */
export const afterBefore = ({ text, previous }: Question): Lookup => ({
  text: `${text.slice(0, readLength)}\n${previous?.text.slice(0, readLength) ?? ''}`,
  before: none,
});

/** The same where it is about nothing but what was asked and answered before. */
export const followUp = (question: Question): Lookup => ({
  ...afterBefore(question),
  before: new Set(question.previous?.articleIds),
});

/** Whether a message makes sense only with the one before: "and on the free plan?". */
export function needsBefore(text: string): boolean {
  const topics = words(text.slice(0, readLength)).filter((word) => !isFunctionWord(word)).length;
  return topics <= 1 || (topics <= 3 && followUpStart.test(text.trim()));
}
