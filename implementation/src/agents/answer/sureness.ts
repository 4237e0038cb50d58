import {
  fitLogistic,
  type LogisticCurve,
  logistic,
  type Outcome,
} from '#src/algorithms/calibration.ts';
import { mostOptions } from '#src/domain/ticket/events.ts';

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
  /** How close in meaning a known question is that the first one answers, 0–1. */
  readonly closeness: number;
  /** Whether it is asked after an exchange: what it refers to may have been misunderstood. */
  readonly isAfterExchange: boolean;
  /** Whether the first one was cited already in the exchange before. */
  readonly isRepeated: boolean;
}

/** The same where it is known which articles answer. */
export interface SurenessCase extends SurenessMeasures {
  /** Whether the first, one of the first two and so on, to {@link mostOptions}, answers. */
  readonly rightWithin: readonly boolean[];
}

/** A curve for each number of articles: how surely one of them answers. */
export type SurenessModel = readonly LogisticCurve[];

/** How surely the first article answers, one of the first two and so on; never falling. */
export function surenessOf(model: SurenessModel, measures: SurenessMeasures): number[] {
  if (measures.shares.length === 0) return [];
  let least = 0;
  return model.slice(0, measures.shares.length).map((curve, at) => {
    least = Math.max(least, logistic(curve, measured(measures, at)));
    return least;
  });
}

/** Without anything to learn from nothing is sure. */
const untrained: SurenessModel = Array.from({ length: mostOptions }, (_, at) => ({
  bias: -10,
  weights: Array.from({ length: looksAt(at) + 4 }, () => 0),
}));

export function fitSureness(cases: readonly SurenessCase[]): SurenessModel {
  const asked = cases.filter(({ shares }) => shares.length > 0);
  if (asked.length === 0) return untrained;
  return Array.from({ length: mostOptions }, (_, at) =>
    fitLogistic(
      asked.map((one) => measured(one, at)),
      asked.map(({ rightWithin }) => rightWithin[at] ?? false),
      ridge,
    ),
  );
}

/** What is replied: with how many articles, and how surely one of them answers. */
export interface Reply {
  readonly articles: number;
  readonly sureness: number;
}

/** Another article is named only where it makes the reply so much surer. */
export const leastGain = 0.02;

/** The reply of so many articles at most; null where there is none to name. */
export function replyOf(sure: readonly number[], most: number): Reply | null {
  const [first] = sure;
  if (first === undefined) return null;
  let articles = 1;
  while (articles < Math.min(most, sure.length)) {
    const gain = (sure[articles] as number) - (sure[articles - 1] as number);
    if (gain < leastGain) break;
    articles += 1;
  }
  return { articles, sureness: sure[articles - 1] as number };
}

/** What comes of each case with so many articles at most, by curves that were fitted without it. */
export function statedReplies(cases: readonly SurenessCase[], most: number): Outcome[] {
  const models = Array.from({ length: folds }, (_, fold) =>
    fitSureness(cases.filter((_, at) => at % folds !== fold)),
  );
  return cases.map((one, at) => {
    const reply = replyOf(surenessOf(models[at % folds] ?? [], one), most);
    if (!reply) return { confidence: 0, right: false };
    return { confidence: reply.sureness, right: one.rightWithin[reply.articles - 1] ?? false };
  });
}

/**
 * How many shares the curve looks at that tells how surely one of the first `at + 1` answers: what a
 * reply may name, or further, as far as its own.
 */
function looksAt(at: number): number {
  return Math.max(mostArticles, at + 1);
}

function measured(measures: SurenessMeasures, at: number): number[] {
  const { confidence, shares, closeness, isAfterExchange, isRepeated } = measures;
  let together = 0;
  const odds = Array.from({ length: looksAt(at) }, (_, place) => {
    together += shares[place] ?? 0;
    return logOdds(together);
  });
  return [logOdds(confidence), ...odds, closeness, isAfterExchange ? 1 : 0, isRepeated ? 1 : 0];
}

function logOdds(probability: number): number {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return Math.min(widest, Math.max(-widest, Math.log(inside / (1 - inside))));
}
