import { choiceLanguages } from './choice-languages.ts';
import type { ChoiceWords } from './choice-words.ts';
import { spoken } from './spoken.ts';

/** Amounts and shares are no numbers of options. */
const measured = /[%\p{Sc}]/u;
const mostWords = 12;

/** What a word says of which option is meant. */
type Naming = { readonly option: number; readonly isOrdinal: boolean };

/**
 * The number of the option that a message names and nothing else, from 1, whether there is such an
 * option or not: "2", "the second one", "die letzte". Null where it says anything else.
 */
export function optionNamed(text: string, count: number): number | null {
  if (measured.test(text)) return null;
  const said = spoken(text);
  if (said.split(' ', mostWords + 1).length > mostWords) return null;
  for (const language of choiceLanguages) {
    const option = optionIn(said, count, language);
    if (option !== null) return option;
  }
  return null;
}

function optionIn(said: string, count: number, language: ChoiceWords): number | null {
  if (language.counting.test(said)) return null;
  const words = said.split(' ');
  const named = new Set<number>();
  let hasOrdinal = false;
  for (const [at, word] of words.entries()) {
    const before = words[at - 1] ?? '';
    if (isPronoun(word, before, language)) continue;
    const naming = namingOf(word, count, language);
    if (naming !== null) {
      named.add(naming.option);
      hasOrdinal ||= naming.isOrdinal;
    } else if (!saysNothing(word, words[at + 1] ?? '', hasOrdinal, language)) {
      return null;
    }
  }
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : null;
}

function namingOf(word: string, count: number, language: ChoiceWords): Naming | null {
  if (/^\d{1,9}$/.test(word)) return { option: Number(word), isOrdinal: false };
  const cardinal = language.cardinals.get(word);
  if (cardinal !== undefined) return { option: cardinal, isOrdinal: false };
  if (language.last.has(word)) return { option: count, isOrdinal: true };
  const figure = language.ordinalFigure.exec(word)?.[1];
  const ordinal = figure === undefined ? language.ordinals.get(word) : Number(figure);
  return ordinal === undefined ? null : { option: ordinal, isOrdinal: true };
}

const isPronoun = (word: string, before: string, language: ChoiceWords): boolean =>
  word === language.pronoun?.word &&
  (language.pronoun.behind.has(before) || namingOf(before, 1, language) !== null);

const saysNothing = (
  word: string,
  next: string,
  hasOrdinal: boolean,
  language: ChoiceWords,
): boolean =>
  language.beside.has(word) ||
  (hasOrdinal && language.afterOrdinal.has(word)) ||
  (language.beforeCardinal?.has(word) === true && namingOf(next, 1, language) !== null);
