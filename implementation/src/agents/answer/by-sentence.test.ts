import { expect, test } from 'vitest';
import { mostOptions } from '#src/domain/ticket/events.ts';
import type { RankedArticle } from './article-ranker.ts';
import { type ReadPart, withBestBySentence } from './by-sentence.ts';
import type { LookedUp } from './look-up.ts';

const ranked = (id: string, share: number) =>
  ({ article: { id }, share, utility: 0, measures: [] }) as unknown as RankedArticle;
const ids = 'a b c d e f'.split(' ');
const whole = (text: string): LookedUp => ({
  lookup: { text, before: new Set() },
  view: { candidates: [], logLength: 1, unanswerable: [] },
  ranked: ids.map((id, at) => ranked(id, 0.3 - at / 20)),
});
const story = 'We are a small office. How do I add a seat? That is all.';
const order = ({ ranked: found }: LookedUp) => found.map(({ article }) => article.id);
const reading =
  (best: Readonly<Record<string, ReadPart>>) =>
  (part: string): ReadPart =>
    best[part] ?? { best: null, confidence: 0 };

test('the best for one sentence takes the last place that is asked back with', () => {
  const seat = { best: ranked('seat', 0.9), confidence: 0.8 };
  const office = { best: ranked('a', 0.9), confidence: 0.1 };
  const read = reading({ 'How do I add a seat?': seat, 'We are a small office.': office });
  const found = withBestBySentence(whole(story), read);
  expect(order(found)).toEqual(['a', 'b', 'c', 'd', 'seat', 'e', 'f']);
  expect(order(found)[mostOptions - 1]).toBe('seat');
  expect(found.ranked[mostOptions - 1]?.share).toBe(0.01);
});

test('one that was further down moves up with its share, and is there once', () => {
  const read = reading({ 'How do I add a seat?': { best: ranked('f', 0.9), confidence: 0.8 } });
  const found = withBestBySentence(whole(story), read);
  expect(order(found)).toEqual(['a', 'b', 'c', 'd', 'f', 'e']);
  expect(found.ranked[mostOptions - 1]?.share).toBeCloseTo(0.05);
});

test.each([
  ['is among the first already', story, { best: ranked('b', 0.9), confidence: 0.8 }],
  ['is nothing', story, { best: null, confidence: 0 }],
  ['is the whole', 'How do I add a seat?', { best: ranked('seat', 0.9), confidence: 0.8 }],
  [
    'is lost in a long story',
    'So it goes. '.repeat(13),
    { best: ranked('seat', 1), confidence: 1 },
  ],
])('where it %s, nothing changes', (_, text, part) => {
  const before = whole(text);
  expect(withBestBySentence(before, () => part)).toBe(before);
});
