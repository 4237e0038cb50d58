import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { evaluatedVersions } from '../evaluate-company.ts';
import { halves } from '../halves.ts';
import { figuresOf, type Measurement } from './measurement.ts';

/** Raised when files of before cannot be compared with any more. */
const formatVersion = 2;
const format = 'supportmax evaluation';

const share = z.number();
const count = z.int().nonnegative();
const keptOutcome = z.strictObject({
  id: z.string(),
  hash: z.string(),
  expected: z.string().nullable(),
  verdict: z.enum(['right', 'wrong', 'abstained']),
  askedBack: z.boolean(),
  articleId: z.string().nullable(),
  confidence: share.nullable(),
  rank: count.nullable(),
});
const intentOutcome = z.strictObject({ id: z.string(), truth: z.string(), stated: z.string() });
const keptScenario = z.strictObject({
  id: z.string(),
  runs: count,
  endedRight: count,
  neverWrong: count,
  escalated: count,
  answeredAlone: count,
  believedDurable: count,
  reallyDurable: count,
});
const head = z.object({ format: z.literal(format), formatVersion: z.number() });
const body = z.object({
  on: z.strictObject({
    company: z.string(),
    version: z.enum(evaluatedVersions),
    half: z.enum(halves),
    at: z.iso.datetime(),
    content: z.strictObject({ articles: count, hash: z.string() }),
    agents: z.string(),
    simulation: z.strictObject({ seed: count, runs: count }).nullable(),
  }),
  questions: z.array(keptOutcome),
  intents: z.array(intentOutcome).nullable(),
  scenarios: z.array(keptScenario).nullable(),
  perResolution: z.strictObject({ costUsd: share.nullable(), millis: share.nullable() }).nullable(),
});

/**
 * Keeps a measurement. One outcome a line, so that a change of the file shows which questions came
 * out otherwise.
 * @throws SupportError `not_found` without the folder, `unavailable` where it cannot be written.
 */
export async function saveBaseline(path: string, measurement: Measurement): Promise<void> {
  try {
    await writeFile(path, baselineText(measurement));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not_found' : 'unavailable';
    throw new SupportError(code, `cannot write ${path}`, { cause: error });
  }
}

function baselineText(measurement: Measurement): string {
  const { on, questions, intents, scenarios, perResolution } = measurement;
  const figures = figuresOf(measurement);
  const whole = { format, formatVersion, on, figures, perResolution };
  const rows = (values: readonly object[] | null) =>
    values === null
      ? 'null'
      : `[${values.map((value) => `\n${JSON.stringify(value)}`).join(',')}\n]`;
  const head = JSON.stringify(whole, null, 2).slice(0, -2);
  return [
    head,
    `,\n  "questions": ${rows(questions)}`,
    `,\n  "intents": ${rows(intents)}`,
    `,\n  "scenarios": ${rows(scenarios)}\n}\n`,
  ].join('');
}

/**
 * @throws SupportError `not_found` without the file, `invalid_argument` where it is not a baseline,
 * or one of another format version.
 */
export async function readBaseline(path: string): Promise<Measurement> {
  const refused = (why: string, cause?: unknown) =>
    new SupportError('invalid_argument', `${path} ${why}`, { cause });
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw new SupportError('not_found', `There is no baseline ${path}.`, { cause: error });
    }
    if (error instanceof SyntaxError) throw refused('is not a baseline: not valid JSON', error);
    throw new SupportError('unavailable', `cannot read ${path}`, { cause: error });
  }
  const found = head.safeParse(value);
  if (!found.success) throw refused('is not a baseline that supportmax eval --save has written');
  if (found.data.formatVersion !== formatVersion) {
    throw refused(
      `has format version ${found.data.formatVersion}, and this release compares with version ${formatVersion} alone; measure the baseline again with --save`,
    );
  }
  const parsed = body.safeParse(value);
  if (!parsed.success) throw refused(`is a damaged baseline: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
