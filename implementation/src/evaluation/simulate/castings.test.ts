import { expect, test } from 'vitest';
import { drawStream, everyScenario, streamParts } from './castings.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';

test('every scenario is played as often as told, round after round', () => {
  const castings = everyScenario(allScenarios.slice(0, 2), 3);
  expect(castings.map(({ run }) => run)).toEqual([1, 1, 2, 2, 3, 3]);
  expect(new Set(castings.map(({ occasion }) => occasion)).size).toBe(1);
});

test('a stream has the shares of an ordinary day, and each conversation its own occasion', () => {
  const count = 4_000;
  const castings = drawStream(allScenarios, count, 7);
  expect(new Set(castings.map(({ occasion }) => occasion)).size).toBe(count);
  for (const { share, holds } of streamParts) {
    const found = castings.filter(({ scenario }) => holds(scenario)).length / count;
    // Four standard errors.
    expect(Math.abs(found - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / count));
  }
  expect(streamParts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  for (const scenario of allScenarios) {
    expect(streamParts.filter(({ holds }) => holds(scenario))).toHaveLength(1);
  }
});

test('the same seed draws the same stream, another one another, and a longer one begins alike', () => {
  const ids = (count: number, seed: number) =>
    drawStream(allScenarios, count, seed).map(({ scenario }) => scenario.id);
  expect(ids(50, 1)).toEqual(ids(50, 1));
  expect(ids(50, 1)).not.toEqual(ids(50, 2));
  expect(ids(80, 1).slice(0, 50)).toEqual(ids(50, 1));
});

test('where a sort of conversation is missing, the others keep their proportions', () => {
  const answered = allScenarios.filter(({ ends }) => ends === 'answered');
  const castings = drawStream(answered, 2_000, 3);
  const single = castings.filter(({ scenario }) => scenario.goals.length < 2).length / 2_000;
  expect(single).toBeCloseTo(0.8, 1);
});
