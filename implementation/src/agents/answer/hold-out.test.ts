import { describe, expect, test } from 'vitest';
import type { KnowledgeArticle, TrainingQuestion } from '#src/knowledge/load/content.ts';
import { IntentModel } from '../classify/intent-model.ts';
import { fitAnswerModel } from './answer-model.ts';
import { ArticleRanker } from './article-ranker.ts';
import { holdOut, representative, statedOutcomes } from './hold-out.ts';
import { Library } from './library.ts';

const article = (id: string, title: string): KnowledgeArticle => ({
  id,
  title,
  text: `${title} is easy. Read about ${title.toLowerCase()} first.`,
  url: `/${id}`,
  language: 'en',
  contentHash: id,
  kind: 'faq',
  area: 'kitchen',
  audience: 'everyone',
  updated: '2026-01-01',
  sections: [],
});
const articles = [article('kettle', 'Kettle descaling'), article('toaster', 'Toaster crumbs')];
const library = new Library(articles, new IntentModel([]));
const ask = (text: string, articleId: string | null): TrainingQuestion => ({ text, articleId });
const questions = [
  ...['my kettle is furry', 'kettle with scale', 'descaling how', 'white kettle bottom'].map(
    (text) => ask(text, 'kettle'),
  ),
  ...['toaster full of crumbs', 'crumbs in the toaster', 'toaster smells'].map((text) =>
    ask(text, 'toaster'),
  ),
  ask('who is king of france', null),
];

describe('what is held out', () => {
  test('is not known to what answers it', () => {
    // No article and no other question has these words: only itself could tell where they belong.
    const strange = ask('zyxomma quibbleflux', 'kettle');
    const all = [...questions, strange];
    const found = new ArticleRanker(library, all).view({ text: strange.text, before: new Set() });
    expect(found.candidates[0]?.article.id).toBe('kettle');
    const { answers } = holdOut(all, library);
    const answer = answers.find(({ question }) => question === strange);
    expect(answer).toMatchObject({ best: null, right: false });
    expect(statedOutcomes(answers)[answers.indexOf(answer as (typeof answers)[number])]).toEqual({
      confidence: 0,
      right: false,
    });
  });

  test('is asked once each, in an order that is always the same', () => {
    const { answers } = holdOut(questions, library);
    expect(answers.map(({ question }) => question)).toEqual(representative(questions));
    expect(holdOut(questions, library)).toEqual(holdOut(questions, library));
  });

  test('has the mix that a desk meets', () => {
    const many = Array.from({ length: 900 }, (_, at) => ask(`kettle ${at}`, 'kettle'));
    const none = Array.from({ length: 60 }, (_, at) => ask(`moon ${at}`, null));
    const mix = representative([...many, ...none]);
    expect(mix).toHaveLength(240);
    expect(mix.filter(({ articleId }) => articleId === null)).toHaveLength(60);
    expect(representative(many)).toHaveLength(900);
  });
});

describe('a model of answers', () => {
  test.each([
    ['nothing', []],
    ['one question', questions.slice(0, 1)],
    ['only questions that none answers', [ask('moon', null), ask('sun', null)]],
    ['only questions about other articles', [ask('fridge', 'fridge'), ask('oven', 'oven')]],
    [
      'empty questions and other scripts',
      [ask('', 'kettle'), ask('请问', null), ask('🙂', 'kettle')],
    ],
    ['one question again and again', Array.from({ length: 30 }, () => ask('kettle', 'kettle'))],
    ['a question of a megabyte', [ask('kettle '.repeat(150_000), 'kettle'), ...questions]],
  ])('of %s is finite', (_, training) => {
    const { weights, confidence, sureness, risks } = fitAnswerModel(
      { questions: training, calibration: [] },
      library,
    );
    const numbers = [
      ...weights,
      confidence.curve.bias,
      ...confidence.curve.weights,
      ...confidence.lengthSlopes,
      ...sureness.flatMap(({ bias, weights }) => [bias, ...weights]),
      ...risks.flatMap(({ rows }) => rows.flatMap(({ answered, wrong }) => [answered, wrong])),
    ];
    expect(numbers.filter((one) => !Number.isFinite(one))).toEqual([]);
  });
});
