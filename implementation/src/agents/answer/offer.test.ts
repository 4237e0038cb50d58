import { expect, test } from 'vitest';
import { mostOptions } from '#src/domain/ticket/events.ts';
import { aPassage } from '#src/testing/scenarios/scripted-agents.ts';
import type { Passage } from '../agents.ts';
import { offerOf } from './offer.ts';

const found = (articleId: string, score: number, title = `About ${articleId}`): Passage => ({
  ...aPassage(articleId, `Text of ${articleId}.`),
  title,
  score,
});
const idsOf = (...given: Parameters<typeof offerOf>) =>
  offerOf(...given)?.options.map(({ articleId }) => articleId);
const sure = [0.4, 0.6, 0.7, 0.75];

test('the best are offered by title, likeliest first, with how sure all of them are', () => {
  expect(offerOf([found('a', 0.5), found('b', 0.3)], [0.4, 0.6])).toEqual({
    options: [
      { articleId: 'a', title: 'About a', url: '/articles/a' },
      { articleId: 'b', title: 'About b', url: '/articles/b' },
    ],
    sureness: 0.6,
  });
});

test('as many as are read at a glance, and no more than the sureness is known of', () => {
  const passages = ['a', 'b', 'c', 'd', 'e'].map((id) => found(id, 0.2));
  expect(idsOf(passages, [...sure, 0.8])).toHaveLength(mostOptions);
  expect(offerOf(passages, sure)?.sureness).toBe(0.75);
  expect(offerOf(passages, sure.slice(0, 2))).toMatchObject({ sureness: 0.6 });
  expect(idsOf(passages, sure.slice(0, 2))).toEqual(['a', 'b']);
});

test('what is hardly meant is left out, and the sureness is that of what is left', () => {
  const passages = [found('a', 0.9), found('b', 0.01), found('c', 0.009), found('d', 0.001)];
  expect(idsOf(passages, sure)).toEqual(['a', 'b']);
  expect(offerOf(passages, sure)?.sureness).toBe(0.6);
  // The best is offered however little its share is: how sure it is decides.
  expect(idsOf([found('a', 0.001), found('b', 0.001)], sure)).toEqual(['a']);
});

test('of one title there is one line, that of the better article, in its place', () => {
  const passages = [
    found('a', 0.4, 'Export'),
    found('b', 0.3),
    found('c', 0.2, 'EXPORT'),
    found('d', 0.1),
  ];
  expect(idsOf(passages, sure)).toEqual(['a', 'b', 'd']);
  expect(offerOf(passages, sure)?.sureness).toBe(0.7);
});

test('there is no offer where nothing was found, or nothing is known of how sure it is', () => {
  expect(offerOf([], sure)).toBeNull();
  expect(offerOf([found('a', 1)], [])).toBeNull();
});
