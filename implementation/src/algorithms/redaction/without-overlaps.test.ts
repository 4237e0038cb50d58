import { expect, it } from 'vitest';
import type { Candidate, PersonalKind } from './personal-kinds.ts';
import { withoutOverlaps } from './without-overlaps.ts';

const TEXT = '0123456789\u0091abcdefghij';
const place = (kind: PersonalKind, start: number, end: number): Candidate => ({ kind, start, end });
const chosen = (...candidates: Candidate[]) =>
  withoutOverlaps(TEXT, candidates).map(({ kind, start, end }) => `${kind} ${start}-${end}`);

it('takes the place that holds another one, whatever their kinds', () => {
  expect(chosen(place('national-id', 3, 8), place('phone', 1, 9))).toEqual(['phone 1-9']);
  expect(chosen(place('card', 1, 9), place('name', 1, 9))).toEqual(['card 1-9']);
});

it('takes the surer kind of two that cross each other', () => {
  expect(chosen(place('phone', 0, 6), place('card', 4, 9))).toEqual(['card 4-9']);
  expect(chosen(place('name', 0, 6), place('name', 4, 8))).toEqual(['name 0-6']);
});

it('leaves out what is empty or crosses a barrier, and sorts the rest', () => {
  expect(
    chosen(place('phone', 12, 15), place('card', 8, 13), place('email', 2, 2), place('ip', 0, 4)),
  ).toEqual(['ip 0-4', 'phone 12-15']);
});
