import { expectedCalibrationError, type Outcome as Stated } from '#src/algorithms/calibration.ts';
import { areaUnderRiskCoverage, coveragePoint } from '#src/algorithms/risk-coverage.ts';
import { type Figure, shareFigure } from './figure.ts';
import type { KeptOutcome } from './kept-outcome.ts';

type QuestionFigure = Figure<KeptOutcome>;

const isAnswerable = ({ expected }: KeptOutcome): boolean => expected !== null;
const isAnswered = ({ verdict }: KeptOutcome): boolean => verdict !== 'abstained';
/** Who is asked back chooses what is right: only what is said at once is at the desk's own risk. */
const isAnsweredAtOnce = (one: KeptOutcome): boolean => isAnswered(one) && !one.askedBack;
const isFoundWithin =
  (depth: number) =>
  ({ rank }: KeptOutcome) =>
    rank !== null && rank <= depth;

/** How sure the desk was of its draft, and whether that was right, posted or not. */
const drafts = (outcomes: readonly KeptOutcome[]): Stated[] =>
  outcomes.flatMap(({ confidence, articleId, expected }) =>
    confidence === null ? [] : [{ confidence, right: articleId === expected }],
  );

/** As {@link drafts}, with replies that need no confidence, which are given at every threshold. */
const givable = (outcomes: readonly KeptOutcome[]): Stated[] => [
  ...drafts(outcomes),
  ...outcomes
    .filter((one) => one.confidence === null && isAnswered(one))
    .map(({ verdict }) => ({ confidence: 1, right: verdict === 'right' })),
];

export const answerFigures: readonly QuestionFigure[] = [
  shareFigure(
    { key: 'right', name: 'right, of those with an answer', better: 'higher' },
    ({ verdict }) => verdict === 'right',
    isAnswerable,
  ),
  shareFigure(
    { key: 'rightAtOnce', name: 'right without asking back', better: 'higher' },
    ({ verdict, askedBack }) => verdict === 'right' && !askedBack,
    isAnswerable,
  ),
  shareFigure(
    { key: 'wrong', name: 'wrong, of all', better: 'lower' },
    ({ verdict }) => verdict === 'wrong',
  ),
  shareFigure(
    { key: 'wrongOfAnswers', name: 'wrong, of the answers at once', better: 'lower' },
    ({ verdict }) => verdict === 'wrong',
    isAnsweredAtOnce,
  ),
  shareFigure(
    { key: 'abstained', name: 'abstained, of those without', better: 'higher' },
    ({ verdict }) => verdict === 'abstained',
    (one) => !isAnswerable(one),
  ),
  shareFigure(
    { key: 'askedBack', name: 'asked back, of those without an answer', better: 'lower' },
    ({ askedBack }) => askedBack,
    (one) => !isAnswerable(one),
  ),
];

export const retrievalFigures: readonly QuestionFigure[] = [
  shareFigure(
    { key: 'recallAt1', name: 'recall@1 of the search', better: 'higher' },
    isFoundWithin(1),
    isAnswerable,
  ),
  shareFigure(
    { key: 'recallAt5', name: 'recall@5 of the search', better: 'higher' },
    isFoundWithin(5),
    isAnswerable,
  ),
  {
    key: 'reciprocalRank',
    name: 'MRR@10 of the search',
    better: 'higher',
    kind: 'number',
    of(outcomes) {
      const asked = outcomes.filter(isAnswerable);
      if (asked.length === 0) return null;
      return (
        asked.reduce((sum, { rank }) => sum + (rank === null ? 0 : 1 / rank), 0) / asked.length
      );
    },
  },
];

export const confidenceFigures: readonly QuestionFigure[] = [
  {
    key: 'riskCoverageArea',
    name: 'area under risk-coverage',
    better: 'lower',
    kind: 'number',
    of: (outcomes) => {
      const given = givable(outcomes);
      return given.length === 0 ? null : areaUnderRiskCoverage(given);
    },
  },
  {
    key: 'wrongAt60',
    name: 'wrong among the surest 60 %',
    better: 'lower',
    kind: 'share',
    of: (outcomes) =>
      outcomes.length === 0
        ? null
        : coveragePoint(givable(outcomes), outcomes.length, 0.6).wrongOfAnswers,
  },
  {
    key: 'calibrationError',
    name: 'calibration error',
    better: 'lower',
    kind: 'number',
    of: (outcomes) => {
      const stated = drafts(outcomes);
      return stated.length === 0 ? null : expectedCalibrationError(stated);
    },
  },
];

export const questionFigures = [...answerFigures, ...retrievalFigures, ...confidenceFigures];
