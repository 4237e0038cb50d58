import type { Outcome } from './evaluate-desk.ts';

/** How many questions came out how. */
export interface Tally {
  readonly questions: number;
  readonly right: number;
  readonly wrong: number;
  readonly abstained: number;
  /** Of them, those where the desk asked back first what was meant. */
  readonly askedBack: number;
}

export type NamedTally = { readonly name: string } & Tally;

export function tally(outcomes: readonly Pick<Outcome, 'verdict' | 'askedBack'>[]): Tally {
  const count = (verdict: Outcome['verdict']) =>
    outcomes.filter((one) => one.verdict === verdict).length;
  return {
    questions: outcomes.length,
    right: count('right'),
    wrong: count('wrong'),
    abstained: count('abstained'),
    askedBack: outcomes.filter(({ askedBack }) => askedBack).length,
  };
}

/** Questions that were answered, rightly or not. */
export const answersIn = ({ right, wrong }: Tally): number => right + wrong;

/** A tally for each name that some outcome has, the largest first. */
export function tallyBy(
  outcomes: readonly Outcome[],
  namesOf: (outcome: Outcome) => readonly string[],
): NamedTally[] {
  const named = outcomes.flatMap((outcome) => namesOf(outcome).map((name) => ({ name, outcome })));
  return [...Map.groupBy(named, ({ name }) => name)]
    .map(([name, part]) => ({ name, ...tally(part.map(({ outcome }) => outcome)) }))
    .sort((a, b) => b.questions - a.questions || (a.name < b.name ? -1 : 1));
}

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export const sum = (values: readonly number[]): number =>
  values.reduce((total, one) => total + one, 0);

/** 0 of nothing. */
export function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(0.95 * sorted.length) - 1)] ?? 0;
}
