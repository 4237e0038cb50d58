import type { Outcome } from './calibration.ts';

/** A point of the curve of risk by coverage: the surest answers alone were given. */
export interface CoveragePoint {
  /** Answers by all questions, 0–1. */
  readonly coverage: number;
  readonly wrongOfAnswers: number;
  readonly wrongOfAll: number;
}

/**
 * What the surest answers would have led to, at each coverage asked for. Answers of equal confidence
 * stand or fall together; such a group is taken in part, with its mean. Where fewer have a draft
 * than the coverage asks for, all drafts are given.
 */
export function coveragePoint(
  drafts: readonly Outcome[],
  questions: number,
  coverage: number,
): CoveragePoint {
  const wanted = Math.min(drafts.length, Math.round(coverage * questions));
  let wrong = 0;
  let given = 0;
  for (const group of groupsOf(drafts)) {
    const taken = Math.min(group.length, wanted - given);
    wrong += (taken * group.filter(({ right }) => !right).length) / group.length;
    given += taken;
    if (given >= wanted) break;
  }
  return {
    coverage: given / Math.max(1, questions),
    wrongOfAnswers: wrong / Math.max(1, given),
    wrongOfAll: wrong / Math.max(1, questions),
  };
}

/**
 * Area under the curve of wrong answers by answers given, over the number of answers: the mean over
 * every number of surest answers that could have been given. 0 without drafts.
 */
export function areaUnderRiskCoverage(drafts: readonly Outcome[]): number {
  let wrong = 0;
  let given = 0;
  let area = 0;
  for (const group of groupsOf(drafts)) {
    const share = group.filter(({ right }) => !right).length / group.length;
    for (let taken = 0; taken < group.length; taken++) {
      wrong += share;
      given += 1;
      area += wrong / given;
    }
  }
  return given === 0 ? 0 : area / given;
}

/** Outcomes of equal confidence together, the surest first. */
function groupsOf(outcomes: readonly Outcome[]): Outcome[][] {
  const groups = new Map<number, Outcome[]>();
  for (const outcome of outcomes.toSorted((a, b) => b.confidence - a.confidence)) {
    const group = groups.get(outcome.confidence);
    if (group) group.push(outcome);
    else groups.set(outcome.confidence, [outcome]);
  }
  return [...groups.values()];
}
