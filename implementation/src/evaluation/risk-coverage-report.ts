import type { Outcome } from '#src/algorithms/calibration.ts';
import {
  areaUnderRiskCoverage,
  type CoveragePoint,
  coveragePoint,
} from '#src/algorithms/risk-coverage.ts';

/** What would be wrong if more or fewer questions were answered, the surest first. */
export interface RiskCoverage {
  /** Wrong answers by answers, as a mean over every number of answers: smaller is better. */
  readonly area: number;
  readonly points: readonly CoveragePoint[];
  /** The same in smaller steps, as far as there are drafts. */
  readonly curve: readonly CoveragePoint[];
  /** The point that quality is compared by. */
  readonly wrongAt60Coverage: CoveragePoint;
}

const curveSteps = 50;
const coverages = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** `drafts` are the questions that could be answered, of `questions` that were asked. */
export function riskCoverage(drafts: readonly Outcome[], questions: number): RiskCoverage {
  const steps = Array.from({ length: curveSteps }, (_, step) => (step + 1) / curveSteps);
  const reach = drafts.length / Math.max(1, questions);
  const within = steps.filter((_, at) => at === 0 || (steps[at - 1] ?? 0) < reach);
  return {
    curve: within.map((coverage) => coveragePoint(drafts, questions, coverage)),
    area: areaUnderRiskCoverage(drafts),
    points: coverages.map((coverage) => coveragePoint(drafts, questions, coverage)),
    wrongAt60Coverage: coveragePoint(drafts, questions, 0.6),
  };
}
