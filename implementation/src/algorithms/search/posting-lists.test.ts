import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PostingLists } from './posting-lists.ts';

function listOf(lists: PostingLists, list: number): Map<number, number> {
  const found = new Map<number, number>();
  for (let place = lists.start(list); place < lists.start(list) + lists.length(list); place++) {
    const entry = lists.entries[place] as number;
    found.set(entry >>> 8, entry & 0xff);
  }
  return found;
}

const steps = fc.array(
  fc.record({
    list: fc.integer({ min: 0, max: 4 }),
    document: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(2 ** 24 - 1)),
    bits: fc.integer({ min: 0, max: 255 }),
  }),
  { maxLength: 200 },
);
type Steps = typeof steps extends fc.Arbitrary<infer Value> ? Value : never;

function carriedOut(list: Steps) {
  const lists = new PostingLists();
  const model = new Map<number, Map<number, number>>();
  for (const { list: number, document, bits } of list) {
    const expected = model.get(number) ?? new Map<number, number>();
    model.set(number, expected);
    if (expected.delete(document)) lists.remove(number, document);
    else {
      expected.set(document, bits);
      lists.add(number, document, bits);
    }
  }
  return { lists, model };
}

describe('PostingLists', () => {
  it('holds what a map of maps would, under any additions and removals', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { lists, model } = carriedOut(list);
        for (const [number, expected] of model) {
          expect(lists.length(number)).toBe(expected.size);
          expect(listOf(lists, number)).toEqual(expected);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same after it was packed, and takes changes as before', () => {
    fc.assert(
      fc.property(steps, steps, (list, more) => {
        const { lists, model } = carriedOut(list);
        const { lengths, entries } = lists.packed();
        const again = PostingLists.from(lengths, entries);
        for (const { list: number, document, bits } of more) {
          const expected = model.get(number) ?? new Map<number, number>();
          model.set(number, expected);
          if (expected.delete(document)) again.remove(number, document);
          else {
            expected.set(document, bits);
            again.add(number, document, bits);
          }
        }
        for (const [number, expected] of model) expect(listOf(again, number)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('takes many documents out of all lists at once', () => {
    fc.assert(
      fc.property(steps, fc.uniqueArray(fc.integer({ min: 0, max: 12 })), (list, gone) => {
        const { lists, model } = carriedOut(list);
        lists.removeAll(new Set(gone));
        for (const [number, expected] of model) {
          for (const document of gone) expected.delete(document);
          expect(listOf(lists, number)).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('reuses what was freed', () => {
    const lists = new PostingLists();
    const fill = () => {
      for (let document = 0; document < 1000; document++) lists.add(document % 7, document, 1);
      for (let document = 0; document < 1000; document++) lists.remove(document % 7, document);
    };
    fill();
    const before = lists.entries.length;
    for (let round = 0; round < 500; round++) fill();
    expect(lists.entries.length).toBe(before);
  });

  it('ignores the removal of what it does not hold', () => {
    const lists = new PostingLists();
    lists.add(1, 5, 1);
    lists.remove(1, 6);
    lists.remove(900, 5);
    expect(listOf(lists, 1)).toEqual(new Map([[5, 1]]));
  });
});
