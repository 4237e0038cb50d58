import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from './text/tokenize.ts';
import { FeatureExtractor } from './text-features.ts';

const settings = { wordRun: 2, characterRunMin: 3, characterRunMax: 5, readLimit: 32_768 };

/** What the extractor should find, by name instead of by hash. */
function plainly(text: string) {
  const found = words(text);
  const names = [...found, ...found.slice(1).map((word, at) => `${found[at]} ${word}`)];
  const runs: string[] = [];
  for (const word of found) {
    const padded = `<${word}>`;
    for (let start = 0; start < padded.length; start++) {
      for (const length of [3, 4, 5]) {
        if (start + length <= padded.length) runs.push(padded.slice(start, start + length));
      }
    }
  }
  const counts = (list: string[]) => {
    const counted = new Map<string, number>();
    for (const name of list) counted.set(name, (counted.get(name) ?? 0) + 1);
    return [...counted.values()].sort((a, b) => a - b);
  };
  return { words: counts(names), runs: counts(runs) };
}

describe('FeatureExtractor', () => {
  it('counts words, pairs of words and runs of characters, whatever it read before', () => {
    const extractor = new FeatureExtractor(settings);
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', ' ', 'é', '密'),
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, (source) => {
        const found = extractor.extract(source);
        const counts = [...found.counts];
        const sorted = (list: number[]) => list.sort((a, b) => a - b);
        expect({
          words: sorted(counts.slice(0, found.wordFeatures)),
          runs: sorted(counts.slice(found.wordFeatures)),
        }).toEqual(plainly(source));
        expect(found.words).toBe(words(source).length);
        expect(new Set(found.hashes).size).toBe(found.hashes.length);
      }),
      { numRuns: 300 },
    );
  });

  it('gives a text the same features after a huge one', () => {
    const extractor = new FeatureExtractor(settings);
    const before = extractor.extract('where is my invoice');
    extractor.extract(Array.from({ length: 20_000 }, (_, at) => `w${at}`).join(' '));
    expect(extractor.extract('where is my invoice')).toEqual(before);
  });

  it('reads no further than its limit', () => {
    const extractor = new FeatureExtractor({ ...settings, readLimit: 5 });
    expect(extractor.extract('hello world')).toEqual(extractor.extract('hello'));
  });
});
