import { choiceLanguages } from './choice-languages.ts';
import type { ChoiceWords } from './choice-words.ts';
import { contrastsOf } from './clauses.ts';
import { agrees, turnsDown } from './judgement.ts';

/** Amounts and shares are no numbers of options. */
const measured = /[%\p{Sc}]/u;
const negative = /(?:^|\s)[-−]\d/;
const mostWords = 12;

/** What a word says of which option is meant. */
type Naming = { readonly option: number; readonly isOrdinal: boolean };

/** The options that a clause names: it may refuse them, or join them to others. */
interface Named {
  readonly meant: readonly number[];
  readonly refused: readonly number[];
  readonly isJoined: boolean;
}

/**
 * The number of the option that a message names and nothing else, from 1: "2", "the second one",
 * "nein, die letzte". `unclear` where that is several, or none that there is: "1 or 2", "7",
 * "not 2". Null where it says anything else.
 */
export function optionNamed(text: string, count: number): number | 'unclear' | null {
  if (measured.test(text)) return null;
  const clauses = contrastsOf(text);
  if (clauses.join(' ').split(' ', mostWords + 1).length > mostWords) return null;
  const meant = new Set<number>();
  const refused = new Set<number>();
  let isJoined = false;
  for (const clause of clauses) {
    // "1, no, 2" takes back what was said before.
    if (turnsDown(clause)) for (const option of meant) refused.add(option);
    else if (!agrees(clause)) {
      const named = namedIn(clause, count);
      if (named === null) return null;
      for (const option of named.meant) meant.add(option);
      for (const option of named.refused) refused.add(option);
      isJoined ||= named.isJoined;
    }
  }
  if (meant.size + refused.size === 0) return null;
  const [only = 0, ...others] = [...meant].filter((option) => !refused.has(option));
  const isClear = others.length === 0 && !isJoined && !negative.test(text);
  return isClear && only >= 1 && only <= count ? only : 'unclear';
}

function namedIn(clause: string, count: number): Named | null {
  for (const language of choiceLanguages) {
    const named = namedInLanguage(clause, count, language);
    if (named !== null) return named;
  }
  return null;
}

function namedInLanguage(clause: string, count: number, language: ChoiceWords): Named | null {
  if (language.counting.test(clause)) return null;
  const words = clause.split(' ');
  const named: number[] = [];
  let hasOrdinal = false;
  let isJoined = false;
  let isNegated = false;
  for (const [at, word] of words.entries()) {
    if (isPronoun(word, words[at - 1] ?? '', language)) continue;
    const naming = namingOf(word, count, language);
    if (naming !== null) {
      named.push(naming.option);
      hasOrdinal ||= naming.isOrdinal;
    } else if (!saysNothing(word, words[at + 1] ?? '', hasOrdinal, language)) {
      if (language.joining.has(word)) isJoined = true;
      // "not the first"; behind a number it is about something else: "2 not".
      else if (named.length === 0 && language.negations.has(word)) isNegated = true;
      else return null;
    }
  }
  if (isNegated && named.length === 0) return null;
  return isNegated
    ? { meant: [], refused: named, isJoined: false }
    : { meant: named, refused: [], isJoined };
}

function namingOf(word: string, count: number, language: ChoiceWords): Naming | null {
  if (/^\d{1,2}$/.test(word)) return { option: Number(word), isOrdinal: false };
  const cardinal = language.cardinals.get(word);
  if (cardinal !== undefined) return { option: cardinal, isOrdinal: false };
  if (language.last.has(word)) return { option: count, isOrdinal: true };
  const ofTwo = language.ofTwo?.get(word);
  // Of more than two, it is no place that there is.
  if (ofTwo !== undefined) return { option: count === 2 ? ofTwo : 0, isOrdinal: true };
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
