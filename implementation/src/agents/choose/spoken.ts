import { words } from '#src/algorithms/text/tokenize.ts';
import { choiceLanguages } from './choice-languages.ts';

/** What counts digits and abbreviates numbers without being a letter: 1️⃣, 1.º, 1ª. */
const numberMarks = /[\u20e3\ufe0f]|[.]?[ºª°]/g;
const apostrophes = /['’]/g;

/** The words of a text in normal form, without apostrophes: "it's" is one word. */
export const spokenWords = (text: string): string[] =>
  words(text.replace(numberMarks, ' ').replace(apostrophes, ''));

/** The same in one line, without what is said for politeness alone. */
export function spoken(text: string): string {
  const said = choiceLanguages.reduce(
    (rest, { polite }) => rest.replace(polite, ' '),
    spokenWords(text).join(' '),
  );
  return said.replace(/ +/g, ' ').trim();
}
