import type { Screener } from '../agents.ts';
import type { LanguageReader } from '../reading/language-reader.ts';
import { rejectsTheAnswer } from './failure-report.ts';
import { LanguageGuard } from './language-guard.ts';
import { asksForPerson } from './person-request.ts';

export interface ScreenerOptions {
  /** BCP 47 codes of the languages that the desk answers in. */
  readonly languages: readonly string[];
  /** Words in normal form that the company's own texts use. */
  readonly vocabulary: ReadonlySet<string>;
  /** Tells these languages apart. */
  readonly reader: Pick<LanguageReader, 'languageOf'>;
}

const letter = /\p{L}/u;

/** Sorts out what no answer can help: by rules, on the words alone, never by their case. */
export function createScreener({ languages, vocabulary, reader }: ScreenerOptions): Screener {
  const guard = new LanguageGuard(languages, vocabulary);
  return {
    screen(question) {
      const { text } = question;
      if (!letter.test(text)) return 'no_words';
      if (asksForPerson(text)) return 'person_requested';
      if (rejectsTheAnswer(question)) return 'not_helped';
      return guard.isForeign(text) ? 'unknown_language' : 'clean';
    },
    languageOf(text) {
      const told = reader.languageOf(text);
      return told !== null && !guard.isForeign(text) ? told : null;
    },
  };
}
