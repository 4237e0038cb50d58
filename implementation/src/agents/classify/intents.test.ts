import { beforeAll, describe, expect, test } from 'vitest';
import { areaUnderRoc, expectedCalibrationError } from '#src/algorithms/calibration.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { Content } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { contentFolder } from '#src/testing/scenarios/real-agents.ts';
import { verifies } from '#src/testing/verifies.ts';
import { type Classification, type Classifier, callOf } from '../agents.ts';
import { noCache } from '../model-cache.ts';
import { IntentModel } from './intent-model.ts';
import { createStatisticalClassifier } from './statistical-classifier.ts';

const call = callOf(createContext({ tenant: 'default', requestId: 'test' }));
const isHeldBack = (_: unknown, at: number) => at % 5 === 0;

let content: Content;
let classifier: Classifier;
beforeAll(async () => {
  content = await loadContent(contentFolder());
  const { utterances, urgency, sentiment } = content.training;
  classifier = createStatisticalClassifier({
    intents: new IntentModel(utterances.filter((row, at) => !isHeldBack(row, at))),
    training: { urgency, sentiment },
    meaning: content.policy.intents,
    cache: noCache,
  });
});

const classify = (text: string): Promise<Classification> =>
  classifier.classify({ text, previous: null }, call);

describe('intents of messages that were kept back', () => {
  test(
    verifies('v1.classify', 'real part', 'are found, and confidence says how often that is right'),
    async () => {
      const rows = content.training.utterances.filter(isHeldBack);
      const found = await Promise.all(rows.map(({ text }) => classify(text)));
      const outcomes = found.map(({ confidence, intent }, at) => {
        return { confidence, right: intent === rows[at]?.intent };
      });
      const right = outcomes.filter((one) => one.right);
      const wrong = outcomes.filter((one) => !one.right);
      // Of more than thirty intents; a few points below what is measured.
      expect(right.length / outcomes.length).toBeGreaterThan(0.66);
      expect(expectedCalibrationError(outcomes)).toBeLessThan(0.08);
      const confidences = (part: typeof outcomes) => part.map(({ confidence }) => confidence);
      expect(areaUnderRoc(confidences(right), confidences(wrong))).toBeGreaterThan(0.75);
    },
  );

  test('are in scope, unlike what is about nothing the company does', async () => {
    const inside = await Promise.all(
      content.training.utterances.filter(isHeldBack).map(({ text }) => classify(text)),
    );
    const outside = await Promise.all(
      [
        'Which oven temperature suits sourdough bread?',
        'The dragon flew over seven mountains.',
        'How many moons orbit Jupiter?',
        'Recommend a jazz record from the fifties',
        'My tomato plants have yellow leaves',
      ].map(classify),
    );
    const scores = (all: readonly Classification[]) => all.map(({ inScope }) => inScope);
    expect(areaUnderRoc(scores(inside), scores(outside))).toBeGreaterThan(0.85);
  });
});
