import { areaUnderRoc, expectedCalibrationError } from '#src/algorithms/calibration.ts';
import { macroF1, outOfScopeRecall } from '#src/algorithms/classification-metrics.ts';
import type { LabelledText } from '#src/algorithms/train-text-classifier.ts';
import { percentile } from '#src/cli/percentile.ts';
import type { IntentAnswer, IntentClassifier, IntentEngine } from './intent-engine.ts';

export interface IntentSet {
  readonly train: readonly LabelledText[];
  readonly test: readonly LabelledText[];
  /** Texts of no label; empty where a set has none. */
  readonly outOfScope: readonly string[];
}

export interface IntentFigures {
  readonly accuracy: number;
  readonly macroF1: number;
  /** Over 15 bins of equal mass; null where an engine states no probability. */
  readonly calibrationError: number | null;
  /** Null where a set has no texts out of scope. */
  readonly auroc: number | null;
  readonly outOfScopeRecall: number | null;
  readonly trainMs: number;
  readonly p50Micros: number;
  readonly p95Micros: number;
}

/** Trains an engine and asks it every text of the test. */
export async function measureIntents(
  engine: IntentEngine,
  { train, test, outOfScope }: IntentSet,
  progress: (line: string) => void,
): Promise<IntentFigures> {
  const start = performance.now();
  const classify = await engine.train(train, progress);
  const trainMs = performance.now() - start;
  await warm(classify, test);
  const micros: number[] = [];
  const answers: IntentAnswer[] = [];
  for (const { text } of test) {
    const asked = performance.now();
    const answer = classify(text);
    // Waiting for what is there already would cost more than the fastest answers.
    answers.push(answer instanceof Promise ? await answer : answer);
    micros.push((performance.now() - asked) * 1000);
  }
  const strangers: IntentAnswer[] = [];
  for (const text of outOfScope) strangers.push(await classify(text));
  return {
    ...qualityOf(test, answers, strangers),
    trainMs,
    p50Micros: percentile(micros, 0.5),
    p95Micros: percentile(micros, 0.95),
  };
}

/** A process that has just started runs slow code; a desk has not just started. */
async function warm(classify: IntentClassifier, rows: readonly LabelledText[]): Promise<void> {
  for (const { text } of rows.slice(0, 500)) await classify(text);
}

/** The definitions that `supportmax classify` uses. */
export function qualityOf(
  test: readonly LabelledText[],
  answers: readonly IntentAnswer[],
  strangers: readonly IntentAnswer[],
): Omit<IntentFigures, 'trainMs' | 'p50Micros' | 'p95Micros'> {
  if (test.length !== answers.length) {
    throw new Error(`${answers.length} answers to ${test.length} texts`);
  }
  const rows = answers.map((answer, at) => ({ ...answer, truth: test[at]?.label ?? '' }));
  const outcomes = rows.flatMap(({ confidence, label, truth }) =>
    confidence === null ? [] : [{ confidence, right: label === truth }],
  );
  const inScope = answers.map(({ inScopeScore }) => inScopeScore);
  const outside = strangers.map(({ inScopeScore }) => inScopeScore);
  return {
    accuracy: rows.filter(({ label, truth }) => label === truth).length / rows.length,
    macroF1: macroF1(rows.map(({ label, truth }) => ({ truth, stated: label }))),
    calibrationError: outcomes.length < rows.length ? null : expectedCalibrationError(outcomes),
    auroc: outside.length === 0 ? null : areaUnderRoc(inScope, outside),
    outOfScopeRecall: outside.length === 0 ? null : outOfScopeRecall(inScope, outside),
  };
}
