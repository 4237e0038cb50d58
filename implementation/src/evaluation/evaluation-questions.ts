import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { jsonLinesOf, readContentFile } from '#src/knowledge/load/content-files.ts';
import { ContentError } from '#src/knowledge/load/front-matter.ts';

/** Where the questions are, inside a company's folder. Named here only: nothing else may read it. */
const questionsFolder = 'evaluation';

export interface EvaluationQuestion {
  readonly id: string;
  /** What the desk is judged by; the customer's last message. */
  readonly text: string;
  /** What the same customer wrote before it in the same conversation, oldest first. */
  readonly earlier: readonly string[];
  /** The article that answers it, or null where none does. */
  readonly articleId: string | null;
  /** What is hard about it, in the words of its author; `multi-turn` where something came before. */
  readonly traits: readonly string[];
  /** BCP 47 code. */
  readonly language: string;
}

const text = z.string().refine((value) => value.trim() !== '', 'must say something');
const name = z.string().min(1);
const questionRow = z.strictObject({
  id: name,
  question: text,
  /** An article, or null where none answers; `about` tells what that is about then. */
  topic: name.nullable(),
  about: name.optional(),
  earlier: z.array(text).min(1).optional(),
  traits: z.array(name).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'must be like "en"')
    .optional(),
});

/**
 * The questions a desk is measured by: the rows of every `evaluation/*.jsonl`, file by file. They are
 * read after everything is trained, and by nothing that trains.
 * @throws SupportError `not_found` where there are none, `invalid_argument` with the file and line
 * of the first broken row, or of an id that is there twice.
 */
export async function readEvaluationQuestions(directory: string): Promise<EvaluationQuestion[]> {
  const files = (await filesIn(join(directory, questionsFolder)))
    .filter((file) => file.endsWith('.jsonl'))
    .sort();
  if (files.length === 0) {
    throw new SupportError('not_found', `There is no ${questionsFolder}/*.jsonl.`);
  }
  const placeOf = new Map<string, string>();
  const questions: EvaluationQuestion[] = [];
  for (const file of files) {
    for (const { question, line } of await readFile(directory, `${questionsFolder}/${file}`)) {
      const place = `${questionsFolder}/${file}: line ${line}`;
      const other = placeOf.get(question.id);
      if (other !== undefined) {
        const message = `${place}: the id ${question.id} is also that of ${other}`;
        throw new SupportError('invalid_argument', message);
      }
      placeOf.set(question.id, place);
      questions.push(question);
    }
  }
  return questions;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new SupportError('unavailable', `cannot read ${questionsFolder}/`, { cause: error });
  }
}

async function readFile(directory: string, file: string) {
  try {
    const source = (await readContentFile(directory, file)) ?? '';
    return jsonLinesOf(source).map(({ value, line }) => ({
      question: questionOf(value, line),
      line,
    }));
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const message = `${file}: line ${error.line}: ${error.message}`;
    throw new SupportError('invalid_argument', message, { cause: error });
  }
}

function questionOf(value: unknown, line: number): EvaluationQuestion {
  const parsed = questionRow.safeParse(value);
  if (!parsed.success) throw new ContentError(line, complaint(parsed.error));
  const { id, question, topic, earlier = [], traits = [], language = 'en' } = parsed.data;
  const shown = new Set([...traits, ...(earlier.length > 0 ? ['multi-turn'] : [])]);
  return { id, text: question, earlier, articleId: topic, traits: [...shown], language };
}

function complaint({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.join('.') ?? '';
  return `${place === '' ? '' : `"${place}": `}${issue?.message ?? 'not a question'}`;
}
