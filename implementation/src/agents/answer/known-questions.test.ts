import { describe, expect, test } from 'vitest';
import { LatentSpace } from '#src/algorithms/latent-space.ts';
import { Concepts } from './concepts.ts';
import { KnownQuestions } from './known-questions.ts';

const ask = (text: string, articleId: string | null) => ({ text, articleId });
const [first, second, other, otherToo, none] = [
  ask('delete the blue entry', 'a'),
  ask('remove a green entry', 'a'),
  ask('blue entry colour', 'b'),
  ask('paint the wall', 'b'),
  ask('who ate the cake', null),
] as const;
const questions = [first, second, other, otherToo, none];
const concepts = new Concepts('delete | remove');
const space = LatentSpace.fit(questions.map(({ text }) => concepts.topics(text)));
const known = new KnownQuestions(questions, concepts, space);
const place = (text: string) => space.encode(concepts.topics(text));

describe('a known question', () => {
  test('is likest to itself', () => {
    const { scores, unanswerableScore } = known.likeness(first.text);
    expect(scores.get('a')).toBeGreaterThan(scores.get('b') ?? 0);
    expect(unanswerableScore).toBeLessThan(scores.get('a') ?? 0);
    expect(known.closeness(place(first.text), 'a')).toBeCloseTo(1);
  });

  test('cannot answer itself while the desk learns, nor has its article fewer than others', () => {
    const { scores } = known.likeness(first.text, first);
    const whole = known.likeness(first.text).scores;
    expect(scores.get('a')).toBeLessThan(whole.get('a') ?? 0);
    // Article b misses one of its questions, too: the first one, as `first` is the first of a.
    expect(scores.get('b') ?? 0).toBeLessThan(whole.get('b') ?? 0);
    expect(known.closeness(place(first.text), 'a', first)).toBeLessThan(0.999);
  });

  test('that none answers is left out alone', () => {
    expect(known.likeness(none.text, none).unanswerableScore).toBe(0);
    expect(known.likeness(none.text).unanswerableScore).toBeGreaterThan(0);
  });
});
