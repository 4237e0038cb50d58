import { normalizeWord } from '#src/algorithms/text/normalize.ts';
import type { Question } from '../agents.ts';
import { failurePatterns } from './failure-patterns.ts';

const readLength = 1_000;
/** A longer message brings news, and deserves another look at the knowledge base. */
const shortWords = 12;

/** Whether a message says that something did not help, whatever else it says. */
export function saysItFailed(text: string): boolean {
  const plain = normalizeWord(text.slice(0, readLength))
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return failurePatterns.some((failure) => failure.test(plain));
}

/** A customer who only says that the answer before was no help: the same again would be an insult. */
export function rejectsTheAnswer({ text, previous }: Question): boolean {
  if (!previous || previous.articleIds.length === 0) return false;
  const words = text.trim().split(/\s+/).length;
  return words <= shortWords && !/\d{3}/.test(text) && saysItFailed(text);
}
