import { beforeAll, describe, expect, test } from 'vitest';
import { mostOptions } from '#src/domain/ticket/events.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { sampleCompany } from '#src/testing/scenarios/real-agents.ts';
import { sharedModels } from '#src/testing/shared-models.ts';
import { callOf, type Question } from './agents.ts';
import type { StatisticalAgents } from './statistical-agents.ts';
import { createStatisticalAgents } from './statistical-agents.ts';

const call = callOf(createContext({ tenant: 'default', requestId: 'test' }));
let agents: StatisticalAgents;
let content: Content;
beforeAll(async () => {
  ({ agents, content } = await sampleCompany());
});

async function ask(text: string, previous: Question['previous'] = null, by = agents) {
  const question = { text, previous };
  const classification = await by.classifier.classify(question, call);
  const passages = await by.retriever.retrieve(question, call);
  const input = { question, classification, passages };
  const { draft, offer } = await by.answerer.answer(input, call);
  return { classification, passages, draft, offer };
}

describe('answers', () => {
  test('are quotes to the letter, of one to a few sentences, and pass the review', async () => {
    for (const { text } of content.training.questions.slice(0, 200)) {
      const { draft, passages } = await ask(text);
      if (!draft) continue;
      expect(agents.reviewer.review(draft, passages)).toEqual({ outcome: 'approved' });
      for (const { articleId, quote } of draft.citations) {
        expect(agents.articles.get(articleId)?.text).toContain(quote);
      }
      expect(draft.text.length).toBeLessThan(2_500);
      expect(draft.confidence).toBeGreaterThanOrEqual(0);
      expect(draft.confidence).toBeLessThanOrEqual(1);
    }
  });

  test('announce nothing that they leave out, and quote to the letter, a tenth of training over', async () => {
    const every = content.training.questions.filter((_, at) => at % 10 === 0);
    for (const { text } of every) {
      const { draft } = await ask(text);
      // A sentence may announce a row or a list that is quoted after it, but nothing that is not.
      expect(draft?.text.trimEnd() ?? '', text).not.toMatch(/:$/);
      expect(draft?.citations.at(-1)?.quote.trimEnd() ?? '', text).not.toMatch(/:$/);
      for (const { articleId, quote } of draft?.citations ?? []) {
        expect(quote.trim(), text).not.toBe('');
        expect(agents.articles.get(articleId)?.text.includes(quote), text).toBe(true);
      }
    }
  });

  test('tell the same twice, whatever was asked in between', async () => {
    const text = 'How do I bring back an entry that I deleted?';
    const first = await ask(text);
    await ask('Who won the match last night?');
    expect(await ask(text)).toEqual(first);
  });

  test('are surer of what the company knows than of what it does not', async () => {
    const known = await ask('How do I bring back a time entry that I deleted?');
    const unknown = await ask('Who won the football match on Sunday?');
    expect(known.draft?.confidence).toBeGreaterThan(content.policy.minimumConfidence);
    expect(unknown.draft?.confidence ?? 0).toBeLessThan(content.policy.minimumConfidence);
  });

  test('a follow-up is understood by the question before', async () => {
    const first = await ask('How do I set up SAML single sign-on?');
    const articleId = first.passages[0]?.articleId ?? '';
    const previous = { text: 'How do I set up SAML single sign-on?', articleIds: [articleId] };
    const after = await ask('And what do I do if it does not work?', previous);
    expect(after.passages[0]?.articleId).toBe(articleId);
    const own = await ask('How do I bring back a time entry that I deleted?', previous);
    const alone = await ask('How do I bring back a time entry that I deleted?');
    expect(own.passages).toEqual(alone.passages);
  });

  test('another thing asked in few words is not answered by what was cited before', async () => {
    const previous = {
      text: 'How do I set up SAML single sign-on?',
      articleIds: ['kb-saml-setup'],
    };
    const other = await ask('can they pause our subscription', previous);
    expect(other.passages[0]?.articleId).toBe('kb-pause-subscription');
    expect(other.passages).toEqual((await ask('can they pause our subscription')).passages);
  });

  test('what may mean several things is answered with each of them, where the company lets it', async () => {
    const policy = { ...content.policy, mostArticles: 3 };
    const willing = createStatisticalAgents({ ...content, policy }, { cache: sharedModels() });
    let several = 0;
    const asked = content.training.questions.filter((_, at) => at % 50 === 0);
    for (const { text } of asked) {
      const { passages, draft } = await ask(text, null, willing);
      const cited = [...new Set(draft?.citations.map(({ articleId }) => articleId))];
      expect(cited).toEqual(passages.slice(0, cited.length).map(({ articleId }) => articleId));
      if (draft) expect(willing.reviewer.review(draft, passages).outcome).toBe('approved');
      if (cited.length > 1) several += 1;
    }
    expect(several).toBeGreaterThan(3);
    const strict = { ...content.policy, mostArticles: 1 };
    const single = createStatisticalAgents(
      { ...content, policy: strict },
      { cache: sharedModels() },
    );
    for (const { text } of content.training.questions.slice(0, 20)) {
      const { draft } = await ask(text, null, single);
      expect(new Set(draft?.citations.map(({ articleId }) => articleId)).size).toBeLessThan(2);
    }
  });

  test('what the customer chose is quoted, however unsure it was before', async () => {
    let chosenAll = 0;
    const every = content.training.questions.filter((_, at) => at % 100 === 0);
    for (const { text } of every) {
      const { passages, classification, offer } = await ask(text);
      if (!offer) continue;
      expect(offer.options.length).toBeLessThanOrEqual(mostOptions);
      expect(passages.map(({ articleId }) => articleId)).toEqual(
        expect.arrayContaining(offer.options.map(({ articleId }) => articleId)),
      );
      for (const { articleId } of offer.options) {
        const question = { text, previous: null, chosen: articleId };
        const found = await agents.retriever.retrieve(question, call);
        expect(found.map((one) => one.articleId)).toEqual([articleId]);
        const input = { question, classification, passages: found };
        const { draft, offer: again } = await agents.answerer.answer(input, call);
        expect(again).toBeUndefined();
        if (!draft) continue;
        chosenAll += 1;
        expect(draft.sureEnough).toBe(true);
        expect(new Set(draft.citations.map((one) => one.articleId))).toEqual(new Set([articleId]));
        expect(agents.reviewer.review(draft, found)).toEqual({ outcome: 'approved' });
      }
    }
    expect(chosenAll).toBeGreaterThan(10);
    const gone = { text: 'How do I export?', previous: null, chosen: 'kb-gone' };
    expect(await agents.retriever.retrieve(gone, call)).toEqual([]);
  });

  test('words that no article holds find nothing', async () => {
    expect((await ask('qqqqxz vvvvkj')).draft).toBeNull();
  });
});

describe('the classifier', () => {
  test('takes shouting for nothing', async () => {
    for (const text of ['how do i change the logo on invoices', 'it says access denied today']) {
      const quiet = await ask(text);
      const loud = await ask(`${text.toUpperCase()}!!!`);
      expect(loud.classification.urgency).toBe(quiet.classification.urgency);
      expect(loud.classification.sentiment).toBe(quiet.classification.sentiment);
    }
  });

  test('hears what is said about urgency', async () => {
    const urgent = await ask('Urgent: nobody can work since the login is down');
    const calm = await ask('No rush, just wondering: can I change the logo?');
    expect(urgent.classification.urgency).toBe('urgent');
    expect(calm.classification.urgency).toBe('low');
  });

  test('finds each of the things that a message is about, and what is sensitive first', async () => {
    const one = 'How do I change the currency of an invoice?';
    const two = 'Where can I download my whole time history as a file?';
    const alone = await Promise.all([ask(one), ask(two)]);
    const [first, second] = alone.map(({ classification }) => classification.intent);
    expect(first).not.toBe(second);
    const { classification } = await ask(`${one} ${two}`);
    expect([classification.intent, ...(classification.alsoAbout ?? [])].sort()).toEqual(
      [first, second].sort(),
    );
    expect(alone[0]?.classification.alsoAbout).toBeUndefined();
    const report = await ask(`${one} Also, I found a security hole in your website.`);
    expect(content.policy.intents.sensitive).toContain(report.classification.intent);
    expect(report.classification.alsoAbout).toEqual([first]);
    const polite = await ask(`Hello there, good morning to you all. ${one}`);
    expect(polite.classification.intent).toBe(first);
    expect(polite.classification.alsoAbout).toBeUndefined();
  });

  test('does not send to a person who says that none is needed', async () => {
    const { personRequest } = content.policy.intents;
    const wanted = await ask('I would like to talk to a human being');
    expect(personRequest).toContain(wanted.classification.intent);
    expect(wanted.classification.confidence).toBeGreaterThan(content.policy.minimumConfidence);
    const { classification } = await ask('I do not need a person');
    const asks = personRequest.includes(classification.intent);
    expect(asks ? classification.confidence : 0).toBeLessThan(content.policy.minimumConfidence);
  });
});

describe('what was trained', () => {
  test('is kept, used again, and trained again where it is damaged', async () => {
    const kept = new Map<string, Uint8Array>();
    let reads = 0;
    const cache = {
      read: (name: string) => {
        const found = kept.get(name) ?? null;
        if (found) reads += 1;
        return found;
      },
      write: (name: string, bytes: Uint8Array) => void kept.set(name, bytes),
    };
    const every = <Row>(rows: readonly Row[], step: number) =>
      rows.filter((_, index) => index % step === 0);
    const { training } = content;
    const small: Content = {
      ...content,
      articles: every(content.articles, 4),
      training: {
        ...training,
        utterances: every(training.utterances, 6),
        questions: every(training.questions, 10),
      },
    };
    const start = (given = small) => createStatisticalAgents(given, { cache });
    const text = 'How do I bring back a time entry that I deleted?';
    const fresh = await ask(text, null, createStatisticalAgents(small));
    expect(await ask(text, null, start())).toEqual(fresh);
    expect([kept.size, reads]).toEqual([5, 0]);
    expect(await ask(text, null, start())).toEqual(fresh);
    expect([kept.size, reads]).toEqual([5, 5]);
    for (const [name, bytes] of kept) kept.set(name, bytes.slice(0, bytes.length / 2));
    expect(await ask(text, null, start())).toEqual(fresh);
    const questions = small.training.questions.slice(1);
    start({ ...small, training: { ...small.training, questions } });
    expect(kept.size).toBe(6);
  }, 60_000);
});

describe('without', () => {
  const cache = sharedModels();
  const nothing = { utterances: [], urgency: [], sentiment: [], questions: [], calibration: [] };
  test('training, articles are found and none is posted', async () => {
    const untrained = createStatisticalAgents({ ...content, training: nothing }, { cache });
    const { classification, passages, draft } = await ask('delete entries', null, untrained);
    expect(classification).toMatchObject({ intent: 'unknown', confidence: 0 });
    expect(passages.length).toBeGreaterThan(0);
    expect(draft?.confidence).toBeLessThan(0.01);
  });

  test('articles, nothing is found', async () => {
    const empty = createStatisticalAgents({ ...content, articles: [] }, { cache });
    expect((await ask('delete entries', null, empty)).passages).toEqual([]);
    expect(empty.articles.size).toBe(0);
  });
});
