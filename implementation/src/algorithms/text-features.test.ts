import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stem } from './text/stem.ts';
import { words } from './text/tokenize.ts';
import { FeatureExtractor } from './text-features.ts';

const settings = {
  wordRun: 2,
  characterRunMin: 3,
  characterRunMax: 5,
  pairedWords: 4,
  readLimit: 32_768,
};

/** What the extractor should find, by name instead of by hash. */
function plainly(text: string) {
  const found = words(text);
  const edged = found.length === 0 ? [] : ['<', ...found, '>'];
  const names = [...found, ...edged.slice(1).map((word, at) => `${edged[at]} ${word}`)];
  const stems = [...new Set(found.map(stem))].slice(0, 4);
  const pairs = stems.flatMap((one, at) => stems.slice(at + 1).map((two) => `${one}&${two}`));
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
  return { words: counts(names), runs: counts(runs), pairs: counts(pairs) };
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
          words: sorted(counts.slice(0, found.groupEnds[0])),
          runs: sorted(counts.slice(found.groupEnds[0], found.groupEnds[1])),
          pairs: sorted(counts.slice(found.groupEnds[1])),
        }).toEqual(plainly(source));
        expect(found.words).toBe(words(source).length);
        expect(new Set(found.hashes).size).toBe(found.hashes.length);
      }),
      { numRuns: 300 },
    );
  });

  it('pairs words whatever their order, and only so many of them', () => {
    const extractor = new FeatureExtractor(settings);
    const pairsOf = (text: string) => {
      const { hashes, groupEnds } = extractor.extract(text);
      return new Set(hashes.slice(groupEnds[1]));
    };
    expect(pairsOf('card lost abroad')).toEqual(pairsOf('abroad: lost card, lost cards'));
    expect(pairsOf('one')).toEqual(new Set());
    expect(pairsOf('a b c d').size).toBe(6);
    expect(pairsOf('a b c d e f g')).toEqual(pairsOf('a b c d'));
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
