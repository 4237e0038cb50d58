import { seededRandom } from './seeded-random.ts';

export interface BootstrapOptions {
  readonly resamples?: number;
  readonly seed?: number;
  /** Probability that an interval is meant to hold the true difference, inside 0–1. */
  readonly level?: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What is judged by unless told: enough for two digits of an interval's ends. */
export const bootstrapDefaults = { resamples: 2_000, seed: 1, level: 0.95 } as const;

/**
 * Percentile intervals of differences between two measurements of the same things. `pairs` are drawn
 * again with replacement, both sides of a pair together, so that what is hard for both counts for
 * neither. `differences` gives those of several figures at once, each null where nothing can be said
 * of a sample. Of a figure that fewer than half of the samples say anything about, the interval is
 * null. Deterministic by seed.
 */
export function pairedBootstrap<Pair>(
  pairs: readonly Pair[],
  differences: (sample: readonly Pair[]) => readonly (number | null)[],
  options: BootstrapOptions = {},
): (Interval | null)[] {
  const { resamples, seed, level } = { ...bootstrapDefaults, ...options };
  const draw = seededRandom(seed);
  const found: number[][] = differences(pairs).map(() => []);
  if (pairs.length > 0) {
    for (let round = 0; round < resamples; round += 1) {
      const sample = pairs.map(() => pairs[draw(pairs.length)] as Pair);
      for (const [figure, difference] of differences(sample).entries()) {
        if (difference !== null) found[figure]?.push(difference);
      }
    }
  }
  return found.map((values) => (2 * values.length < resamples ? null : within(values, level)));
}

/** The middle part of the values that is as large as the level, at least. */
function within(values: readonly number[], level: number): Interval | null {
  const sorted = values.toSorted((a, b) => a - b);
  const last = sorted.length - 1;
  // Counted from both ends alike, so that exchanging the sides turns the interval round and no more.
  const cut = Math.floor(((1 - level) / 2) * last);
  const [low, high] = [sorted[cut], sorted[last - cut]];
  return low === undefined || high === undefined ? null : { low, high };
}
