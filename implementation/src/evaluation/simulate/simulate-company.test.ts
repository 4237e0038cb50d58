import { describe, expect, test } from 'vitest';
import type { Agents } from '#src/agents/agents.ts';
import { dataSettings } from '#src/cli/settings.ts';
import { systemClock } from '#src/foundation/time.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import type { Scenario } from './scenario.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';
import { type CompanyToSimulate, simulateCompany } from './simulate-company.ts';

const { contentDirectory } = dataSettings({});
const whole = await loadContent(contentDirectory);
/** Enough to talk about, and trained in a moment. */
const articles = whole.articles.filter((_, index) => index % 8 === 0);
const known = new Set(articles.map(({ id }) => id));
const utterances = whole.training.utterances.filter((_, index) => index % 4 === 0);
const questions = whole.training.questions.filter(({ articleId }, index) =>
  articleId === null ? index % 4 === 0 : known.has(articleId),
);
const { wrongAnswers: _bound, ...policy } = whole.policy;
const content = {
  ...whole,
  articles,
  policy: { ...policy, minimumConfidence: 0.5 },
  training: { ...whole.training, utterances, questions },
};

/** Each set is trained on once. */
const kept = new Map<string, Uint8Array>();
const models = {
  read: (name: string) => kept.get(name) ?? null,
  write: (name: string, bytes: Uint8Array) => void kept.set(name, bytes),
};

const company: CompanyToSimulate = {
  models,
  directory: contentDirectory,
  content,
  questions: 'training',
  seed: 7,
  runs: 2,
  terms: { silenceDays: 3, durableDays: 7 },
  clock: systemClock,
};

/** What does not depend on how fast this machine is today. */
async function figures(changed: Partial<CompanyToSimulate> = {}) {
  const { report, runs } = await simulateCompany({ ...company, ...changed });
  const { time, ...rest } = report;
  const { perRealResolutionMs: _millis, ...replies } = { ...time, meanMs: 0, p95Ms: 0 };
  return { report: { ...rest, replies: replies.replies }, runs };
}

const saidIn = (runs: Awaited<ReturnType<typeof figures>>['runs']) =>
  runs.map(({ scenario, run, ticketId, played, belief, truth }) => ({
    id: scenario.id,
    run,
    ticketId,
    belief,
    truth,
    turns: played.turns.map(({ said, verdict, reply }) => [said, verdict, reply.text]),
  }));

/** Takes whatever is asked for a question, and answers it from the first article that there is. */
const answersAnything = <Trained extends Agents>(trained: Trained): Trained => ({
  ...trained,
  screener: { screen: () => 'clean' as const, languageOf: () => null },
  classifier: {
    classify: async () => ({
      intent: 'question',
      confidence: 1,
      inScope: 1,
      urgency: 'normal' as const,
      sentiment: 'neutral' as const,
    }),
  },
  retriever: {
    async retrieve() {
      const [first] = articles;
      if (!first) throw new Error('there are no articles');
      const { id: articleId, title, url, text, contentHash } = first;
      return [{ articleId, title, url, text, contentHash, score: 1, evidence: {} }];
    },
  },
  answerer: {
    async answer({ passages }) {
      const [{ articleId, title, url, text } = { articleId: '', title: '', url: '', text: '' }] =
        passages;
      const quote = text.slice(0, 80);
      const citations = [{ articleId, title, url, quote }];
      const said = { claims: null, writtenBy: 'offline', promptHash: null, citations };
      return { draft: { ...said, text: quote, confidence: 1, sureEnough: true } };
    },
  },
});

/** Draws no draft whatever it is asked. */
const answersNothing = <Trained extends Agents>(trained: Trained): Trained => ({
  ...trained,
  answerer: { answer: async () => ({ draft: null }) },
});

describe('a simulated stream', () => {
  test('is the same twice, word for word, and another by another seed', async () => {
    const once = await figures();
    const again = await figures();
    expect(again.report).toEqual(once.report);
    expect(saidIn(again.runs)).toEqual(saidIn(once.runs));
    const others = await figures({ seed: 8 });
    expect(saidIn(others.runs)).not.toEqual(saidIn(once.runs));
  });

  test('finds a desk wanting that answers everything from the first article', async () => {
    const good = (await figures()).report;
    const { report } = await figures({ inForms: answersAnything });
    expect(report.escalated.count).toBe(0);
    // It believes to do everything alone, and next to nothing of that is so.
    expect(report.automation.believed.share).toBeGreaterThan(0.5);
    expect(report.automation.real.share).toBeLessThan(0.1);
    expect(report.silentlyWrong.share).toBeGreaterThan(0.7);
    expect(report.neverWrong.share).toBeLessThan(0.1);
    expect(report.endedRight.share).toBeLessThan(0.1);
    expect(good.endedRight.share ?? 0).toBeGreaterThan(0.4);
    expect(good.neverWrong.share ?? 0).toBeGreaterThan(0.8);
  });

  test('finds a desk useless, and never wrong, that hands everything over', async () => {
    // Sure enough of greetings and thanks not to see them in a question that is full of slips.
    const careful = { ...content, policy: { ...policy, minimumConfidence: 0.8 } };
    const { report } = await figures({ inForms: answersNothing, content: careful });
    expect(report.neverWrong.share).toBe(1);
    expect(report.automation.real.count).toBe(0);
    expect(report.endedRight.share).toBeLessThan(0.5);
    const parts = Object.fromEntries(report.byEnding.map((part) => [part.name, part.endedRight]));
    expect(parts.answered?.count).toBe(0);
    expect(parts['handed over']?.share).toBeGreaterThan(0.8);
  });

  test('counts everything of the conversations that it names', async () => {
    const { report, runs } = await figures();
    expect(report.conversations).toBe(2 * report.scenarios);
    expect(runs).toHaveLength(report.conversations);
    const { believed, real } = report.resolution;
    expect(believed.confirmed.count + believed.assumed.count).toBeLessThanOrEqual(
      report.answeredAlone.count,
    );
    expect(real.durable.count).toBeLessThanOrEqual(believed.durable.count);
    expect(report.silentlyWrong.of).toBe(report.automation.believed.count);
    expect(report.passPower.right).toHaveLength(2);
    expect(report.passPower.right[0]).toBeCloseTo(report.endedRight.share ?? 0, 12);
    expect(report.costUsd).toBe(0);
  });

  test('tells who chose amiss, which is no wrong answer', async () => {
    const asks = {
      ...content,
      policy: { ...policy, minimumConfidence: 0.99, asksBack: { from: 0.01 } },
    };
    const { report, runs } = await figures({ content: asks });
    const amiss = runs.filter(({ played }) =>
      played.turns.some(({ verdict }) => verdict === 'chosen amiss'),
    );
    expect(report.chosenAmiss).toMatchObject({ count: amiss.length, of: runs.length });
    expect(amiss.length).toBeGreaterThan(0);
    expect(amiss.length).toBeLessThan(report.askedBack.count);
    expect(amiss.some(({ truth }) => truth.neverWrong)).toBe(true);
  });

  test('leaves out what is written in a language that the desk speaks', async () => {
    const german = { ...content, policy: { ...content.policy, languages: ['en', 'de'] } };
    const { report } = await figures({ content: german, runs: 1 });
    expect(report.scenarios).toBe(allScenarios.length - 1);
  });
});

test('there are scenarios of every kind, at least sixty, each with its own name', () => {
  expect(allScenarios.length).toBeGreaterThanOrEqual(60);
  expect(new Set(allScenarios.map(({ id }) => id)).size).toBe(allScenarios.length);
  const acts = new Set(allScenarios.flatMap(kindsOf));
  for (const act of [
    'greet',
    'ask',
    'ask both',
    'ask again',
    'thank',
    'thank and ask',
    'complain',
  ]) {
    expect(acts).toContain(act);
  }
  for (const act of ['want a person', 'nudge', 'wait', 'say']) expect(acts).toContain(act);
});

const kindsOf = ({ acts }: Scenario) =>
  acts.map((act) => (typeof act === 'object' ? 'say' : act.startsWith('wait') ? 'wait' : act));
