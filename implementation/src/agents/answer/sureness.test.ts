import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '#src/algorithms/seeded-random.ts';
import {
  fitSureness,
  leastGain,
  mostArticles,
  replyOf,
  type SurenessCase,
  statedReplies,
  surenessOf,
} from './sureness.ts';

/** Choices whose shares are as likely as they say. */
function drawn(count: number, seed: number): SurenessCase[] {
  const below = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const first = (below(900) + 50) / 1_000;
    const second = (1 - first) * (below(900) / 1_000);
    const third = (1 - first - second) * 0.5;
    const hit = below(1_000_000) / 1_000_000;
    const within = [first, first + second, first + second + third];
    return {
      confidence: first,
      shares: [first, second, third],
      rightWithin: within.map((share) => hit < share),
      closeness: 0.5,
      isAfterExchange: false,
      isRepeated: false,
    };
  });
}

const cases = drawn(3_000, 5);
const model = fitSureness(cases);

test('one article, two, three: as sure as it turns out, and never less so', () => {
  for (let count = 1; count <= mostArticles; count += 1) {
    const fresh = drawn(2_000, 6).map((one) => ({
      sure: surenessOf(model, one)[count - 1] ?? 0,
      right: one.rightWithin[count - 1],
    }));
    const high = fresh.filter(({ sure }) => sure >= 0.8);
    const share = high.filter(({ right }) => right).length / high.length;
    const stated = high.reduce((sum, { sure }) => sum + sure, 0) / high.length;
    expect(Math.abs(share - stated)).toBeLessThan(0.05);
  }
  for (const one of cases.slice(0, 200)) {
    const sure = surenessOf(model, one);
    expect(sure).toEqual(sure.toSorted((a, b) => a - b));
  }
});

test('a reply names another article only where that makes it surer, and so many at most', () => {
  const sureness = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 });
  fc.assert(
    fc.property(sureness, fc.integer({ min: 1, max: 3 }), (drawnSure, most) => {
      const sure = drawnSure.toSorted((a, b) => a - b);
      const reply = replyOf(sure, most);
      expect(reply === null).toBe(sure.length === 0);
      if (reply === null) return;
      const { articles, sureness } = reply;
      expect(articles).toBeLessThanOrEqual(Math.min(most, sure.length));
      expect(sureness).toBe(sure[articles - 1]);
      for (let at = 1; at < articles; at += 1) {
        expect((sure[at] ?? 0) - (sure[at - 1] ?? 0)).toBeGreaterThanOrEqual(leastGain);
      }
    }),
  );
});

test('what is not found is no reply; after an exchange less may be believed', () => {
  const nothing = {
    confidence: 0,
    shares: [],
    rightWithin: [],
    closeness: 0.5,
    isAfterExchange: false,
    isRepeated: false,
  };
  expect(surenessOf(model, nothing)).toEqual([]);
  expect(statedReplies([nothing], 3)).toEqual([{ confidence: 0, right: false }]);
  const wrongAfter = drawn(500, 7).map((one) => {
    return { ...one, rightWithin: [false, false, false], isAfterExchange: true };
  });
  const both = fitSureness([...cases, ...wrongAfter]);
  const one = {
    confidence: 0.9,
    shares: [0.9, 0.05, 0.02],
    closeness: 0.5,
    isAfterExchange: false,
    isRepeated: false,
  };
  const after = surenessOf(both, { ...one, isAfterExchange: true })[0] ?? 1;
  expect(after).toBeLessThan((surenessOf(both, one)[0] ?? 0) / 2);
});
