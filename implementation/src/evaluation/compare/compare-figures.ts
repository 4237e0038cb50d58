import {
  type BootstrapOptions,
  type Interval,
  pairedBootstrap,
} from '#src/algorithms/paired-bootstrap.ts';
import type { Figure } from './figure.ts';

export type Verdict = 'better' | 'worse' | 'no difference shown' | 'nothing to compare';

/** A figure twice, over what both measurements have. */
export interface ComparedFigure extends Pick<Figure<never>, 'key' | 'name' | 'better' | 'kind'> {
  readonly before: number | null;
  readonly now: number | null;
  /** Of now − before, at 95 %; null where there is nothing to compare. */
  readonly interval: Interval | null;
  readonly verdict: Verdict;
  /** How many questions, utterances or scenarios both have. */
  readonly pairs: number;
}

export interface Pair<Unit> {
  readonly before: Unit;
  readonly now: Unit;
}

/** What both have, by `keyOf`. */
export function pairsOf<Unit>(
  before: readonly Unit[],
  now: readonly Unit[],
  keyOf: (unit: Unit) => string,
): Pair<Unit>[] {
  const earlier = new Map(before.map((unit) => [keyOf(unit), unit]));
  return now.flatMap((unit) => {
    const other = earlier.get(keyOf(unit));
    return other === undefined ? [] : [{ before: other, now: unit }];
  });
}

export function compareFigures<Unit>(
  figures: readonly Figure<Unit>[],
  pairs: readonly Pair<Unit>[],
  options: BootstrapOptions = {},
): ComparedFigure[] {
  const sides = (sample: readonly Pair<Unit>[]) => {
    const before = sample.map((pair) => pair.before);
    const now = sample.map((pair) => pair.now);
    return figures.map((figure) => ({ before: figure.of(before), now: figure.of(now) }));
  };
  const differences = (sample: readonly Pair<Unit>[]) =>
    sides(sample).map(({ before, now }) => (before === null || now === null ? null : now - before));
  const intervals = pairedBootstrap(pairs, differences, options);
  const whole = sides(pairs);
  return figures.map(({ key, name, better, kind }, at) => {
    const { before, now } = whole[at] ?? { before: null, now: null };
    const interval = before === null || now === null ? null : (intervals[at] ?? null);
    const verdict = verdictOf(interval, better);
    return { key, name, better, kind, before, now, interval, verdict, pairs: pairs.length };
  });
}

function verdictOf(interval: Interval | null, better: 'higher' | 'lower'): Verdict {
  if (interval === null) return 'nothing to compare';
  if (interval.low > 0) return better === 'higher' ? 'better' : 'worse';
  if (interval.high < 0) return better === 'higher' ? 'worse' : 'better';
  return 'no difference shown';
}
