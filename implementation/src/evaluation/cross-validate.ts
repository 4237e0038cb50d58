import {
  type AnswerThreshold,
  answerThreshold,
  describeThreshold,
} from '#src/agents/answer/answer-threshold.ts';
import { holdOut, statedOutcomes } from '#src/agents/answer/hold-out.ts';
import { Library } from '#src/agents/answer/library.ts';
import { IntentModel } from '#src/agents/classify/intent-model.ts';
import { noCache } from '#src/agents/model-cache.ts';
import { areaUnderRoc, expectedCalibrationError } from '#src/algorithms/calibration.ts';
import { countRisk } from '#src/algorithms/risk-control.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { percent, row } from './figures.ts';
import { type RiskCoverage, riskCoverage } from './risk-coverage-report.ts';

/** What a desk would do that answers from a confidence on; shares as in the evaluation. */
export interface ThresholdRow {
  readonly from: number;
  /** Right answers, by questions that have one. */
  readonly rightOfAnswerable: number;
  /** Wrong answers, by all questions, and by answers given. */
  readonly wrongOfAll: number;
  readonly wrongOfAnswers: number;
}

export interface CrossValidation {
  readonly questions: number;
  readonly answerable: number;
  /** Best article is the right one, by questions that have one. */
  readonly bestIsRight: number;
  readonly expectedCalibrationError: number;
  readonly areaUnderRoc: number;
  readonly riskCoverage: RiskCoverage;
  readonly thresholds: readonly ThresholdRow[];
  /** What the policy's bound leads to. */
  readonly threshold: AnswerThreshold;
}

/**
 * How the answerer does on its own training questions, each answered and believed by what was
 * fitted without it. What settings are chosen by, and the same outcomes that the bound on wrong
 * answers rests on; the evaluation questions take no part.
 */
export function crossValidate({
  articles,
  training,
  policy,
  alsoAnswered,
}: Content): CrossValidation {
  const library = new Library(articles, new IntentModel(training.utterances), noCache, {
    questions: training.questions,
    alsoAnswered,
  });
  const { answers } = holdOut(training.questions, library);
  const outcomes = statedOutcomes(answers);
  const answerable = answers.filter(({ isAnswerable }) => isAnswerable).length;
  const risk = countRisk(outcomes);
  const rights = outcomes.filter(({ right }) => right);
  return {
    questions: outcomes.length,
    answerable,
    bestIsRight: rights.length / Math.max(1, answerable),
    expectedCalibrationError: expectedCalibrationError(outcomes),
    areaUnderRoc: areaUnderRoc(
      rights.map(({ confidence }) => confidence),
      outcomes.filter(({ right }) => !right).map(({ confidence }) => confidence),
    ),
    riskCoverage: riskCoverage(
      outcomes.filter((_, at) => answers[at]?.best),
      outcomes.length,
    ),
    thresholds: risk.rows.map(({ from, answered, wrong }) => ({
      from,
      rightOfAnswerable: (answered - wrong) / Math.max(1, answerable),
      wrongOfAll: wrong / Math.max(1, outcomes.length),
      wrongOfAnswers: wrong / Math.max(1, answered),
    })),
    threshold: answerThreshold({ ...policy, mostArticles: 1 }, [risk]),
  };
}

/** The cross-validation as a person reads it. */
export function crossValidationReport(result: CrossValidation): string {
  const shown = result.thresholds.filter(({ from }) =>
    Number.isInteger(Math.round(100 * from) / 5),
  );
  const lines = [
    `cross-validation on ${result.questions} training questions, ${result.answerable} with an answer`,
    `best article right ${percent(result.bestIsRight)}, calibration error ${result.expectedCalibrationError.toFixed(3)}, area under the ROC curve ${result.areaUnderRoc.toFixed(3)}`,
    '',
    row('answers from', ['right', 'wrong', 'of answers']),
    ...shown
      .toReversed()
      .map(({ from, rightOfAnswerable, wrongOfAll, wrongOfAnswers }) =>
        row(from.toFixed(2), [rightOfAnswerable, wrongOfAll, wrongOfAnswers].map(percent)),
      ),
    '',
    ...result.riskCoverage.points.map(({ coverage, wrongOfAnswers, wrongOfAll }) =>
      row(`${percent(coverage)} answered`, ['', percent(wrongOfAll), percent(wrongOfAnswers)]),
    ),
    '',
    describeThreshold(result.threshold),
  ];
  return `${lines.join('\n')}\n`;
}
