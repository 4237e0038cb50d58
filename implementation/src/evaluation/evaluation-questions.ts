import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { readContentFile, rowsOf } from '#src/knowledge/load/content-files.ts';
import { ContentError } from '#src/knowledge/load/front-matter.ts';

/** Where the questions are, inside a company's folder. Named here only: nothing else may read it. */
const questionsFile = 'evaluation/questions.jsonl';

const row = z.object({
  id: z.string().min(1),
  question: z.string().min(1),
  /** The article that answers it, or null where none does. */
  topic: z.string().min(1).nullable(),
});

export interface EvaluationQuestion {
  readonly id: string;
  readonly text: string;
  readonly articleId: string | null;
}

/**
 * The questions a desk is measured by. They are read after everything is trained, and by nothing
 * that trains.
 * @throws SupportError `not_found` where there are none, `invalid_argument` with the broken line.
 */
export async function readEvaluationQuestions(directory: string): Promise<EvaluationQuestion[]> {
  try {
    const source = await readContentFile(directory, questionsFile);
    if (source === null) throw new SupportError('not_found', `There is no ${questionsFile}.`);
    return rowsOf(source, row).map(({ id, question, topic }) => {
      return { id, text: question, articleId: topic };
    });
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const message = `${questionsFile}: line ${error.line}: ${error.message}`;
    throw new SupportError('invalid_argument', message, { cause: error });
  }
}
