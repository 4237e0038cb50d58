import { SupportError } from '#src/foundation/support-error.ts';
import { jsonLinesOf, readContentFile } from '#src/knowledge/load/content-files.ts';
import { ContentError } from '#src/knowledge/load/front-matter.ts';

/** Where the questions are, inside a company's folder. Named here only: nothing else may read it. */
const questionsFile = 'evaluation/questions.jsonl';

export interface EvaluationQuestion {
  readonly id: string;
  readonly text: string;
  /** The article that answers it, or null where none does. */
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
    return jsonLinesOf(source).map(({ value, line }) => questionOf(value, line));
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const message = `${questionsFile}: line ${error.line}: ${error.message}`;
    throw new SupportError('invalid_argument', message, { cause: error });
  }
}

function questionOf(value: unknown, line: number): EvaluationQuestion {
  const { id, question, topic } = (value ?? {}) as Record<string, unknown>;
  const isText = (one: unknown): one is string => typeof one === 'string' && one !== '';
  if (!isText(id)) throw new ContentError(line, 'expected "id"');
  if (!isText(question)) throw new ContentError(line, 'expected "question"');
  if (topic !== null && !isText(topic)) {
    throw new ContentError(line, 'expected "topic", an article id or null');
  }
  return { id, text: question, articleId: topic };
}
