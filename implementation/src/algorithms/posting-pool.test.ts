import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PostingPool } from './posting-pool.ts';

function listOf(pool: PostingPool, list: number): Map<number, number> {
  const found = new Map<number, number>();
  for (let place = pool.start(list); place < pool.start(list) + pool.length(list); place++) {
    found.set(pool.pairs[place * 2] as number, pool.pairs[place * 2 + 1] as number);
  }
  return found;
}

describe('PostingPool', () => {
  it('holds what a map of maps would, under any additions and removals', () => {
    const step = fc.record({
      list: fc.integer({ min: 0, max: 4 }),
      document: fc.integer({ min: 0, max: 12 }),
      counts: fc.integer(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const pool = new PostingPool();
        const model = new Map<number, Map<number, number>>();
        for (const { list, document, counts } of steps) {
          const expected = model.get(list) ?? new Map<number, number>();
          model.set(list, expected);
          if (expected.delete(document)) pool.remove(list, document);
          else {
            expected.set(document, counts);
            pool.add(list, document, counts);
          }
        }
        for (const [list, expected] of model) {
          expect(pool.length(list)).toBe(expected.size);
          expect(listOf(pool, list)).toEqual(expected);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reuses what was freed', () => {
    const pool = new PostingPool();
    const fill = () => {
      for (let document = 0; document < 1000; document++) pool.add(document % 7, document, 1);
      for (let document = 0; document < 1000; document++) pool.remove(document % 7, document);
    };
    fill();
    const before = pool.pairs.length;
    for (let round = 0; round < 500; round++) fill();
    expect(pool.pairs.length).toBe(before);
  });

  it('ignores the removal of what it does not hold', () => {
    const pool = new PostingPool();
    pool.add(1, 5, 1);
    pool.remove(1, 6);
    pool.remove(900, 5);
    expect(listOf(pool, 1)).toEqual(new Map([[5, 1]]));
  });
});
