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
/** How most people name the second option. */
const tidy = ['2', 'About b', 'the second one'];
const drawn = (wanted: readonly Goal[], reads: number, otherWords?: () => string) =>
  chances.map((chance) => choose(options, wanted, reads, chance, otherWords));

describe('who is asked which article is meant', () => {
  test('and reads names it by number, by title or by its place', () => {
    const said = drawn(wants('b'), 1);
    expect(new Set(said.map(({ kind }) => kind))).toEqual(new Set(['meant']));
    const names = new Set(said.map((one) => one.said));
    for (const name of tidy) expect(names).toContain(name);
  });

  test('and reads answers untidily one time in ten, always of what is meant', () => {
    const many = Array.from({ length: 1000 }, (_, at) => chanceOf('untidy', at));
    const said = (of: typeof options, reads: number) =>
      many.map((chance) => choose(of, wants(of.at(-1)?.articleId ?? ''), reads, chance).said);
    const isUntidy = (one: string) => !tidy.includes(one);
    const long = [
      options[0],
      { ...options[1], title: 'About b and all the rest' },
    ] as typeof options;
    const untidy = said(long, 1).filter((one) => isUntidy(one) && one !== long[1]?.title);
    expect(untidy.length).toBeGreaterThan(60);
    expect(untidy.length).toBeLessThan(140);
    const ways = [
      '2 please',
      'I mean 2',
      'number 2 I think',
      'option 2',
      '2. thanks!',
      'About b and',
    ];
    expect(new Set(untidy)).toEqual(new Set(ways));
    expect(said(options.slice(0, 1), 1)).toContain('yes');
    expect(said(options, 1)).not.toContain('yes');
    // Who does not read has no thoughts on the matter.
    const unread = new Set(said(options, 0));
    expect(unread).toEqual(new Set(['1', 'About a', 'the first one']));
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
