import { describe, expect, it } from 'vitest';
import { FeatureVocabulary } from './feature-vocabulary.ts';
import { FeatureExtractor } from './text-features.ts';

const extractor = new FeatureExtractor({
  wordRun: 2,
  characterRunMin: 3,
  characterRunMax: 5,
  pairedWords: 24,
  readLimit: 1000,
});
const texts = ['reset my password', 'reset the invoice', 'reset it'];
const vocabulary = FeatureVocabulary.of(texts.map((text) => extractor.extract(text)));
const vectorOf = (text: string) => vocabulary.vector(extractor.extract(text));
const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);

describe('FeatureVocabulary', () => {
  it('gives a known text length 1, the same mass to each group of features', () => {
    const twice = [...texts, ...texts].map((text) => extractor.extract(text));
    const features = extractor.extract('reset my password');
    const { values, known, pairsFrom } = FeatureVocabulary.of(twice).vector(features);
    expect(known).toBeCloseTo(1, 6);
    expect(squares(values)).toBeCloseTo(1, 6);
    expect(squares(values.slice(0, features.groupEnds[0]))).toBeCloseTo(1 / 3, 6);
    expect(squares(values.slice(pairsFrom))).toBeCloseTo(1 / 3, 6);
  });

  it('keeps a pair that occurs in two texts, and none that occurs in one', () => {
    const once = vectorOf('reset my password');
    expect(once.pairsFrom).toBe(once.ids.length);
    expect(once.known).toBeCloseTo(2 / 3, 6);
  });

  it('shortens a text by what it does not know', () => {
    const half = vectorOf('reset zzzzzz');
    expect(half.known).toBeGreaterThan(0);
    expect(half.known).toBeLessThan(0.6);
    expect(squares(half.values)).toBeCloseTo(half.known, 6);
    expect(vectorOf('qqq')).toEqual({
      ids: new Int32Array(),
      values: new Float32Array(),
      known: 0,
      pairsFrom: 0,
    });
  });

  it('weighs rare features more', () => {
    const { values } = vectorOf('reset password');
    // After the edge with the first word come the words, in order.
    expect(values[2]).toBeGreaterThan(values[1] ?? 1);
  });

  it('does not depend on the order of texts', () => {
    const other = FeatureVocabulary.of(texts.toReversed().map((text) => extractor.extract(text)));
    expect(other.hashes).toEqual(vocabulary.hashes);
    expect(other.idf).toEqual(vocabulary.idf);
  });
});
