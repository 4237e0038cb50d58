import type { Chance } from './chance.ts';

/** How somebody changes a question while typing it. None of them changes what is asked. */
export type Manner = keyof typeof edits;

const letters = /\p{L}/u;

/** A sentence ends where white space follows its mark. */
const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?])\s+/).filter((sentence) => letters.test(sentence));

const withoutEnd = (text: string): string => text.replace(/[.!?\s]+$/, '');

const edits = {
  /** One slip in every eighth word or so, at least one: letters swapped, lost or doubled. */
  typos(text: string, chance: Chance): string {
    const words = text.split(' ');
    const long = [...words.keys()].filter((place) => /^\p{L}{5,}/u.test(words[place] ?? ''));
    const slips = Math.min(long.length, 1 + Math.floor(words.length / 8));
    for (let slip = 0; slip < slips; slip += 1) {
      const [place = 0] = long.splice(chance.below(long.length), 1);
      words[place] = slipIn(words[place] ?? '', chance);
    }
    return words.join(' ');
  },
  polite: (text: string, chance: Chance): string =>
    `${chance.oneOf(['Good morning,', 'Hello there!', 'Hi, I hope you are well.'])} ${text} ${chance.oneOf(['Many thanks in advance!', 'Thank you for your time.', 'I would be grateful for a hint.'])}`,
  hurried: (text: string, chance: Chance): string =>
    `${chance.oneOf(['quick one:', 'in a rush,', 'need this fast:', 'between two meetings:'])} ${withoutEnd(text).toLowerCase()}`,
  shouted: (text: string): string => `${withoutEnd(text).toUpperCase()}!!!`,
  annoyed: (text: string, chance: Chance): string =>
    `${chance.oneOf(['This is getting on my nerves.', 'Honestly, this costs me half a day.', 'I am not amused.'])} ${text}`,
  /** What was said last comes first. */
  reordered(text: string): string {
    const sentences = sentencesOf(text);
    const last = sentences.pop();
    return last === undefined ? text : [last, ...sentences].join(' ');
  },
  /** The sentence that asks, or else the longest. */
  shorter(text: string): string {
    const sentences = sentencesOf(text);
    const asking = sentences.find((sentence) => sentence.endsWith('?'));
    const [longest] = sentences.toSorted((left, right) => right.length - left.length);
    return asking ?? longest ?? text;
  },
  wordy: (text: string, chance: Chance): string =>
    `${chance.oneOf(['We are a small office and have been with you for about two years now.', 'My colleague usually looks after this, but she is away until Monday.', 'I looked through the menus for a while and then gave up.'])} ${text} ${chance.oneOf(['That is all for today.', 'Everything else runs well.', 'I am at my desk until five.'])}`,
  letter: (text: string, chance: Chance): string =>
    `${chance.oneOf(['Dear support team,', 'Hello,', 'Good day,'])}\n\n${text}\n\n${chance.oneOf(['Kind regards', 'Best wishes', 'Regards'])}`,
  lowercase: (text: string): string => withoutEnd(text).toLowerCase(),
} as const satisfies Readonly<Record<string, (text: string, chance: Chance) => string>>;

export const manners = Object.keys(edits) as readonly Manner[];

function slipIn(word: string, chance: Chance): string {
  // Never the first letter: people seldom miss that one.
  const place = 1 + chance.below(word.length - 2);
  const [before, here = '', next = ''] = [word.slice(0, place), word[place], word[place + 1]];
  const after = word.slice(place + 2);
  switch (chance.below(3)) {
    case 0:
      return before + next + here + after;
    case 1:
      return before + next + after;
    default:
      return before + here + here + next + after;
  }
}

/** The text as somebody of these manners writes it: each of them with its probability. */
export function worded(
  text: string,
  manners: readonly (readonly [Manner, number])[],
  chance: Chance,
): string {
  return manners.reduce(
    (written, [manner, probability]) =>
      chance.happens(probability) ? edits[manner](written, chance) : written,
    text,
  );
}
