import type { Option } from '#src/domain/ticket/events.ts';
import type { Chance } from './chance.ts';
import type { Goal } from './goal.ts';
import { phrases } from './phrases.ts';

/** Most name the number, the others the title or its place in the list. */
const byNumber = 0.6;
const byTitle = 0.7;
/** Where none of it is meant: half of those who can say it otherwise do so. */
const inOtherWords = 0.5;
const places = [
  'the first one',
  'the second one',
  'the third one',
  'the fourth one',
  'the fifth one',
] as const;

/** What a customer says who is asked which of several articles is meant. */
export interface Chosen {
  readonly said: string;
  /** `amiss`: whoever did not read took the first, which is not what they want. */
  readonly kind: 'meant' | 'amiss' | 'none';
}

/**
 * @param wanted What they want to know; nothing for those who asked nothing.
 * @param reads Probability that they read the options at all; else they take the first.
 * @param otherWords Asks for the same otherwise, where they can.
 */
export function choose(
  options: readonly Option[],
  wanted: readonly Goal[],
  reads: number,
  chance: Chance,
  otherWords: (() => string) | null = null,
): Chosen {
  const meant = options.findIndex(({ articleId }) =>
    wanted.some(({ answers }) => answers.includes(articleId)),
  );
  const at = chance.happens(reads) ? meant : 0;
  const option = options[at];
  if (!option) {
    const said = otherWords && chance.happens(inOtherWords) ? otherWords() : null;
    return { said: said ?? chance.oneOf(phrases.none), kind: 'none' };
  }
  return { said: named(option, at, chance), kind: at === meant ? 'meant' : 'amiss' };
}

function named({ title }: Option, at: number, chance: Chance): string {
  if (chance.happens(byNumber)) return String(at + 1);
  return chance.happens(byTitle) ? title : (places[at] ?? String(at + 1));
}
