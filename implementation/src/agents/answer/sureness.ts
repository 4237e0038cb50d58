import {
  fitLogistic,
  type LogisticCurve,
  logistic,
  type Outcome,
} from '#src/algorithms/calibration.ts';

/** A reply names so many articles at most. */
export const mostArticles = 3;
const ridge = 1;
const folds = 10;
/** Log odds beyond these are all the same: as good as certain, as good as none. */
const widest = 6;

/** What is known of the articles that are best for a question. */
export interface SurenessMeasures {
  /** That the first one answers, as the confidence model has it, 0–1. */
  readonly confidence: number;
  /** Each one's share of the choice among all candidates, best first. */
  readonly shares: readonly number[];
  /** Whether it is asked after an exchange: what it refers to may have been misunderstood. */
  readonly isAfterExchange: boolean;
}

/** The same where it is known which articles answer. */
export interface SurenessCase extends SurenessMeasures {
  /** Whether the first, one of the first two, one of the first three answers. */
  readonly rightWithin: readonly boolean[];
}

/** A curve for each number of articles: how surely one of them answers. */
export type SurenessModel = readonly LogisticCurve[];

/** How surely the first article answers, one of the first two, one of the first three; never falling. */
export function surenessOf(model: SurenessModel, measures: SurenessMeasures): number[] {
  if (measures.shares.length === 0) return [];
  const read = measured(measures);
  let least = 0;
  return model.slice(0, measures.shares.length).map((curve) => {
    least = Math.max(least, logistic(curve, read));
    return least;
  });
}

export function fitSureness(cases: readonly SurenessCase[]): SurenessModel {
  const asked = cases.filter(({ shares }) => shares.length > 0);
  return Array.from({ length: mostArticles }, (_, at) =>
    fitLogistic(
      asked.map(measured),
      asked.map(({ rightWithin }) => rightWithin[at] ?? false),
      ridge,
    ),
  );
}

/**
 * For each case what could be replied, with one article, with two, with three, and how surely: each
 * by curves that were fitted without it.
 */
export function statedChoices(cases: readonly SurenessCase[]): Outcome[][] {
  const models = Array.from({ length: folds }, (_, fold) =>
    fitSureness(cases.filter((_, at) => at % folds !== fold)),
  );
  return cases.map((one, at) => {
    const sure = surenessOf(models[at % folds] ?? [], one);
    return sure.map((confidence, more) => ({ confidence, right: one.rightWithin[more] ?? false }));
  });
}

function measured({ confidence, shares, isAfterExchange }: SurenessMeasures): number[] {
  let together = 0;
  const odds = Array.from({ length: mostArticles }, (_, at) => {
    together += shares[at] ?? 0;
    return logOdds(together);
  });
  return [logOdds(confidence), ...odds, isAfterExchange ? 1 : 0];
}

function logOdds(probability: number): number {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return Math.min(widest, Math.max(-widest, Math.log(inside / (1 - inside))));
}
