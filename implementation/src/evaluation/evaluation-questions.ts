import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { jsonLinesOf, readContentFile } from '#src/knowledge/load/content-files.ts';
import { ContentError } from '#src/knowledge/load/front-matter.ts';
import { type Half, halfOf } from './halves.ts';

/** Where the questions are, inside a company's folder. Named here only: nothing else may read it. */
const questionsFolder = 'evaluation';
/** Where those are that the desk is calibrated by; a company may have none. */
const calibrationFolder = 'calibration';

export interface EvaluationQuestion {
  readonly id: string;
  /** What the desk is judged by; the customer's last message. */
  readonly text: string;
  /** What the same customer wrote before it in the same conversation, oldest first. */
  readonly earlier: readonly string[];
  /** The article that it was asked about, or null where none answers. */
  readonly articleId: string | null;
  /** The articles that answer it, that one first. */
  readonly answers: readonly string[];
  /** What is hard about it, in the words of its author; `multi-turn` where something came before. */
  readonly traits: readonly string[];
  /** BCP 47 code. */
  readonly language: string;
  readonly half: Exclude<Half, 'all'>;
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
 * The questions a desk is measured by: the rows of every `calibration/*.jsonl`, which are the
 * calibration half, and of every `evaluation/*.jsonl`, which are the test half, or both halves by a
 * hash where there are no others. They are read after everything is trained; nothing that trains
 * reads the test half.
 * @throws SupportError `not_found` where there are none, `invalid_argument` with the file and line
 * of the first broken row, or of an id that is there twice.
 */
export async function readEvaluationQuestions(directory: string): Promise<EvaluationQuestion[]> {
  const tests = await filesIn(directory, questionsFolder);
  if (tests.length === 0) {
    throw new SupportError('not_found', `There is no ${questionsFolder}/*.jsonl.`);
  }
  const calibrating = await filesIn(directory, calibrationFolder);
  const placeOf = new Map<string, string>();
  const questions: EvaluationQuestion[] = [];
  for (const file of [...calibrating, ...tests]) {
    for (const { question, line } of await readFile(directory, file)) {
      const place = `${file}: line ${line}`;
      const other = placeOf.get(question.id);
      if (other !== undefined) {
        const message = `${place}: the id ${question.id} is also that of ${other}`;
        throw new SupportError('invalid_argument', message);
      }
      placeOf.set(question.id, place);
      const isSplit = calibrating.length > 0;
      const half = isSplit
        ? tests.includes(file)
          ? 'test'
          : 'calibration'
        : halfOf(question.text);
      questions.push({ ...question, half });
    }
  }
  return questions;
}

/** The files of rows in a folder of the company's, as paths inside of it. */
async function filesIn(directory: string, folder: string): Promise<string[]> {
  try {
    const names = await readdir(join(directory, folder));
    return names
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => `${folder}/${name}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new SupportError('unavailable', `cannot read ${folder}/`, { cause: error });
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

function questionOf(value: unknown, line: number): Omit<EvaluationQuestion, 'half'> {
  const parsed = questionRow.safeParse(value);
  if (!parsed.success) throw new ContentError(line, complaint(parsed.error));
  const { id, question, topic, earlier = [], traits = [], language = 'en' } = parsed.data;
  const shown = new Set([...traits, ...(earlier.length > 0 ? ['multi-turn'] : [])]);
  const answers = topic === null ? [] : [topic];
  return { id, text: question, earlier, articleId: topic, answers, traits: [...shown], language };
}

function complaint({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.join('.') ?? '';
  return `${place === '' ? '' : `"${place}": `}${issue?.message ?? 'not a question'}`;
}
