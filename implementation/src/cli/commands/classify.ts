import { areaUnderRoc, expectedCalibrationError } from '#src/algorithms/calibration.ts';
import { macroF1, outOfScopeRecall } from '#src/algorithms/classification-metrics.ts';
import { type Classification, TextClassifier } from '#src/algorithms/text-classifier.ts';
import { type LabelledText, trainTextClassifier } from '#src/algorithms/train-text-classifier.ts';
import { systemClock } from '#src/foundation/time.ts';
import { type Command, type CommandIo, UsageError } from '../command.ts';
import { explain, JsonLinesWriter, readLabelledTexts, readTexts } from '../data-files.ts';
import { parseOptions } from '../parse-options.ts';
import { percentile, rounded } from '../percentile.ts';
import { describeText, explainText } from './explain-text.ts';

const usage = `supportmax classify --train a.csv --test b.csv [options]
supportmax classify --train a.csv --text "…"

Trains the desk's classifier on one file and scores another, row by row.
Both are CSV with the header text,label; other columns are ignored.

  --train FILE         labelled texts to learn from
  --test FILE          labelled texts to score
  --text TEXT          one text to classify: what it is about, how sure that is, by
                       which words, and what else it is about
  --out-of-scope FILE  texts that belong to no label; adds the out-of-scope figures
  --predictions FILE   writes one JSON line per scored row
  --json               prints one JSON document`;

/** `supportmax classify`: what the desk's own classifier makes of a data set. */
export const classify: Command = {
  name: 'classify',
  summary: 'train the classifier on a file and score it on another',
  usage,
  run,
};

async function run(argv: string[], io: CommandIo): Promise<number> {
  const options = parseOptions(
    argv,
    ['train', 'test', 'text', 'out-of-scope', 'predictions'],
    ['json'],
    ['train'],
  );
  const { test, text } = options;
  if (text !== undefined) {
    if (test !== undefined) throw new UsageError('--text stands in the place of --test');
    return explainOne(options.train, text, options.json, io);
  }
  if (test === undefined) throw new UsageError('--test is missing');
  return score({ ...options, test }, io);
}

interface ScoreOptions {
  readonly train: string;
  readonly test: string;
  readonly 'out-of-scope'?: string;
  readonly predictions?: string;
  readonly json: boolean;
}

async function explainOne(train: string, text: string, json: boolean, io: CommandIo) {
  const rows = await readLabelledTexts(train);
  io.stderr(`training on ${rows.length} rows\n`);
  const classifier = new TextClassifier(explain(train, () => trainTextClassifier(rows)));
  const explained = explainText(classifier, text);
  io.stdout(json ? `${JSON.stringify(explained)}\n` : describeText(explained));
  return 0;
}

async function score(options: ScoreOptions, io: CommandIo): Promise<number> {
  const scopePath = options['out-of-scope'];
  const train = await readLabelledTexts(options.train);
  const test = await readLabelledTexts(options.test);
  const outOfScope = scopePath === undefined ? undefined : await readTexts(scopePath);
  const writer =
    options.predictions === undefined ? undefined : new JsonLinesWriter(options.predictions);

  io.stderr(`training on ${train.length} rows\n`);
  const started = systemClock.monotonic();
  const model = explain(options.train, () => trainTextClassifier(train));
  const trainMs = systemClock.monotonic() - started;

  io.stderr(`scoring ${test.length + (outOfScope?.length ?? 0)} rows\n`);
  const classifier = new TextClassifier(model);
  warm(classifier, test);
  const micros: number[] = [];
  const answers = test.map(({ text }) => {
    const start = systemClock.monotonic();
    const answer = classifier.classify(text);
    micros.push((systemClock.monotonic() - start) * 1000);
    return answer;
  });
  const strangers = outOfScope?.map((text) => classifier.classify(text));
  writer?.finish([
    ...predictions(options.test, answers),
    ...predictions(scopePath ?? '', strangers ?? []),
  ]);
  const report = {
    ...quality(test, answers, strangers),
    trainMs: rounded(trainMs),
    predictMicros: {
      p50: rounded(percentile(micros, 0.5)),
      p95: rounded(percentile(micros, 0.95)),
    },
  };
  io.stdout(options.json ? `${JSON.stringify(report)}\n` : describe(report));
  return 0;
}

/** A process that has just started runs slow code; the desk has not just started. */
function warm(classifier: TextClassifier, rows: readonly LabelledText[]): void {
  let characters = 0;
  for (let at = 0; at < 1000 && characters < 200_000; at++) {
    const text = rows[at % rows.length]?.text ?? '';
    characters += text.length;
    classifier.classify(text);
  }
}

function quality(
  test: readonly LabelledText[],
  answers: readonly Classification[],
  strangers: readonly Classification[] | undefined,
) {
  const rows = test.map(({ label }, at) => ({ truth: label, ...(answers[at] as Classification) }));
  const outcomes = rows.map(({ truth, label, confidence }) => ({
    confidence,
    right: label === truth,
  }));
  const inScope = answers.map(({ inScopeScore }) => inScopeScore);
  const outside = strangers?.map(({ inScopeScore }) => inScopeScore);
  return {
    accuracy: outcomes.filter(({ right }) => right).length / outcomes.length,
    macroF1: macroF1(rows.map(({ truth, label }) => ({ truth, stated: label }))),
    expectedCalibrationError: expectedCalibrationError(outcomes),
    outOfScopeAuroc: outside === undefined ? null : areaUnderRoc(inScope, outside),
    outOfScopeRecallAt5PercentRejection:
      outside === undefined ? null : outOfScopeRecall(inScope, outside),
  };
}

function predictions(file: string, answers: readonly Classification[]) {
  return answers.map(({ label, confidence, inScopeScore }, index) => ({
    index,
    file,
    label,
    confidence,
    inScopeScore,
  }));
}

function describe(report: ReturnType<typeof quality> & { trainMs: number }): string {
  return Object.entries(report)
    .map(([name, value]) => `${name.padEnd(38)}${JSON.stringify(value)}\n`)
    .join('');
}
