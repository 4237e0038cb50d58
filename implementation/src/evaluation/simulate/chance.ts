import { seededRandom } from '#src/algorithms/seeded-random.ts';
import { identify } from '#src/foundation/identity.ts';

/** Decisions that are left to chance, and come out the same for the same seed. */
export interface Chance {
  /** A whole number from 0 up to, and without, `bound`. */
  below(bound: number): number;
  /** True with this probability, 0–1. */
  happens(probability: number): boolean;
  oneOf<Value>(values: readonly Value[]): Value;
}

/** Chance that depends on the parts alone: another scenario, run or seed has another. */
export function chanceOf(...parts: readonly (string | number)[]): Chance {
  // Hashed first: seeds that follow one another would give numbers that resemble one another.
  const below = seededRandom(Number.parseInt(identify(...parts).slice(0, 8), 16));
  return {
    below,
    happens: (probability) => below(1_000_000) < probability * 1_000_000,
    oneOf(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('there is nothing to choose from');
      return value;
    },
  };
}
