import { beforeAll, describe, expect, test } from 'vitest';
import { type TicketPriority, ticketPriority } from '#src/domain/ticket/vocabulary.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { Content, TrainingSets } from '#src/knowledge/load/content.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { contentFolder } from '#src/testing/scenarios/real-agents.ts';
import { type Classifier, callOf } from '../agents.ts';
import { noCache } from '../model-cache.ts';
import { IntentModel } from './intent-model.ts';
import { createStatisticalClassifier } from './statistical-classifier.ts';
import type { UrgencyCue } from './urgency-cues.ts';

type Rows = Pick<TrainingSets, 'urgency' | 'sentiment'>;

const call = callOf(createContext({ tenant: 'default', requestId: 'test' }));
let content: Content;
/** Learned from every row. */
let classifier: Classifier;

beforeAll(async () => {
  content = await loadContent(contentFolder());
  classifier = trainedOn(content.training);
});

// What a message is about is another test's matter: no intents are learned here.
function trainedOn(training: Rows): Classifier {
  const meaning = content.policy.intents;
  return createStatisticalClassifier({
    intents: new IntentModel([]),
    training,
    meaning,
    cache: noCache,
  });
}

async function heard(text: string, by = classifier) {
  const { urgency, sentiment } = await by.classify({ text, previous: null }, call);
  return { urgency, sentiment };
}

describe('rows that were held back', () => {
  const isHeldBack = (_row: unknown, index: number) => index % 5 === 0;
  const isKept = (_row: unknown, index: number) => index % 5 !== 0;
  let learned: Classifier;

  beforeAll(() => {
    const { urgency, sentiment } = content.training;
    learned = trainedOn({
      urgency: urgency.filter(isKept),
      sentiment: sentiment.filter(isKept),
    });
  });

  // Floors a few points below what was measured: urgency 81 %, two levels off 2.6 %; sentiment 79 %.
  test('urgency is learned from the training data', async () => {
    const rows = content.training.urgency.filter(isHeldBack);
    const distances: number[] = [];
    for (const { text, urgency } of rows) {
      distances.push(Math.abs(level((await heard(text, learned)).urgency) - level(urgency)));
    }
    expect(shareOf(distances, (distance) => distance === 0)).toBeGreaterThan(0.76);
    expect(shareOf(distances, (distance) => distance > 1)).toBeLessThan(0.06);
  });

  test('sentiment is learned from the training data', async () => {
    const rows = content.training.sentiment.filter(isHeldBack);
    const right: boolean[] = [];
    for (const { text, sentiment } of rows) {
      right.push((await heard(text, learned)).sentiment === sentiment);
    }
    expect(shareOf(right, (isRight) => isRight)).toBeGreaterThan(0.74);
  });
});

describe('cues', () => {
  interface Case {
    readonly cue: UrgencyCue['name'];
    /** A calm question that the learned model alone takes for an ordinary one. */
    readonly text: string;
    /** The same words but for those of the cue. */
    readonly without: string;
    readonly least: TicketPriority;
  }
  const cases: readonly Case[] = [
    {
      cue: 'outage',
      text: 'Where do I find the summary report? The website is down.',
      without: 'Where do I find the summary report? The website is new.',
      least: 'urgent',
    },
    {
      cue: 'security',
      text: 'Where do I change my picture? By the way, our account was hacked.',
      without: 'Where do I change my picture? By the way, our account was renamed.',
      least: 'urgent',
    },
    {
      cue: 'legal',
      text: 'Where can I see the history of an entry? Our lawyer asked me.',
      without: 'Where can I see the history of an entry? Our gardener asked me.',
      least: 'high',
    },
    {
      cue: 'deadline',
      text: 'How do I export hours as PDF? I need it by Thursday.',
      without: 'How do I export hours as PDF? I like it as a file.',
      least: 'high',
    },
    {
      cue: 'money_lost',
      text: 'My card was charged twice for one seat.',
      without: 'My card was charged for one seat.',
      least: 'high',
    },
  ];

  test.each(cases)('$cue raises a calm question', async ({ text, without, least }) => {
    expect((await heard(text)).urgency).toBe(least);
    expect(level((await heard(without)).urgency)).toBeLessThanOrEqual(level('normal'));
  });
});

describe('shouting', () => {
  const shouted = (text: string) => `${text.toUpperCase().replace(/[.!?]+(?=\s|$)/g, '!!!')}!!!`;

  test('changes neither urgency nor sentiment of any row', async () => {
    for (const { text } of [...content.training.urgency, ...content.training.sentiment]) {
      expect(await heard(shouted(text)), text).toEqual(await heard(text));
    }
  });
});

function shareOf<Item>(items: readonly Item[], counts: (item: Item) => boolean): number {
  return items.filter(counts).length / items.length;
}

function level(urgency: TicketPriority): number {
  return ticketPriority.options.indexOf(urgency);
}
