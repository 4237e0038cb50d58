import { join } from 'node:path';
import * as z from 'zod';
import { deskPolicy } from '#src/domain/policy/desk-policy.ts';
import { ticketPriority } from '#src/domain/ticket/vocabulary.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { type FaqRow, faqRow } from './articles.ts';
import type { Content, ContentProblem, TrainingSets } from './content.ts';
import { readContentFile, rowsOf } from './content-files.ts';
import { ContentError } from './front-matter.ts';
import { type LoadArticles, loadArticles } from './load-articles.ts';
import { endSuperseded } from './superseded.ts';

const text = z.string().trim().min(1);
const name = z.string().min(1);
const utteranceRow = z.object({ text, intent: name });
const urgencyRow = z.object({ text, urgency: ticketPriority });
const sentimentRow = z.object({ text, sentiment: z.enum(['negative', 'neutral', 'positive']) });
const questionRow = z.object({ question: text, articleId: name.nullable() });
const alsoAnsweredRow = z.object({ topic: name, by: z.array(name).min(1) });
const calibrationRow = z.object({
  question: text,
  topic: name.nullable(),
  earlier: z.array(text).optional(),
});

/**
 * Reads what a company gives its desk: `articles/`, `faqs.jsonl`, `policy.json`,
 * `also-answered-by.jsonl`, `training/*.jsonl` and `calibration/questions.jsonl` in `directory`. A broken file is left out whole and named in `problems`.
 * @throws SupportError `not_found` without the directory, its articles or its policy;
 * `invalid_argument` for a broken policy, without which no desk can run.
 */
export async function loadContent(
  directory: string,
  options: Pick<LoadArticles, 'kept'> = {},
): Promise<Content> {
  const problems: ContentProblem[] = [];
  const policy = await loadPolicy(directory);
  const faqs = await loadRows<FaqRow>(directory, 'faqs.jsonl', faqRow, problems);
  const articles = await loadArticles({ directory, policy, faqs, ...options }, problems);
  const training = await loadTraining(directory, problems);
  const also = await loadRows(directory, 'also-answered-by.jsonl', alsoAnsweredRow, problems);
  const alsoAnswered = new Map(also.map(({ topic, by }) => [topic, by]));
  return { ...endSuperseded(articles), alsoAnswered, policy, training, problems };
}

/** The policy alone. Throws as {@link loadContent}. */
export async function loadPolicy(directory: string): Promise<Content['policy']> {
  const file = 'policy.json';
  const source = await readContentFile(directory, file);
  if (source === null) throw new SupportError('not_found', `There is no ${join(directory, file)}.`);
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw new SupportError('invalid_argument', `${file} is not valid JSON`, { cause: error });
  }
  const parsed = deskPolicy.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SupportError('invalid_argument', `${file}: ${z.prettifyError(parsed.error)}`);
}

async function loadTraining(directory: string, problems: ContentProblem[]): Promise<TrainingSets> {
  const load = <Row>(file: string, schema: z.ZodType<Row>) =>
    loadRows(directory, `training/${file}`, schema, problems);
  return {
    utterances: await load('utterances.jsonl', utteranceRow),
    urgency: await load('urgency.jsonl', urgencyRow),
    sentiment: await load('sentiment.jsonl', sentimentRow),
    questions: [
      ...(await load('questions.jsonl', questionRow)),
      // The same things asked in other words: what people write before they know ours.
      ...(await load('phrasings.jsonl', questionRow)),
    ].map((row) => ({ text: row.question, articleId: row.articleId })),
    calibration: (
      await loadRows(directory, 'calibration/questions.jsonl', calibrationRow, problems)
    ).map(({ question, topic, earlier = [] }) => ({ text: question, articleId: topic, earlier })),
  };
}

async function loadRows<Row>(
  directory: string,
  file: string,
  schema: z.ZodType<Row>,
  problems: ContentProblem[],
): Promise<readonly Row[]> {
  const rows = await attempt(file, problems, async () => {
    const source = await readContentFile(directory, file);
    return source === null ? [] : rowsOf(source, schema);
  });
  return rows ?? [];
}

/** What `read` gives, or null with the problem noted: a broken file is never half-loaded. */
async function attempt<Result>(
  file: string,
  problems: ContentProblem[],
  read: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ContentError) {
      problems.push({ file, line: error.line, message: error.message });
      return null;
    }
    if (error instanceof SupportError) {
      problems.push({ file, line: 1, message: error.message });
      return null;
    }
    throw error;
  }
}
