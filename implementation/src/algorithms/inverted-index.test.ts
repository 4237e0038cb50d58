import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvertedIndex } from './inverted-index.ts';
import { type IndexedDocument, indexDefaults } from './search-types.ts';

const vocabulary = [
  'refund',
  'invoice',
  'password',
  'the',
  'reset',
  'resets',
  'login',
  'tax',
  'mail',
];
const someWords = (maxLength: number) =>
  fc.array(fc.constantFrom(...vocabulary), { maxLength }).map((list) => list.join(' '));
const documents = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    title: someWords(4),
    text: someWords(12),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);

function indexOf(list: readonly IndexedDocument[], settings = indexDefaults) {
  const index = new InvertedIndex<IndexedDocument>(settings);
  for (const document of list) index.add(document);
  return index;
}

const everything = (index: InvertedIndex<IndexedDocument>, query: string) =>
  index.search(query, { limit: 1000 });

describe('InvertedIndex', () => {
  it('scores words by BM25 in each field', () => {
    const settings = { ...indexDefaults, titleRunWeight: 0, textRunWeight: 0, fullTitleBonus: 0 };
    const list = [
      { id: 'a', title: 'tax', text: 'tax tax mail' },
      { id: 'b', title: 'mail mail', text: 'refund' },
    ];
    const [hit, ...others] = everything(indexOf(list, settings), 'tax tax');
    const idf = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5));
    const norm = (ratio: number) => 1.2 * (0.25 + 0.75 * ratio);
    const title = (2 * idf * 1 * 2.2) / (1 + norm(1 / 1.5));
    const text = (2 * idf * 2 * 2.2) / (2 + norm(3 / 2));
    expect(others).toEqual([]);
    expect(hit?.parts.title).toBeCloseTo(title, 12);
    expect(hit?.parts.text).toBeCloseTo(text, 12);
    expect(hit?.score).toBeCloseTo(title + text, 12);
  });

  it('forgets what was removed: the index equals one that never held it', () => {
    fc.assert(
      fc.property(documents, documents, someWords(5), (kept, passing, query) => {
        const strangers = passing.filter(({ id }) => !kept.some((other) => other.id === id));
        const index = new InvertedIndex<IndexedDocument>();
        strangers.forEach((document, at) => {
          const other = kept[at];
          index.add(document);
          if (other !== undefined) index.add({ ...other, text: 'an older text' });
        });
        for (const document of kept) index.add(document);
        for (const { id } of strangers) expect(index.remove(id)).toBe(true);
        expect(index.size).toBe(kept.length);
        expect(everything(index, query)).toEqual(everything(indexOf(kept), query));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of arrival', () => {
    fc.assert(
      fc.property(documents, someWords(5), (list, query) => {
        const hits = everything(indexOf(list), query);
        expect(everything(indexOf(list.toReversed()), query)).toEqual(hits);
      }),
      { numRuns: 200 },
    );
  });

  it('orders by score, then by id, and a limit cuts the end off', () => {
    fc.assert(
      fc.property(documents, someWords(5), fc.nat({ max: 13 }), (list, query, limit) => {
        const index = indexOf(list);
        const hits = everything(index, query);
        const sorted = hits.toSorted(
          (a, b) => b.score - a.score || (a.document.id < b.document.id ? -1 : 1),
        );
        expect(hits).toEqual(sorted);
        expect(index.search(query, { limit })).toEqual(hits.slice(0, limit));
      }),
      { numRuns: 300 },
    );
  });

  it('filters inside the search: the best of what is allowed', () => {
    fc.assert(
      fc.property(documents, someWords(5), (list, query) => {
        const index = indexOf(list);
        const filter = ({ id }: IndexedDocument) => id < 'h';
        const allowed = everything(index, query).filter(({ document }) => filter(document));
        expect(index.search(query, { limit: 2, filter })).toEqual(allowed.slice(0, 2));
      }),
      { numRuns: 200 },
    );
  });

  it('says why: parts add up, shares lie in [0, 1]', () => {
    fc.assert(
      fc.property(documents, someWords(6), (list, query) => {
        for (const hit of everything(indexOf(list), query)) {
          const { title, text, titleRuns, textRuns, bonus } = hit.parts;
          expect(hit.score).toBeCloseTo(title + text + titleRuns + textRuns + bonus, 9);
          for (const share of [hit.matchedShare, hit.titleShare, hit.titleCoverage]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('measures how much of the query and of the title is matched', () => {
    const index = indexOf([
      { id: 'a', title: 'Reset the password', text: 'Open the login page.' },
      { id: 'b', title: 'Taxes', text: 'On every invoice.' },
    ]);
    const [hit] = index.search('How to reset my password');
    expect(hit).toMatchObject({ document: { id: 'a' }, titleShare: 1, titleCoverage: 2 / 3 });
    expect(hit?.parts.bonus).toBeGreaterThan(0);
    expect(hit?.matchedShare).toBeLessThan(1);
    expect(index.search('login to pay the invoice')[0]?.parts.bonus).toBe(0);
  });

  it('forgives typos and endings', () => {
    const index = indexOf([
      { id: 'a', title: 'Cancelling a subscription', text: '' },
      { id: 'b', title: 'Export of timesheets', text: '' },
    ]);
    expect(index.search('subscripton')[0]?.document.id).toBe('a');
    expect(index.search('canceled')[0]?.document.id).toBe('a');
    expect(index.search('exporting a timesheet')[0]?.document.id).toBe('b');
  });

  it('weighs words of grammar less, but finds them', () => {
    const index = indexOf([
      { id: 'a', title: 'To be or not to be', text: '' },
      { id: 'b', title: 'Invoices', text: '' },
    ]);
    expect(index.search('to be')[0]?.document.id).toBe('a');
    expect(index.search('to be an invoice')[0]?.document.id).toBe('b');
  });

  it('is sane without documents, words, limits or with huge texts', () => {
    expect(indexOf([]).search('refund')).toEqual([]);
    const index = indexOf([{ id: 'a', title: '', text: `${'mail '.repeat(200_000)}refund` }]);
    for (const query of ['', '🙂', 'zzz', '…']) expect(index.search(query)).toEqual([]);
    expect(index.search('refund', { limit: 0 })).toEqual([]);
    const [hit] = index.search('mail '.repeat(100_000));
    expect(hit?.score).toBeGreaterThan(0);
    expect(hit?.score).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(index.remove('b')).toBe(false);
    expect(index.remove('a')).toBe(true);
    expect(index.search('refund')).toEqual([]);
  });
});
