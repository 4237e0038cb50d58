import { expect, test } from 'vitest';
import { articleFrom } from './articles.ts';
import { endSuperseded, standingAt } from './superseded.ts';

const article = (id: string, more: Partial<Parameters<typeof articleFrom>[0]> = {}) =>
  articleFrom(
    {
      id,
      title: id,
      kind: 'how-to',
      area: 'x',
      audience: 'all',
      language: 'en',
      updated: '2026-01-01',
      ...more,
    },
    { text: 'Text.', sections: [] },
  );
const standing = (...articles: ReturnType<typeof article>[]) => {
  const { articles: still, retired } = endSuperseded(articles);
  return [still.map(({ id, validUntilMs }) => [id, validUntilMs]), retired.map(({ id }) => id)];
};
const may = Date.UTC(2026, 4, 1);

test('what another supersedes is retired', () => {
  expect(standing(article('old'), article('new', { supersedes: ['old', 'nowhere'] }))).toEqual([
    [['new', undefined]],
    ['old'],
  ]);
});

test('it ends when the other begins, or sooner by itself', () => {
  const next = article('next', { supersedes: ['old', 'ended'], validFrom: '2026-05-01' });
  expect(standing(article('old'), article('ended', { validUntil: '2026-03-31' }), next)).toEqual([
    [
      ['old', may],
      ['ended', Date.UTC(2026, 3, 1)],
      ['next', undefined],
    ],
    [],
  ]);
  const begun = article('old', { validFrom: '2026-06-01' });
  expect(standing(begun, next)).toEqual([[['next', undefined]], ['old']]);
});

test('one after the other: only the last is left; two that supersede each other both go', () => {
  const chain = [
    article('a'),
    article('b', { supersedes: ['a'] }),
    article('c', { supersedes: ['b'] }),
  ];
  expect(standing(...chain)).toEqual([[['c', undefined]], ['a', 'b']]);
  const circle = [article('a', { supersedes: ['b'] }), article('b', { supersedes: ['a'] })];
  expect(standing(...circle)).toEqual([[], ['a', 'b']]);
});

test('what has ended by now is only shown; without anything ended nothing changes', () => {
  const ended = article('b', { validUntil: '2026-04-30' });
  const known = { articles: [article('a'), ended], retired: [], more: 1 };
  const { articles, retired, more } = standingAt(known, may);
  expect([articles, retired].map((some) => some.map(({ id }) => id))).toEqual([['a'], ['b']]);
  expect(more).toBe(1);
  expect(standingAt(known, may - 1)).toBe(known);
});
