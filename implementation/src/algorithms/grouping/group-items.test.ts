import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { words } from '../text/tokenize.ts';
import { groupItems } from './group-items.ts';
import { groupingDefaults } from './grouping-settings.ts';
import { cosine } from './nearest-vectors.ts';
import { type GroupingItem, type TermVector, termVectors } from './term-vectors.ts';

const item = (id: string, text: string, label?: string): GroupingItem => ({
  id,
  terms: words(text),
  label,
});

const word = fc.constantFrom(
  ...'invoice export card refund seat timer client tax logo team'.split(' '),
);
const anyItems = fc
  .array(
    fc.record({
      terms: fc.array(word, { maxLength: 6 }),
      label: fc.constantFrom('billing', 'time', null),
    }),
    { maxLength: 40 },
  )
  .map((some) => some.map((one, at): GroupingItem => ({ id: `q${at}`, ...one })));

describe('groups', () => {
  test('hold every item once', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const ids = groupItems(items).flat();
        expect([...ids].sort()).toEqual(items.map(({ id }) => id).sort());
      }),
    );
  });

  test('are the same whatever the order of the items', () => {
    const shuffled = anyItems.chain((items) =>
      fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
    );
    fc.assert(
      fc.property(shuffled, ([items, again]) => {
        expect(groupItems(again)).toEqual(groupItems(items));
      }),
    );
  });

  test('never part items of the same terms, whatever their labels', () => {
    fc.assert(
      fc.property(anyItems, fc.nat(), fc.constantFrom('billing', 'other'), (items, at, label) => {
        const one = items[at % Math.max(1, items.length)];
        if (!one || one.terms.length === 0) return;
        const copy = { id: 'copy', terms: [...one.terms].reverse(), label };
        const groups = groupItems([...items, copy]);
        expect(groups.find((group) => group.includes('copy'))).toContain(one.id);
      }),
    );
  });

  test('hold nothing that is farther from their most central item than the bound', () => {
    const settings = { ...groupingDefaults, linkAtLeast: 0.1, centralAtLeast: 0.6 };
    fc.assert(
      fc.property(anyItems, (items) => {
        const { vectors } = termVectors(items, settings);
        const vectorOf = new Map(vectors.flatMap((one) => one.ids.map((id) => [id, one])));
        for (const [central = '', ...others] of groupItems(items, settings)) {
          const { terms = [], weights = [] } = vectorOf.get(central) ?? {};
          const place = new Map([...terms].map((term, at) => [term, weights[at] ?? 0]));
          for (const other of others) {
            const near = cosine(vectorOf.get(other) as TermVector, place);
            expect(near).toBeGreaterThanOrEqual(settings.centralAtLeast - 1e-9);
          }
        }
      }),
    );
  });
});

test('what is asked alike is together, what is not is apart', () => {
  const groups = groupItems([
    item('a1', 'export invoices xml accountant'),
    item('b1', 'colour theme dark night'),
    item('a2', 'invoices xml export'),
    item('c1', 'payslip salary staff'),
    item('a3', 'xml file invoices tax accountant'),
    item('b2', 'dark theme editor'),
  ]);
  expect(groups.map((group) => [...group].sort())).toEqual([
    ['a1', 'a2', 'a3'],
    ['b1', 'b2'],
    ['c1'],
  ]);
});

test('an equal label brings near what shares little, and alone it brings nothing', () => {
  const texts = ['card declined bank', 'card expired address', 'voucher coupon'];
  const grouped = (labels: readonly string[]) =>
    groupItems(
      texts.map((text, at) => item(`q${at}`, text, labels[at])),
      { ...groupingDefaults, linkAtLeast: 0.25 },
    );
  expect(grouped(['x', 'x', 'x'])).toEqual([['q1', 'q0'], ['q2']]);
  expect(grouped(['x', 'y', 'x'])).toHaveLength(3);
});

test('a chain does not make one group of its two ends', () => {
  const chain = Array.from({ length: 30 }, (_, at) =>
    item(`q${at}`, [0, 1, 2].map((step) => `word${at + step}`).join(' ')),
  );
  const groups = groupItems(chain);
  const largest = Math.max(...groups.map(({ length }) => length));
  expect(largest).toBeGreaterThan(1);
  expect(largest).toBeLessThan(6);
});

test('items without terms stand alone', () => {
  expect(groupItems([item('b', '?!'), item('a', '')])).toEqual([['a'], ['b']]);
  expect(groupItems([])).toEqual([]);
});
