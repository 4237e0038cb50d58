import { expect, test } from 'vitest';
import { cachedRetriever } from './cached-retriever.ts';

const articles = [
  { id: 'a', title: 'Tax on invoices', text: 'We add it.' },
  { id: 'b', title: 'Reset a password', text: 'Click the link.' },
];

function recordingCache() {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    writes: 0,
    read: (name: string) => kept.get(name) ?? null,
    write(name: string, bytes: Uint8Array) {
      this.writes++;
      kept.set(name, bytes);
    },
  };
}
const found = (retriever: ReturnType<typeof cachedRetriever>, query: string) =>
  retriever.search(query).map(({ document, score }) => [document.id, score]);

test('the second start loads what the first has built, and finds the same', () => {
  const cache = recordingCache();
  const built = cachedRetriever('articles', articles, cache);
  const loaded = cachedRetriever('articles', articles, cache);
  expect(cache.writes).toBe(1);
  expect(found(loaded, 'pasword')).toEqual(found(built, 'pasword'));
  expect(found(loaded, 'pasword')).toHaveLength(1);
});

test('what has changed since is indexed, and kept', () => {
  const cache = recordingCache();
  cachedRetriever('articles', articles, cache);
  const changed = [articles[0], { id: 'b', title: 'Export', text: 'As a file.' }].flatMap(
    (article) => article ?? [],
  );
  const loaded = cachedRetriever('articles', changed, cache);
  expect(found(loaded, 'password')).toEqual([]);
  expect(found(loaded, 'export')).toHaveLength(1);
  expect(cache.writes).toBe(2);
  cachedRetriever('articles', changed, cache);
  expect(cache.writes).toBe(2);
});

test('a damaged index is built again; other settings have an index of their own', () => {
  const cache = recordingCache();
  const built = cachedRetriever('articles', articles, cache);
  for (const [name, bytes] of cache.kept) cache.kept.set(name, bytes.subarray(9));
  expect(found(cachedRetriever('articles', articles, cache), 'tax')).toEqual(found(built, 'tax'));
  expect(cache.writes).toBe(2);
  cachedRetriever('articles', articles, cache, { index: { similarWeight: 0 } });
  expect(cache.kept.size).toBe(2);
});
