import { choiceLanguages } from './choice-languages.ts';
import type { ChoiceWords } from './choice-words.ts';
import { clausesOf } from './clauses.ts';

const mostWords = 12;

/** Whether a message turns down every option and says nothing else. */
export const turnsDown = (text: string): boolean => saysOnly(text, ({ none }) => none);

/** Whether a message agrees to the option that it was shown and says nothing else. */
export const agrees = (text: string): boolean => saysOnly(text, ({ yes }) => yes);

/** Whether a message means several options, or any one, and says nothing else: "both". */
export const meansSeveral = (text: string): boolean => saysOnly(text, ({ several }) => several);

function saysOnly(text: string, patternOf: (language: ChoiceWords) => RegExp): boolean {
  const clauses = clausesOf(text);
  // A short message, so that a pattern's alternatives are few too.
  if (clauses.join(' ').split(' ', mostWords + 1).length > mostWords) return false;
  return clauses.length > 0 && clauses.every((clause) => isSaid(clause, patternOf));
}

const isSaid = (clause: string, patternOf: (language: ChoiceWords) => RegExp): boolean =>
  choiceLanguages.some((language) => patternOf(language).test(clause));
