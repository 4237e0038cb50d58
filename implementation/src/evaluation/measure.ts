import type { AnswerThreshold } from '#src/agents/answer/answer-threshold.ts';
import { areaUnderRoc, expectedCalibrationError } from '#src/algorithms/calibration.ts';
import type { Outcome } from './evaluate-desk.ts';
import { type RiskCoverage, riskCoverage } from './risk-coverage-report.ts';

/** How many questions came out how. */
export interface Tally {
  readonly questions: number;
  readonly right: number;
  readonly wrong: number;
  readonly abstained: number;
}

/** A part of the drafts with about the same stated confidence. */
export interface ReliabilityBin {
  readonly count: number;
  readonly meanConfidence: number;
  readonly shareRight: number;
}

export interface EvaluationReport {
  readonly version: string;
  readonly threshold: AnswerThreshold;
  readonly all: Tally;
  /** Questions that an article answers. */
  readonly answerable: Tally;
  /** Questions that none answers: abstaining is what is wanted here. */
  readonly unanswerable: Tally;
  /** Right answers by answerable questions, and by all. */
  readonly rightShare: { readonly ofAnswerable: number; readonly ofAll: number };
  /** Wrong answers by all questions, and by answers given. */
  readonly wrongShare: { readonly ofAll: number; readonly ofAnswered: number };
  readonly calibration: {
    /** Questions with a draft, posted or not: what the error is computed over. */
    readonly drafts: number;
    readonly expectedCalibrationError: number;
    /** How well confidence tells right drafts from wrong ones: 1 is perfect, 0.5 is chance. */
    readonly areaUnderRoc: number;
    readonly bins: readonly ReliabilityBin[];
  };
  /** What would be wrong if more or fewer were answered, whatever the threshold is now. */
  readonly riskCoverage: RiskCoverage;
  /** Automation = involvement × resolution. Resolution is assumed: a right answer counts. */
  readonly automation: {
    /** Answers given, by all questions. */
    readonly involvement: number;
    /** Right answers, by answers given. */
    readonly assumedResolution: number;
    readonly rate: number;
  };
  readonly millis: { readonly mean: number; readonly p95: number };
  readonly byArea: readonly ({ readonly area: string } & Tally)[];
  readonly abstainedBecause: Readonly<Record<string, number>>;
}

export interface ReportInput {
  readonly version: string;
  readonly threshold: AnswerThreshold;
  readonly outcomes: readonly Outcome[];
  readonly areaOf: (articleId: string) => string;
}

const binCount = 15;

export function measure({ outcomes, areaOf, ...named }: ReportInput): EvaluationReport {
  const all = tally(outcomes);
  const answerable = tally(outcomes.filter((one) => one.question.articleId !== null));
  const unanswerable = tally(outcomes.filter((one) => one.question.articleId === null));
  const answered = all.right + all.wrong;
  const millis = outcomes.map((one) => one.millis);
  return {
    ...named,
    all,
    answerable,
    unanswerable,
    rightShare: {
      ofAnswerable: share(all.right, answerable.questions),
      ofAll: share(all.right, all.questions),
    },
    wrongShare: { ofAll: share(all.wrong, all.questions), ofAnswered: share(all.wrong, answered) },
    calibration: calibrationOf(outcomes),
    riskCoverage: riskCoverage(outcomes.flatMap(asDraft), all.questions),
    automation: {
      involvement: share(answered, all.questions),
      assumedResolution: share(all.right, answered),
      rate: share(all.right, all.questions),
    },
    millis: { mean: share(sum(millis), millis.length), p95: percentile95(millis) },
    byArea: tallyByArea(outcomes, areaOf),
    abstainedBecause: countReasons(outcomes),
  };
}

/** A reply without a draft, such as a greeting, is given at every threshold. */
function asDraft({ confidence, articleId, question, verdict }: Outcome) {
  if (confidence !== null) return [{ confidence, right: articleId === question.articleId }];
  return verdict === 'abstained' ? [] : [{ confidence: 1, right: verdict === 'right' }];
}

function calibrationOf(outcomes: readonly Outcome[]): EvaluationReport['calibration'] {
  const drafts = outcomes
    .flatMap(({ confidence, articleId, question }) =>
      confidence === null ? [] : [{ confidence, right: articleId === question.articleId }],
    )
    .sort((a, b) => a.confidence - b.confidence);
  const bins = Array.from({ length: binCount }, (_, bin) => {
    const from = Math.floor((bin * drafts.length) / binCount);
    const part = drafts.slice(from, Math.floor(((bin + 1) * drafts.length) / binCount));
    return {
      count: part.length,
      meanConfidence: share(sum(part.map((one) => one.confidence)), part.length),
      shareRight: share(part.filter((one) => one.right).length, part.length),
    };
  });
  return {
    drafts: drafts.length,
    expectedCalibrationError: expectedCalibrationError(drafts, binCount),
    areaUnderRoc: areaUnderRoc(
      drafts.filter((one) => one.right).map((one) => one.confidence),
      drafts.filter((one) => !one.right).map((one) => one.confidence),
    ),
    bins: bins.filter((bin) => bin.count > 0),
  };
}

function tallyByArea(outcomes: readonly Outcome[], areaOf: (articleId: string) => string) {
  const areas = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const { articleId } = outcome.question;
    const area = articleId === null ? '(no article answers)' : areaOf(articleId);
    areas.set(area, [...(areas.get(area) ?? []), outcome]);
  }
  return [...areas]
    .map(([area, part]) => ({ area, ...tally(part) }))
    .sort((a, b) => b.questions - a.questions || (a.area < b.area ? -1 : 1));
}

function countReasons(outcomes: readonly Outcome[]): Record<string, number> {
  const reasons: Record<string, number> = {};
  for (const { verdict, because } of outcomes) {
    if (verdict === 'abstained') reasons[because] = (reasons[because] ?? 0) + 1;
  }
  return reasons;
}

function tally(outcomes: readonly Outcome[]): Tally {
  const count = (verdict: Outcome['verdict']) =>
    outcomes.filter((one) => one.verdict === verdict).length;
  return {
    questions: outcomes.length,
    right: count('right'),
    wrong: count('wrong'),
    abstained: count('abstained'),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(0.95 * sorted.length) - 1)] ?? 0;
}
