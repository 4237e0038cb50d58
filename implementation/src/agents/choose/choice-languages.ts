import type { ChoiceWords } from './choice-words.ts';
import { englishChoiceWords } from './english-choice-words.ts';
import { germanChoiceWords } from './german-choice-words.ts';
import { spanishChoiceWords } from './spanish-choice-words.ts';

/** Heard whatever the desk answers in: a customer chooses in the language that comes to mind. */
export const choiceLanguages: readonly ChoiceWords[] = [
  englishChoiceWords,
  germanChoiceWords,
  spanishChoiceWords,
];
