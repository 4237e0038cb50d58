import { expect, test } from 'vitest';
import type { KnowledgeArticle } from '#src/knowledge/load/content.ts';
import { IntentModel } from '../classify/intent-model.ts';
import { ArticleRanker } from './article-ranker.ts';
import { Library } from './library.ts';

const article = (id: string, title: string, text: string, more = {}): KnowledgeArticle => ({
  id,
  title,
  text,
  url: `/articles/${id}`,
  contentHash: id.padEnd(64, '0'),
  language: 'en',
  kind: 'how-to',
  area: 'x',
  audience: 'all',
  updated: '2026-01-01',
  sections: [],
  ...more,
});

test('an article is found from its first moment until its last, whoever else looks like it', () => {
  const articles = [
    article('now', 'Price of tea', 'Tea is 3 EUR a cup.', { validFromMs: 100, validUntilMs: 200 }),
    article('then', 'Price of tea', 'Tea is 4 EUR a cup.', { validFromMs: 200 }),
    article('cake', 'Price of cake', 'Cake is 5 EUR a piece, and tea goes well with it.'),
  ];
  let nowMs = 0;
  const library = new Library(articles, new IntentModel([]));
  const ranker = new ArticleRanker(library, [], { now: () => nowMs });
  // Having been answered from before does not bring back what has ended.
  const before = new Set(['now', 'then']);
  const foundAt = (atMs: number) => {
    nowMs = atMs;
    const { candidates } = ranker.view({ text: 'What is the price of tea?', before });
    return candidates.map((candidate) => candidate.article.id).sort();
  };
  expect([99, 100, 199, 200].map(foundAt)).toEqual([
    ['cake'],
    ['cake', 'now'],
    ['cake', 'now'],
    ['cake', 'then'],
  ]);
  const timeless = new ArticleRanker(library, []);
  const { candidates } = timeless.view({ text: 'What is the price of tea?', before });
  expect(candidates.map((candidate) => candidate.article.id)).toEqual(['now', 'then']);
});
