import { boundedThreshold, type RiskCounts, type RiskRow } from '#src/algorithms/risk-control.ts';
import type { DeskPolicy, WrongAnswers } from '#src/domain/policy/desk-policy.ts';

/** From which confidence on the offline answerer's drafts are posted, and on what grounds. */
export interface AnswerThreshold {
  /** Null: no draft is posted. */
  readonly from: number | null;
  /** A reply names as few articles as it takes to be so sure, and so many at most. */
  readonly mostArticles: number;
  /** What the company puts up with; null where it set the confidence by hand. */
  readonly wrongAnswers: WrongAnswers | null;
  /** What came of this threshold on the calibration questions; null without a bound that holds. */
  readonly calibrated: RiskRow | null;
  /** How many questions the bound was calibrated on. */
  readonly questions: number;
}

/** Whatever a bound lets through: what is likelier wrong than right is not posted. */
const leastSure = 0.5;

/** The bound of the policy, or where it has none, its `minimumConfidence`. */
export function answerThreshold(
  policy: Pick<DeskPolicy, 'wrongAnswers' | 'minimumConfidence' | 'mostArticles'>,
  risks: readonly RiskCounts[],
): AnswerThreshold {
  const { wrongAnswers, minimumConfidence, mostArticles = 1 } = policy;
  const { questions, rows } = risks[mostArticles - 1] ?? { questions: 0, rows: [] };
  if (!wrongAnswers) {
    const from = minimumConfidence;
    return { from, mostArticles, wrongAnswers: null, calibrated: null, questions };
  }
  const { atMost: mostWrong, of, sureness } = wrongAnswers;
  const calibrated = boundedThreshold(
    { questions, rows: rows.filter(({ from }) => from >= leastSure) },
    { mostWrong, of, sureness },
  );
  return { from: calibrated?.from ?? null, mostArticles, wrongAnswers, calibrated, questions };
}

/** In words, for whoever runs the desk. */
export function describeThreshold(threshold: AnswerThreshold): string {
  const { from, wrongAnswers, calibrated, questions } = threshold;
  if (!wrongAnswers) return `answers from confidence ${from} on, which was set by hand`;
  const { atMost, of, sureness } = wrongAnswers;
  const bound = `at most ${percent(atMost)} of the ${of} wrong, ${percent(sureness)} sure`;
  if (!calibrated) {
    return `never answers: no confidence is shown to keep ${bound}, by ${questions} calibration questions`;
  }
  const { answered, wrong } = calibrated;
  return `answers from confidence ${from} on: ${bound}, by ${questions} calibration questions, of which ${answered} would be answered and ${wrong} wrongly`;
}

const percent = (share: number): string => `${Number((100 * share).toFixed(2))} %`;
