import type { AnswerThreshold } from '#src/agents/answer/answer-threshold.ts';
import { areaUnderRoc, expectedCalibrationError } from '#src/algorithms/calibration.ts';
import { type AskedBackReport, askedBackReport } from './asked-back-report.ts';
import { isFromAnAnswer, type Outcome } from './evaluate-desk.ts';
import type { Half } from './halves.ts';
import { type RetrievalReport, retrievalReport } from './retrieval-report.ts';
import { type RiskCoverage, riskCoverage } from './risk-coverage-report.ts';
import {
  answersIn,
  type NamedTally,
  percentile95,
  share,
  sum,
  type Tally,
  tally,
  tallyBy,
} from './tally.ts';

/** A part of the drafts with about the same stated confidence. */
export interface ReliabilityBin {
  readonly count: number;
  readonly meanConfidence: number;
  readonly shareRight: number;
}

export interface EvaluationReport {
  readonly version: string;
  readonly half: Half;
  readonly threshold: AnswerThreshold;
  readonly all: Tally;
  /** Questions that an article answers. */
  readonly answerable: Tally;
  /** Questions that none answers: abstaining is what is wanted here. */
  readonly unanswerable: Tally;
  /** Of `all`: what the desk replied to without asking back, which alone is at its own risk. */
  readonly atOnce: Tally;
  /** Right answers by answerable questions, and by all; `atOnce`: those given without asking back. */
  readonly rightShare: {
    readonly ofAnswerable: number;
    readonly atOnce: number;
    readonly ofAll: number;
  };
  /**
   * Wrong answers by all questions; and those given at once by the answers given at once. Who is
   * asked back chooses what is right, so that answers to a choice would only dilute it.
   */
  readonly wrongShare: { readonly ofAll: number; readonly ofAnswered: number };
  readonly askedBack: AskedBackReport;
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
    /** Answers given, at once or after asking back, by all questions. */
    readonly involvement: number;
    /** Right answers, by answers given. */
    readonly assumedResolution: number;
    readonly rate: number;
    /** Right answers without asking back, by all questions. */
    readonly rateAtOnce: number;
  };
  readonly millis: { readonly mean: number; readonly p95: number };
  readonly retrieval: RetrievalReport;
  readonly byArea: readonly NamedTally[];
  /** A question counts with each of its traits; those without any stand together. */
  readonly byTrait: readonly NamedTally[];
  readonly byLanguage: readonly NamedTally[];
  /** Replies that name one article, two, three, and what came of asking back. */
  readonly byArticles: readonly NamedTally[];
  readonly abstainedBecause: Readonly<Record<string, number>>;
}

export interface ReportInput {
  readonly version: string;
  readonly half: Half;
  readonly threshold: AnswerThreshold;
  readonly outcomes: readonly Outcome[];
  readonly areaOf: (articleId: string) => string;
}

const binCount = 15;
const plain = '(plain)';
const afterAsking = '(asked back)';

export function measure({ outcomes, areaOf, ...named }: ReportInput): EvaluationReport {
  const all = tally(outcomes);
  const answerable = tally(outcomes.filter((one) => one.question.articleId !== null));
  const unanswerable = tally(outcomes.filter((one) => one.question.articleId === null));
  const atOnce = tally(outcomes.filter(({ askedBack }) => !askedBack));
  const answered = answersIn(all);
  const millis = outcomes.map((one) => one.millis);
  return {
    ...named,
    all,
    answerable,
    unanswerable,
    atOnce,
    rightShare: {
      ofAnswerable: share(all.right, answerable.questions),
      atOnce: share(atOnce.right, answerable.questions),
      ofAll: share(all.right, all.questions),
    },
    wrongShare: {
      ofAll: share(all.wrong, all.questions),
      ofAnswered: share(atOnce.wrong, answersIn(atOnce)),
    },
    askedBack: askedBackReport(outcomes),
    calibration: calibrationOf(outcomes),
    riskCoverage: riskCoverage(outcomes.flatMap(asDraft), all.questions),
    automation: {
      involvement: share(answered, all.questions),
      assumedResolution: share(all.right, answered),
      rate: share(all.right, all.questions),
      rateAtOnce: share(atOnce.right, all.questions),
    },
    millis: { mean: share(sum(millis), millis.length), p95: percentile95(millis) },
    retrieval: retrievalReport(outcomes),
    byArea: tallyBy(outcomes, ({ question: { articleId } }) => [
      articleId === null ? '(no article answers)' : areaOf(articleId),
    ]),
    byTrait: tallyBy(outcomes, ({ question: { traits } }) =>
      traits.length > 0 ? traits : [plain],
    ),
    byLanguage: tallyBy(outcomes, ({ question: { language } }) => [language]),
    byArticles: tallyBy(outcomes, ({ verdict, cited, askedBack }) => {
      if (askedBack) return [afterAsking];
      return verdict === 'abstained' ? [] : [counted(cited.length)];
    }),
    abstainedBecause: countReasons(outcomes),
  };
}

const counted = (articles: number): string =>
  `${articles} ${articles === 1 ? 'article' : 'articles'}`;

/** A reply without a draft, such as a greeting, is given at every threshold. */
function asDraft(outcome: Outcome) {
  const { confidence, verdict } = outcome;
  if (confidence !== null) return [{ confidence, right: isFromAnAnswer(outcome) }];
  return verdict === 'abstained' ? [] : [{ confidence: 1, right: verdict === 'right' }];
}

function calibrationOf(outcomes: readonly Outcome[]): EvaluationReport['calibration'] {
  const drafts = outcomes
    .flatMap((outcome) => {
      const { confidence } = outcome;
      return confidence === null ? [] : [{ confidence, right: isFromAnAnswer(outcome) }];
    })
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

function countReasons(outcomes: readonly Outcome[]): Record<string, number> {
  const reasons: Record<string, number> = {};
  for (const { verdict, because } of outcomes) {
    if (verdict === 'abstained') reasons[because] = (reasons[because] ?? 0) + 1;
  }
  return reasons;
}
