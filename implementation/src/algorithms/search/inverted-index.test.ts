import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { InvertedIndex } from './inverted-index.ts';
import type { IndexedDocument } from './search-types.ts';

const vocabulary =
  'refund refunds invoice invocie password the a reset resets resetting login log tax taxes mail'.split(
    ' ',
  );
const someWords = (maxLength: number) =>
  fc.array(fc.constantFrom(...vocabulary), { maxLength }).map((list) => list.join(' '));
const document = fc.record({
  id: fc.string({ minLength: 1, maxLength: 2 }),
  title: someWords(4),
  text: someWords(12),
});
const documents = fc.uniqueArray(document, { selector: ({ id }) => id, maxLength: 12 });

function indexOf(list: readonly IndexedDocument[]) {
  const index = new InvertedIndex<IndexedDocument>();
  for (const one of list) index.add(one);
  return index;
}

const everything = (index: InvertedIndex<IndexedDocument>, query: string) =>
  index.search(query, { limit: 1000 });

describe('InvertedIndex', () => {
  it('scores words by BM25 in each field', () => {
    const index = new InvertedIndex({ settings: { titleLikenessWeight: 0 } });
    index.add({ id: 'a', title: 'tax', text: 'tax tax mail' });
    index.add({ id: 'b', title: 'mail mail', text: 'refund' });
    const [hit, ...others] = index.search('tax tax');
    const idf = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5));
    const norm = (ratio: number) => 1.2 * (0.25 + 0.75 * ratio);
    const title = (2 * idf * 1 * 2.2) / (1 + norm(1 / 1.5));
    const text = (2 * idf * 2 * 2.2) / (2 + norm(3 / 2));
    expect(others).toEqual([]);
    expect(hit?.parts.title).toBeCloseTo(title, 12);
    expect(hit?.parts.text).toBeCloseTo(text, 12);
    expect(hit?.score).toBeCloseTo(title + text, 12);
  });

  it('equals an index built anew, after any additions, updates and removals', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: document.map((added) => ({ added, removed: null })) },
      { weight: 1, arbitrary: document.map(({ id }) => ({ added: null, removed: id })) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), someWords(5), (steps, query) => {
        const index = new InvertedIndex<IndexedDocument>();
        const model = new Map<string, IndexedDocument>();
        for (const { added, removed } of steps) {
          if (added !== null) {
            index.add(added);
            model.set(added.id, added);
          } else expect(index.remove(removed)).toBe(model.delete(removed));
        }
        const anew = indexOf([...model.values()]);
        expect(index.size).toBe(model.size);
        expect(everything(index, query)).toEqual(everything(anew, query));
        expect(index.wordWeight('tax')).toBe(anew.wordWeight('tax'));
      }),
      { numRuns: 500 },
    );
  });

  it('forgets words that no document holds any more, without a change to what is found', () => {
    const index = new InvertedIndex<IndexedDocument>();
    const kept = { id: 'kept', title: 'Reset the password', text: 'Open the login page.' };
    index.add(kept);
    const encoded = index.encode().length;
    for (let at = 0; at < 4000; at++) {
      index.add({ id: 'passing', title: '', text: `order q${at} of customer c${at}` });
    }
    index.remove('passing');
    expect(index.encode().length).toBeLessThan(encoded + 200_000);
    for (const query of ['pasword', 'login q77']) {
      expect(everything(index, query)).toEqual(everything(indexOf([kept]), query));
    }
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

  it('leaves nothing out of the best by looking at fewer', () => {
    const random = seededRandom(5);
    // Word 0 in nearly every document, word 39 in nearly none.
    const word = () => `w${Math.min(random(40), random(40), random(40))}x`;
    const some = (most: number) => Array.from({ length: random(most) }, word).join(' ');
    const index = new InvertedIndex({ settings: { similarWeight: 0 } });
    for (let at = 0; at < 400; at++) index.add({ id: `d${at}`, title: some(6), text: some(30) });
    for (let round = 0; round < 400; round++) {
      const query = some(8);
      expect(index.search(query, { limit: 3 })).toEqual(everything(index, query).slice(0, 3));
    }
  });

  it('says why: parts add up, shares lie in [0, 1]', () => {
    fc.assert(
      fc.property(documents, someWords(6), (list, query) => {
        for (const hit of everything(indexOf(list), query)) {
          const { title, text, likeness } = hit.parts;
          expect(hit.score).toBeCloseTo(title + text + likeness, 9);
          for (const share of [hit.matchedShare, hit.titleShare, hit.titleCoverage]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('prefers the title that says the same to one that says more or less', () => {
    const index = indexOf([
      { id: 'a', title: 'Reset the password of somebody else as an administrator', text: '' },
      { id: 'b', title: 'Password', text: 'reset reset' },
      { id: 'c', title: 'Reset the password', text: '' },
    ]);
    const [hit] = index.search('reset the password');
    expect(hit).toMatchObject({ document: { id: 'c' }, titleShare: 1, titleCoverage: 1 });
    expect(hit?.matchedShare).toBe(1);
    expect(index.search('login to pay the invoice')).toHaveLength(2);
  });

  it('forgives typos and endings', () => {
    const index = indexOf([
      { id: 'a', title: 'Cancelling a subscription', text: '' },
      { id: 'b', title: 'Export of timesheets', text: '' },
    ]);
    expect(index.search('subscripton')[0]?.document.id).toBe('a');
    expect(index.search('canceled')[0]?.document.id).toBe('a');
    expect(index.search('exporting a timesheet')[0]?.document.id).toBe('b');
    const exact = new InvertedIndex({ settings: { similarWeight: 0 } });
    exact.add({ id: 'a', title: 'Subscription', text: '' });
    expect(exact.search('subscripton')).toEqual([]);
  });

  it('counts a word once in a field, however many spellings of it are there', () => {
    for (const [one, two] of [
      ['', 'subscription'],
      ['subscription', ''],
    ]) {
      const once = { id: 'a', title: `${one} one two`, text: `${two} one two` };
      const twice = {
        id: 'b',
        title: `${one} ${one && 'subscriptoin'} two`,
        text: `${two} ${two && 'subscriptoin'} two`,
      };
      const [first, second] = indexOf([once, twice]).search('subscription unheard');
      expect(first?.parts).toEqual(second?.parts);
      expect(first?.matchedShare).toBe(second?.matchedShare);
      expect(first?.matchedShare).toBeLessThan(0.5);
    }
  });

  it('takes of equally similar words always the same', () => {
    const list = ['resetx', 'resety', 'resetz', 'resetq'].map((text) => ({
      id: text,
      title: '',
      text,
    }));
    const build = (documents: readonly IndexedDocument[]) => {
      const index = new InvertedIndex({ settings: { similarMost: 1 } });
      for (const document of documents) index.add(document);
      return index.search('resetw').map(({ document }) => document.id);
    };
    expect(build(list)).toHaveLength(1);
    expect(build(list.toReversed())).toEqual(build(list));
  });

  it('weighs the words with which people ask less than those that they ask about', () => {
    const index = indexOf([
      { id: 'a', title: '', text: 'Try the help.' },
      { id: 'b', title: '', text: 'The invoice, paid.' },
    ]);
    expect(index.search('try invoice').map(({ document }) => document.id)).toEqual(['b', 'a']);
    expect(index.wordWeight('try')).toBeLessThan(index.wordWeight('invoice'));
    expect(index.search('try')[0]?.document.id).toBe('a');
  });

  it('weighs words of grammar less, but finds them', () => {
    const index = indexOf([
      { id: 'a', title: 'To be or not to be', text: '' },
      { id: 'b', title: 'Invoices', text: '' },
    ]);
    expect(index.search('to be')[0]?.document.id).toBe('a');
    expect(index.search('to be an invoice')[0]?.document.id).toBe('b');
  });
});
