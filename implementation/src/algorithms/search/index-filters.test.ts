import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facets } from './facets.ts';
import { InvertedIndex } from './inverted-index.ts';
import type { IndexedDocument } from './search-types.ts';

type Filtered = IndexedDocument & { readonly facets: Facets };

const value = fc.constantFrom('en', 'de', 'fr');
const instant = fc.constantFrom(1, 2, 3, 4, 5);
const facets = fc.record(
  {
    attributes: fc.record(
      { language: value, product: fc.uniqueArray(value, { maxLength: 2 }) },
      { requiredKeys: [] },
    ),
    validFromMs: instant,
    validUntilMs: instant,
  },
  { requiredKeys: ['attributes'] },
);
const documents = fc.array(
  fc.record({
    id: fc.constantFrom(...'abcdefghij'),
    title: fc.constantFrom('tax', 'refund', ''),
    text: fc.constantFrom('tax refund', 'mail', 'tax'),
    facets,
  }),
  { maxLength: 20 },
);

function indexOf(list: readonly Filtered[]) {
  const index = new InvertedIndex<Filtered>({ facetsOf: (document) => document.facets });
  for (const document of list) index.add(document);
  return index;
}

describe('filters', () => {
  it('hold inside the search: the best of what is allowed', () => {
    const filter = fc.record(
      {
        attributes: fc.record(
          { language: value, product: fc.uniqueArray(value, { minLength: 1 }) },
          { requiredKeys: [] },
        ),
        validAtMs: instant,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(documents, filter, (list, asked) => {
        const index = indexOf(list);
        const holds = ({ facets: has }: Filtered) => {
          const { language, product } = asked.attributes ?? {};
          const { validFromMs = 0, validUntilMs = 9 } = has;
          const at = asked.validAtMs;
          return (
            (language === undefined || has.attributes?.language === language) &&
            (product === undefined ||
              product.some((one) => has.attributes?.product?.includes(one))) &&
            (at === undefined || (at >= validFromMs && at < validUntilMs))
          );
        };
        const all = index.search('tax refund', { limit: 100 });
        const allowed = all.filter(({ document }) => holds(document)).slice(0, 3);
        expect(index.search('tax refund', { limit: 3, filter: asked })).toEqual(allowed);
        expect(index.search('tax refund', { limit: 3, accept: holds })).toEqual(allowed);
      }),
      { numRuns: 500 },
    );
  });

  it('know nothing that was removed, and find nothing by a value that nobody has', () => {
    const held = { id: 'a', title: 'tax', text: '', facets: { attributes: { language: 'en' } } };
    const index = indexOf([held]);
    index.add({ ...held, facets: { attributes: { language: 'de' } } });
    const inLanguage = (language: string) =>
      index.search('tax', { filter: { attributes: { language } } }).length;
    expect(['en', 'de', 'fr'].map(inLanguage)).toEqual([0, 1, 0]);
  });

  it('refuse an instant that is none, and leave the index as it was', () => {
    const held = { id: 'a', title: 'tax', text: '', facets: {} };
    const index = indexOf([held]);
    expect(() =>
      index.add({ ...held, title: 'mail', facets: { validFromMs: Number.NaN } }),
    ).toThrow('not a number');
    expect(() => index.search('tax', { filter: { validAtMs: Number.NaN } })).toThrow(
      'not a number',
    );
    expect(index.search('tax')).toHaveLength(1);
  });
});
