import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Passes, passPower } from './pass-power.ts';

const passesOf = (runs: number) =>
  fc.integer({ min: 0, max: runs }).map((passed) => ({ runs, passed }));
const fiveRuns: fc.Arbitrary<Passes[]> = fc.array(passesOf(5), { minLength: 1, maxLength: 20 });

describe('pass^k', () => {
  test('pass^1 is the share of runs that ended right', () => {
    fc.assert(
      fc.property(fiveRuns, (scenarios) => {
        const passed = scenarios.reduce((sum, one) => sum + one.passed, 0);
        expect(passPower(scenarios, 1)).toBeCloseTo(passed / (5 * scenarios.length), 12);
      }),
    );
  });

  test('never rises with k, and stays a probability', () => {
    fc.assert(
      fc.property(fiveRuns, (scenarios) => {
        const powers = [1, 2, 3, 4, 5].map((k) => passPower(scenarios, k));
        for (const [index, power] of powers.entries()) {
          expect(power).toBeGreaterThanOrEqual(0);
          expect(power).toBeLessThanOrEqual((powers[index - 1] ?? 1) + 1e-12);
        }
      }),
    );
  });

  test('with as many runs as k, only scenarios count that always ended right', () => {
    fc.assert(
      fc.property(fiveRuns, (scenarios) => {
        const perfect = scenarios.filter(({ passed }) => passed === 5).length;
        expect(passPower(scenarios, 5)).toBeCloseTo(perfect / scenarios.length, 12);
      }),
    );
  });

  test.each([0, 0.3, 0.8, 1])(
    'is expected to be p^k where each run ends right with p = %d',
    (p) => {
      const runs = 8;
      for (const k of [1, 2, 3, 5, 8]) {
        let expected = 0;
        for (let passed = 0; passed <= runs; passed += 1) {
          const ways = choose(runs, passed) * p ** passed * (1 - p) ** (runs - passed);
          expected += ways * passPower([{ runs, passed }], k);
        }
        expect(expected).toBeCloseTo(p ** k, 10);
      }
    },
  );

  test('says nothing on fewer runs than k', () => {
    expect(() => passPower([{ runs: 2, passed: 2 }], 3)).toThrow(/3 runs/);
    expect(passPower([], 1)).toBe(0);
  });
});

function choose(of: number, taken: number): number {
  let ways = 1;
  for (let one = 0; one < taken; one += 1) ways *= (of - one) / (one + 1);
  return ways;
}
