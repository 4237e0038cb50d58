import { beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '#src/algorithms/calibration.ts';
import { boundedThreshold, countRisk, type RiskBound } from '#src/algorithms/risk-control.ts';
import { seededRandom } from '#src/algorithms/seeded-random.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { answersOf } from '#src/knowledge/load/also-answered.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { partOfCompany } from '#src/testing/part-of-company.ts';
import { contentFolder } from '#src/testing/scenarios/real-agents.ts';
import { ScenarioDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { sharedModels } from '#src/testing/shared-models.ts';
import { verifies } from '#src/testing/verifies.ts';
import { callOf } from '../agents.ts';
import { IntentModel } from '../classify/intent-model.ts';
import { createStatisticalAgents } from '../statistical-agents.ts';
import { holdOut, representative, statedOutcomes } from './hold-out.ts';
import { Library } from './library.ts';

let content: Content;
let calibration: readonly Outcome[];
beforeAll(async () => {
  content = partOfCompany(await loadContent(contentFolder()), 3, 'kb-restore-deleted-entries');
  const { articles, training } = content;
  const library = new Library(articles, new IntentModel(training.utterances));
  calibration = statedOutcomes(holdOut(training.questions, library).answers);
}, 60_000);

const shareWrong = (outcomes: readonly Outcome[], from: number, of: RiskBound['of']) => {
  const given = outcomes.filter(({ confidence }) => confidence >= from);
  const wrong = given.filter(({ right }) => !right).length;
  return wrong / Math.max(1, of === 'answers' ? given.length : outcomes.length);
};

/** Share of draws from the calibration questions under whose threshold all of them break a bound. */
function broken(bound: RiskBound, correct: boolean, size: number): number {
  const draws = 300;
  const random = seededRandom(3);
  let count = 0;
  for (let draw = 0; draw < draws; draw++) {
    const drawn = Array.from(
      { length: size },
      () => calibration[random(calibration.length)] as Outcome,
    );
    const counts = countRisk(drawn);
    const hopeful = counts.rows.findLast(
      ({ from, answered }) => answered > 0 && shareWrong(drawn, from, bound.of) <= bound.mostWrong,
    );
    const row = correct ? boundedThreshold(counts, bound) : hopeful;
    if (row && shareWrong(calibration, row.from, bound.of) > bound.mostWrong) count += 1;
  }
  return count / draws;
}

/** Four standard errors of a share of 300 draws at a level of a tenth. */
const slack = 4 * Math.sqrt((0.1 * 0.9) / 300);

describe('the bound on wrong answers', () => {
  test.each([
    ['answers', 0.12],
    ['questions', 0.03],
  ] as const)('of %s holds as surely as it says, drawn again and again', (of, mostWrong) => {
    const bound: RiskBound = { mostWrong, of, sureness: 0.9 };
    expect(broken(bound, true, 600)).toBeLessThanOrEqual(0.1 + slack);
    // The same draws show it where the correction for so few questions is left out.
    expect(broken(bound, false, 600)).toBeGreaterThan(0.1 + slack);
  });

  test(verifies(
    'v1.respond',
    'real part',
    'wrong answers to questions nobody trained on keep the bound',
  ), async () => {
    const { training } = content;
    const isKept = (at: number) => at % 3 !== 0;
    const kept = training.questions.filter((_, at) => isKept(at));
    const asked = representative(training.questions.filter((_, at) => !isKept(at)));
    const wrongAnswers = { atMost: 0.05, of: 'questions', sureness: 0.9 } as const;
    const learned = {
      ...content,
      policy: { ...content.policy, wrongAnswers },
      // The questions asked are such as it was trained on.
      training: { ...training, questions: kept, calibration: [] },
    };
    const agents = createStatisticalAgents(learned, { cache: sharedModels() });
    const call = callOf(createContext({ tenant: 'default', requestId: 'test' }));
    let given = 0;
    let wrong = 0;
    for (const { text, articleId } of asked) {
      const question = { text, previous: null };
      const classification = await agents.classifier.classify(question, call);
      const passages = await agents.retriever.retrieve(question, call);
      const { draft } = await agents.answerer.answer({ question, classification, passages }, call);
      if (!draft?.sureEnough) continue;
      given += 1;
      expect(draft.citations.length).toBeGreaterThan(0);
      const answers = answersOf(articleId, content.alsoAnswered);
      const isRight = draft.citations.some((cited) => answers.includes(cited.articleId));
      if (!isRight) wrong += 1;
    }
    expect(asked.length).toBeGreaterThan(250);
    expect(given / asked.length).toBeGreaterThan(0.2);
    // Four standard errors of so many questions, at the bound.
    const chance = 4 * Math.sqrt((0.05 * 0.95) / asked.length);
    expect(wrong / asked.length).toBeLessThanOrEqual(0.05 + chance);
  }, 60_000);

  test(verifies(
    'v1.respond',
    'real part',
    'answers with citations, and abstains where no bound holds',
  ), async () => {
    const question = 'How do I bring back a time entry that I deleted?';
    const outcome = async (policy: Content['policy']) => {
      const questions = content.training.questions.slice(0, 900);
      const training = { ...content.training, questions, calibration: [] };
      const learned = { ...content, policy, training };
      const agents = createStatisticalAgents(learned, { cache: sharedModels() });
      const desk = new ScenarioDesk({ createEngine: createInProcessEngine, agents, policy });
      const message = await desk.opens(question);
      const ended = await desk.worker('one').run(message);
      const { turns, escalation } = await desk.ticket(message.ticketId);
      return { ended, citations: turns.at(-1)?.reply?.citations ?? [], why: escalation?.reason };
    };
    const loose = { ...content.policy, minimumConfidence: 1 };
    const answered = await outcome({
      ...loose,
      wrongAnswers: { atMost: 0.2, of: 'questions', sureness: 0.9 },
    });
    expect(answered.ended).toBe('answered');
    expect(answered.citations[0]?.articleId).toBe('kb-restore-deleted-entries');
    const held: Content['policy'] = {
      ...loose,
      minimumConfidence: 0,
      wrongAnswers: { atMost: 0.0001, of: 'answers', sureness: 0.9 },
    };
    // No bound covers what it asks back with, and nothing is answered by that.
    const asked = await outcome({ ...held, asksBack: { from: 0.5 } });
    expect(asked).toMatchObject({ ended: 'asked', citations: [], why: undefined });
    const abstained = await outcome({ ...held, asksBack: null });
    expect(abstained).toMatchObject({ ended: 'escalated', citations: [], why: 'not_confident' });
  }, 60_000);
});
