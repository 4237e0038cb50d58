import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvertedIndex } from './inverted-index.ts';
import type { IndexedDocument } from './search-types.ts';

function indexOf(list: readonly IndexedDocument[]) {
  const index = new InvertedIndex<IndexedDocument>();
  for (const document of list) index.add(document);
  return index;
}
const ids = (hits: readonly { document: { id: string } }[]) => hits.map((hit) => hit.document.id);

const articles = [
  { id: 'a', title: 'Refunds', text: 'Money back.', vector: [1, 0, 0] },
  { id: 'b', title: 'Taxes', text: 'Rates by country.', vector: [0, 2, 0] },
  { id: 'c', title: 'Mails', text: 'How they look.' },
];

describe('vectors', () => {
  it('find what shares no word, beside what does', () => {
    const index = indexOf(articles);
    expect(ids(index.search('reimbursement', { vector: [0.9, 0.1, 0] }))).toEqual(['a', 'b']);
    expect(ids(index.search('mails', { vector: [0, 1, 0] })).slice(0, 2)).toEqual(['c', 'b']);
    expect(ids(index.search('taxes', { vector: [0.1, 1, 0], limit: 1 }))).toEqual(['b']);
    expect(index.search('reimbursement')).toEqual([]);
  });

  it('decide between documents with the same words, and carry their score by words', () => {
    const same = ['p', 'q', 'r'].map((id, at) => {
      return { id, title: 'Tax', text: 'Rates.', vector: [at, 1] };
    });
    const index = indexOf(same);
    const hits = index.search('tax', { vector: [1, 0.4] });
    expect(ids(hits)).toEqual(['r', 'q', 'p']);
    const plain = index.search('tax');
    for (const hit of hits) expect(hit.parts).toEqual(plain[0]?.parts);
    expect(hits.at(-1)?.score).toBe(plain[0]?.score);
  });

  it('are searched exactly: the order of the cosines', () => {
    const part = fc.integer({ min: -9, max: 9 });
    const vector = fc.tuple(part, part, part).filter((parts) => parts.some((one) => one !== 0));
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 12 }), vector, (rows, asked) => {
        const list = rows.map((row, at) => {
          return { id: String.fromCharCode(97 + at), title: '', text: '', vector: row };
        });
        const dot = (a: readonly number[], b: readonly number[]) =>
          a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);
        const cosine = (row: readonly number[]) =>
          dot(row, asked) / Math.sqrt(dot(row, row) * dot(asked, asked));
        const found = indexOf(list).search('', { vector: asked, limit: 20 });
        const cosines = found.map(({ document }) =>
          cosine(rows[list.indexOf(document as never)] ?? []),
        );
        expect(found).toHaveLength(rows.length);
        cosines.forEach((one, at) => {
          expect(one).toBeLessThanOrEqual((cosines[at - 1] ?? 1) + 1e-6);
        });
      }),
    );
  });

  it('obey the filter', () => {
    const index = indexOf(articles);
    const accept = ({ id }: IndexedDocument) => id !== 'a';
    expect(ids(index.search('refunds', { vector: [1, 0, 0], accept }))).toEqual(['b']);
  });

  it('are refused when they do not fit, and nothing changes', () => {
    const index = indexOf(articles);
    const add = (vector: number[]) => () => index.add({ id: 'a', title: 'x', text: '', vector });
    expect(add([1, 2])).toThrow('the vector has 2 dimensions, those of the index have 3');
    expect(add([])).toThrow('the vector has 0 dimensions');
    expect(add([0, 0, 0])).toThrow('all zeros');
    expect(add([1, Number.NaN, 0])).toThrow('not a finite number');
    expect(() => index.search('tax', { vector: [1] })).toThrow(
      '1 dimensions, those of the index have 3',
    );
    expect(index.get('a')?.title).toBe('Refunds');
    expect(ids(index.search('refunds'))).toEqual(['a']);
  });

  it('of another model are welcome once the last of the former is gone', () => {
    const index = indexOf(articles);
    for (const { id } of articles) index.remove(id);
    index.add({ id: 'd', title: '', text: '', vector: [1, 1, 1, 1] });
    expect(ids(index.search('', { vector: [1, 0, 0, 0] }))).toEqual(['d']);
  });

  it('take numbers whose squares are none', () => {
    const index = indexOf([{ id: 'a', title: '', text: '', vector: [1e300, 1e300] }]);
    const [hit] = index.search('', { vector: [1e-300, 1e-300] });
    expect(hit?.score).toBeGreaterThan(0);
  });
});
