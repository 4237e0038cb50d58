import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvertedIndex } from './inverted-index.ts';
import type { IndexedDocument } from './search-types.ts';

const text = fc.array(fc.constantFrom('tax', 'taxes', 'refund', 'the', 'maill', 'mail'), {
  maxLength: 8,
});
const documents = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...'abcdefghij'),
    title: text.map((list) => list.join(' ')),
    text: text.map((list) => list.join(' ')),
  }),
  { selector: ({ id }) => id },
);

function indexOf(list: readonly IndexedDocument[]) {
  const index = new InvertedIndex<IndexedDocument>();
  for (const document of list) index.add(document);
  return index;
}
const everything = (index: InvertedIndex<IndexedDocument>) =>
  ['tax refund', 'the mials', 'refunds'].map((query) => index.search(query, { limit: 100 }));

const sample = [
  { id: 'a', title: 'Tax', text: 'On every invoice.' },
  { id: 'b', title: 'Refund', text: 'Within a week.' },
];

describe('a saved index', () => {
  it('finds what it found, is brought up to the documents, and takes changes', () => {
    fc.assert(
      fc.property(documents, documents, documents, (before, after, later) => {
        const saved = indexOf(before);
        for (const { id } of before.slice(0, 3)) saved.remove(id);
        for (const document of before.slice(0, 2)) saved.add(document);
        const { index } = InvertedIndex.load<IndexedDocument>(saved.encode(), after);
        expect(index.size).toBe(after.length);
        expect(everything(index)).toEqual(everything(indexOf(after)));
        const all = new Map([...after, ...later].map((document) => [document.id, document]));
        for (const document of later) index.add(document);
        for (const { id } of before) {
          index.remove(id);
          all.delete(id);
        }
        expect(everything(index)).toEqual(everything(indexOf([...all.values()])));
      }),
      { numRuns: 300 },
    );
  });

  it('counts what had to be indexed', () => {
    const bytes = indexOf(sample).encode();
    const load = (list: readonly IndexedDocument[]) => InvertedIndex.load(bytes, list).changed;
    expect(load(sample)).toBe(0);
    expect(load(sample.slice(1))).toBe(1);
    expect(load([...sample, { id: 'c', title: '', text: '' }])).toBe(1);
  });

  it('is read from any place in memory', () => {
    const bytes = indexOf(sample).encode();
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const { index } = InvertedIndex.load<IndexedDocument>(shifted.subarray(3), sample);
    expect(everything(index)).toEqual(everything(indexOf(sample)));
  });

  it('is refused when it is damaged or cut anywhere', () => {
    const bytes = indexOf(sample).encode();
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 4;
      expect(() => InvertedIndex.load(damaged, sample)).toThrow(
        expect.objectContaining({ code: 'data_corrupt' }),
      );
      expect(() => InvertedIndex.load(bytes.subarray(0, at), sample)).toThrow(
        expect.objectContaining({ code: 'data_corrupt' }),
      );
    }
  });

  it('is refused with the version or the settings that it has, and those expected', () => {
    const bytes = indexOf(sample).encode();
    const older = bytes.slice();
    older[4] = 0;
    expect(() => InvertedIndex.load(older, sample)).toThrow(
      'the index has schema version 0, this release reads 1',
    );
    const settings = { saturation: 2 };
    expect(() => InvertedIndex.load(bytes, sample, { settings })).toThrow(
      /has the settings .*"saturation":1\.2.*, wanted are .*"saturation":2/,
    );
  });
});
