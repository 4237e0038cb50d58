import { describe, expect, test } from 'vitest';
import { KnownQuestions } from './known-questions.ts';

const place = (...parts: number[]) => Float64Array.from(parts);
const known = new KnownQuestions(
  [
    { articleId: 'a', place: place(1, 0, 0) },
    { articleId: null, place: place(0, 0, 1) },
    { articleId: 'b', place: place(0.6, 0.8, 0) },
    { articleId: 'a', place: place(0, 1, 0) },
  ],
  3,
);

describe('closeness to known questions', () => {
  test('is that of the closest one of an article', () => {
    expect(known.closeness(place(1, 0, 0), 'a')).toBeCloseTo(1);
    expect(known.closeness(place(1, 0, 0), 'b')).toBeCloseTo(0.6);
    expect(known.closeness(place(0, 1, 0), 'a')).toBeCloseTo(1);
  });

  test('to those that no article answers is asked for by null', () => {
    expect(known.closeness(place(0, 0, 1), null)).toBeCloseTo(1);
    expect(known.closeness(place(1, 0, 0), null)).toBe(0);
  });

  test('is 0 where nothing was asked, or nothing alike', () => {
    expect(known.closeness(place(1, 0, 0), 'c')).toBe(0);
    expect(known.closeness(place(-1, 0, 0), 'a')).toBe(0);
    expect(new KnownQuestions([], 3).closeness(place(1, 0, 0), null)).toBe(0);
  });
});
