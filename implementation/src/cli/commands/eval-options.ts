import { type EvaluatedVersion, evaluatedVersions } from '#src/evaluation/evaluate-company.ts';
import type { EvaluationParts } from '#src/evaluation/evaluate-whole.ts';
import { type Half, halves } from '#src/evaluation/halves.ts';
import { UsageError } from '../command.ts';
import { parseOptions } from '../parse-options.ts';

export const usage = `supportmax eval [options]

Asks the desk every evaluation question, through the journey that customers' messages take, and
counts right answers, wrong ones and handoffs; measures search, intents, confidence, and, by simulated
conversations, what is resolved. The questions are read after all training is done. A model that
SUPPORTMAX_CONFIG names is asked as the desk would ask it, and costs what it costs; conversations
with it are simulated only where --runs is given.

  --version NAME   v0.5, whose articles are the FAQs alone, or v1 (default)
  --half NAME      test (default) is what is reported, calibration what changes are tried on; all
  --set NAME       questions (default), or training: cross-validation on the training questions,
                   which settings are chosen by
  --content DIR    the company's folder; SUPPORTMAX_CONTENT or the sample company unless told
  --at DAY         as of this day (2026-11-26), whose articles are valid; today unless told
  --runs K         how often each simulated scenario is played (default 5; 0 plays none)
  --quick          leaves out what takes long: intents and simulated conversations
  --save FILE      keeps every outcome, to compare with later
  --baseline FILE  compares with what was kept, by paired bootstrap over the questions both have
  --html FILE      writes a page with the figures as plots
  --gate check     holds a fast part against the company's gate file; exit code 1 where it fell
  --gate renew     makes what is measured now the gate's baseline; all versions unless one is told
  --verbose        lists the wrong answers by question id
  --json           prints one JSON document`;

export interface EvalOptions {
  readonly version: EvaluatedVersion | undefined;
  readonly half: Half;
  readonly set: 'questions' | 'training';
  readonly content: string | undefined;
  /** Start of the day that was asked for, milliseconds since 1970; undefined: now. */
  readonly atMs: number | undefined;
  /** Undefined: as often as usual. */
  readonly runs: number | undefined;
  readonly quick: boolean;
  readonly save: string | undefined;
  readonly baseline: string | undefined;
  readonly html: string | undefined;
  readonly gate: 'check' | 'renew' | undefined;
  readonly verbose: boolean;
  readonly json: boolean;
}

const texts = [
  ...(['version', 'half', 'set', 'content', 'at', 'runs'] as const),
  ...(['save', 'baseline', 'html', 'gate'] as const),
] as const;
const flags = ['quick', 'json', 'verbose'] as const;

/** What the gate decides by itself. */
const notForGate = ['half', 'set', 'at', 'runs', 'save', 'baseline', 'html'] as const;

/** @throws UsageError for what it does not understand. */
export function parseEval(argv: readonly string[]): EvalOptions {
  const given = parseOptions(argv, texts, flags, []);
  const { content, save, baseline, html, verbose, json, quick } = given;
  const gate = oneOf('gate', ['check', 'renew'] as const, given.gate);
  const set = oneOf('set', ['questions', 'training'] as const, given.set) ?? 'questions';
  const odd = gate && notForGate.find((name) => given[name] !== undefined);
  if (odd) throw new UsageError(`--gate goes with --version and --content, not with --${odd}`);
  const unused = (['save', 'baseline', 'html'] as const).find((name) => given[name] !== undefined);
  if (set === 'training' && unused) throw new UsageError(`--set training knows no --${unused}`);
  return {
    version: oneOf('version', evaluatedVersions, given.version),
    half: oneOf('half', halves, given.half) ?? 'test',
    set,
    content,
    atMs: given.at === undefined ? undefined : dayOf(given.at),
    runs: given.runs === undefined ? undefined : runsOf(given.runs),
    quick,
    save,
    baseline,
    html,
    gate,
    verbose,
    json,
  };
}

/** What takes long, as far as it is wanted; `asksModel`: every conversation would be paid for. */
export function partsOf({ quick, runs }: EvalOptions, asksModel: boolean): EvaluationParts {
  const usual = asksModel ? 0 : 5;
  const wanted = runs ?? usual;
  const why =
    asksModel && runs === undefined
      ? 'a model would be paid for each message (--runs 5 plays them)'
      : '--runs 0';
  return {
    intents: quick ? '--quick' : true,
    simulation: quick ? '--quick' : wanted === 0 ? why : { seed: 1, runs: wanted },
  };
}

function oneOf<Name extends string>(
  option: string,
  names: readonly Name[],
  name: string | undefined,
): Name | undefined {
  const found = names.find((one) => one === name);
  if (found !== undefined || name === undefined) return found;
  throw new UsageError(
    `there is no ${option} ${JSON.stringify(name)}; there are ${names.join(', ')}`,
  );
}

function dayOf(text: string): number {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(atMs)) throw new UsageError(`--at wants a day like 2026-11-26, not ${text}`);
  return atMs;
}

function runsOf(text: string): number {
  const runs = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (runs <= 100) return runs;
  throw new UsageError(`--runs wants a whole number from 0 to 100, not ${text}`);
}
