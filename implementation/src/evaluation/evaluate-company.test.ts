import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#src/foundation/time.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { type CompanyToEvaluate, evaluateCompany } from './evaluate-company.ts';
import { handedOverBefore } from './evaluate-desk.ts';
import { clockAt } from './evaluation-clock.ts';
import { crossValidateIntents } from './intents/cross-validate-intents.ts';
import { intentReport } from './intents/intent-report.ts';
import { jsonLines, KitchenFolder, kitchenArticle, kitchenFiles } from './kitchen-company.ts';

let kitchen: KitchenFolder;
beforeEach(async () => {
  kitchen = new KitchenFolder();
  await kitchen.put(kitchenFiles);
});
afterEach(() => kitchen.remove());

async function outcomesOf(rows: readonly object[], more: Partial<CompanyToEvaluate> = {}) {
  await kitchen.put({ 'evaluation/questions.jsonl': jsonLines(rows) });
  const content = await loadContent(kitchen.path);
  const company = { directory: kitchen.path, content, version: 'v1', clock: systemClock } as const;
  const { outcomes, report } = await evaluateCompany({ ...company, ...more });
  const told = outcomes.map(({ question, verdict, rank }) => [question.id, verdict, rank]);
  return { outcomes, report, told };
}

describe('a conversation', () => {
  test('is judged by the reply to its last message, with what came before in mind', async () => {
    const follow = { question: 'And how does it work?', topic: 'topic-0' };
    const { told, report } = await outcomesOf([
      { id: 'alone', ...follow },
      { id: 'after', ...follow, earlier: ['Please explain kettle descaling'] },
      { id: 'other', ...follow, earlier: ['Please explain toaster crumbs'] },
    ]);
    expect(told[1]).toEqual(['after', 'right', 1]);
    expect(told[0]?.[1]).not.toBe('right');
    expect(told[2]?.[1]).not.toBe('right');
    expect(report.byTrait.find(({ name }) => name === 'multi-turn')?.questions).toBe(2);
  });

  test('that went to a person before its last message is with a person', async () => {
    const { outcomes } = await outcomesOf([
      {
        id: 'q1',
        question: 'How does kettle descaling work?',
        topic: 'topic-0',
        earlier: ['I want to talk to a person.'],
      },
    ]);
    expect(outcomes[0]).toMatchObject({ verdict: 'abstained', because: handedOverBefore });
    expect(outcomes[0]).toMatchObject({ articleId: null, confidence: null });
  });
});

describe('a desk that asks back', () => {
  const rows = [
    { id: 'meant', question: 'How does kettle descaling work?', topic: 'topic-0' },
    { id: 'none', question: 'How does kettle descaling smell?', topic: null },
  ];
  const asking = (asksBack: object | null) => {
    const policy = JSON.parse(kitchenFiles['policy.json'] ?? '');
    const unsure = { ...policy, minimumConfidence: 1, asksBack };
    return kitchen.put({ 'policy.json': JSON.stringify(unsure) });
  };

  test('is judged by what comes of it once the customer has said what is meant', async () => {
    await asking({ from: 0.01 });
    const { outcomes, report } = await outcomesOf(rows);
    expect(outcomes.map(({ verdict, askedBack }) => [verdict, askedBack])).toEqual([
      ['right', true],
      ['abstained', true],
    ]);
    // What it would have said at once is known all the same.
    expect(outcomes[0]).toMatchObject({ articleId: 'topic-0', rank: 1 });
    expect(outcomes[0]?.confidence).toBeGreaterThan(0);
    expect(report.rightShare).toEqual({ ofAnswerable: 1, atOnce: 0, ofAll: 1 / 2 });
    expect(report.all.askedBack).toBe(2);
    expect(outcomes.map(({ offersAnswer }) => offersAnswer)).toEqual([true, false]);
    expect(report.askedBack).toMatchObject({
      ofUnanswerable: 1,
      offersAnswer: { count: 1, of: 1 },
    });
    expect(report.automation).toMatchObject({ rate: 1 / 2, rateAtOnce: 0 });
  });

  test('asks no one where the policy does not have it', async () => {
    await asking(null);
    const { outcomes } = await outcomesOf(rows);
    expect(outcomes.map(({ verdict, askedBack }) => [verdict, askedBack])).toEqual([
      ['abstained', false],
      ['abstained', false],
    ]);
  });
});

describe('what a version knows', () => {
  const question = 'How does mixer noise go away?';
  const rows = [
    { id: 'old', question, topic: 'mixer-old' },
    { id: 'new', question: 'What stops mixer noise?', topic: 'mixer-new' },
    { id: 'gone', question: 'Does the mixer need oil?', topic: null, about: 'mixer-old' },
  ];
  const articles = (more = {}) => ({
    'articles/mixer-old.md': kitchenArticle('mixer-old', 'Mixer noise', 'A mixer needs oil.'),
    'articles/mixer-new.md': kitchenArticle(
      'mixer-new',
      'Mixer noise',
      'Mixer noise stops when the mixer is cleaned.',
      { supersedes: 'mixer-old', ...more },
    ),
  });

  test('is not what was superseded: abstaining is right there', async () => {
    await kitchen.put(articles());
    const { outcomes, report } = await outcomesOf(rows);
    expect(outcomes.map(({ question: { articleId } }) => articleId)).toEqual([
      null,
      'mixer-new',
      null,
    ]);
    expect(report.answerable.questions).toBe(1);
  });

  test('is what holds on the day that it is asked', async () => {
    await kitchen.put(articles({ validFrom: '2026-06-01' }));
    const expectedOn = async (day: string) => {
      const clock = clockAt(systemClock, Date.parse(day));
      const { outcomes } = await outcomesOf(rows, { clock });
      const cited = outcomes.map(({ articleId }) => articleId);
      return [outcomes.map(({ question: { articleId } }) => articleId), cited] as const;
    };
    const [before, citedBefore] = await expectedOn('2026-05-31');
    expect(before).toEqual(['mixer-old', null, null]);
    expect(citedBefore).toContain('mixer-old');
    expect(citedBefore).not.toContain('mixer-new');
    const [after, citedAfter] = await expectedOn('2026-06-01');
    expect(after).toEqual([null, 'mixer-new', null]);
    expect(citedAfter).toContain('mixer-new');
    expect(citedAfter).not.toContain('mixer-old');
  });
});

describe('intents', () => {
  const utterances = ['refund', 'password'].flatMap((intent) =>
    Array.from({ length: 60 }, (_, at) => ({ text: `my ${intent} please, case ${at}`, intent })),
  );

  test('are found in utterances by models that have not seen them, the same each time', () => {
    const outcomes = crossValidateIntents(utterances);
    expect(outcomes).toHaveLength(utterances.length);
    expect(crossValidateIntents(utterances)).toEqual(outcomes);
    expect(intentReport(outcomes).accuracy).toBeGreaterThan(0.95);
    // Nothing can be learned of these but by heart.
    const random = utterances.map((one, at) => ({
      text: `${one.text} ${'abcdefghijklmnop'[(at * 7) % 16]}${at}`.replace(one.intent, 'thing'),
      intent: ['refund', 'password'][(at * at + (at >> 3)) % 2] ?? '',
    }));
    expect(intentReport(crossValidateIntents(random)).accuracy).toBeLessThan(0.8);
  });

  test('are confused in pairs, counted both ways', () => {
    const outcome = (truth: string, stated: string, at: number) => ({ id: `${at}`, truth, stated });
    const pairs = ['a b', 'b a', 'a b', 'c a', 'a a', 'b b'];
    const report = intentReport(pairs.map((pair, at) => outcome(pair[0] ?? '', pair[2] ?? '', at)));
    expect(report).toMatchObject({ utterances: 6, intents: 3, accuracy: 2 / 6 });
    expect(report.confusions).toEqual([
      { intents: ['a', 'b'], counts: [2, 1] },
      { intents: ['a', 'c'], counts: [0, 1] },
    ]);
  });
});
