import type { Option } from '#src/domain/ticket/events.ts';
import type { Chance } from './chance.ts';
import type { Goal } from './goal.ts';
import { phrases } from './phrases.ts';

/** Most name the number, the others the title or its place in the list. */
const byNumber = 0.6;
const byTitle = 0.7;
/** Of those who read, so many answer as people write who think of no machine. */
const untidily = 0.1;
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
  const isReading = chance.happens(reads);
  const at = isReading ? meant : 0;
  const option = options[at];
  if (!option) {
    const said = otherWords && chance.happens(inOtherWords) ? otherWords() : null;
    return { said: said ?? chance.oneOf(phrases.none), kind: 'none' };
  }
  const isUntidy = isReading && chance.happens(untidily);
  const said = isUntidy
    ? chance.oneOf(untidyNames(option, at, options.length))
    : named(option, at, chance);
  return { said, kind: at === meant ? 'meant' : 'amiss' };
}

/** Written without a look at what the desk understands. */
function untidyNames({ title }: Option, at: number, count: number): string[] {
  const number = at + 1;
  return [
    `${number} please`,
    `I mean ${number}`,
    `number ${number} I think`,
    `option ${number}`,
    `${number}. thanks!`,
    title.split(/\s+/).slice(0, 3).join(' '),
    ...(count === 1 ? ['yes'] : []),
  ];
}

function named({ title }: Option, at: number, chance: Chance): string {
  if (chance.happens(byNumber)) return String(at + 1);
  return chance.happens(byTitle) ? title : (places[at] ?? String(at + 1));
}
