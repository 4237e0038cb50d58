import { describe, expect, test } from 'vitest';
import { chanceOf } from './chance.ts';
import { choose } from './choice.ts';
import type { Goal } from './goal.ts';
import { phrases } from './phrases.ts';

const options = ['a', 'b', 'c'].map((articleId) => ({
  articleId,
  title: `About ${articleId}`,
  url: `/articles/${articleId}`,
}));
const wants = (...answers: string[]): Goal[] => [{ answers, questions: ['How?'] }];
const chances = Array.from({ length: 100 }, (_, at) => chanceOf('choice', at));
const drawn = (wanted: readonly Goal[], reads: number, otherWords?: () => string) =>
  chances.map((chance) => choose(options, wanted, reads, chance, otherWords));

describe('who is asked which article is meant', () => {
  test('and reads names it by number, by title or by its place', () => {
    const said = drawn(wants('b'), 1);
    expect(new Set(said.map(({ kind }) => kind))).toEqual(new Set(['meant']));
    const names = new Set(said.map((one) => one.said));
    expect(names).toEqual(new Set(['2', 'About b', 'the second one']));
  });

  test('and reads says so where none is, half of them in other words where they have some', () => {
    const said = drawn(wants('elsewhere'), 1);
    for (const one of said) expect(phrases.none).toContain(one.said);
    expect(new Set(said.map(({ kind }) => kind))).toEqual(new Set(['none']));
    const again = drawn(wants('elsewhere'), 1, () => 'Otherwise?');
    const inOtherWords = again.filter((one) => one.said === 'Otherwise?').length;
    expect(inOtherWords).toBeGreaterThan(25);
    expect(inOtherWords).toBeLessThan(75);
  });

  test('and does not read takes the first, which is amiss unless it happens to be meant', () => {
    expect(new Set(drawn(wants('b'), 0).map(({ kind }) => kind))).toEqual(new Set(['amiss']));
    expect(new Set(drawn(wants('a'), 0).map(({ kind }) => kind))).toEqual(new Set(['meant']));
    expect(new Set(drawn([], 0).map(({ kind }) => kind))).toEqual(new Set(['amiss']));
  });

  test('reads as often as the persona has it', () => {
    const read = drawn(wants('b'), 0.7).filter(({ kind }) => kind === 'meant').length;
    expect(read).toBeGreaterThan(50);
    expect(read).toBeLessThan(90);
  });
});
