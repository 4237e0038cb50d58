import { expect, test } from 'vitest';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import { createJsonLogger, type Logger } from '#src/foundation/logger.ts';
import type { Interaction } from '#src/journey/interaction.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { createInteractionLog } from './interaction-log.ts';

const redactor = createRedactor();

const interaction: Interaction = {
  requestId: 'request-1',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  tenant: 'default',
  ticketId: 'ticket-1442a4f1833abb117082ee8f',
  journeyId: 'journey-d0ff8cd71ee9db655df810bd',
  channel: 'chat',
  outcome: 'answered',
  code: null,
  reason: null,
  intent: 'export',
  confidence: 0.91,
  articleIds: ['faq-export'],
  usage: { model: 'model-1', inputTokens: 900, outputTokens: 100, costUsd: 0.0012 },
  modelFailure: null,
  latencyMs: 1.25,
  question: 'How do I export?',
  reply: 'Choose Export.',
  names: [],
};

function lineOf(change: Partial<Interaction>, messages: 'redacted' | 'none' = 'redacted') {
  const lines: string[] = [];
  const logger = createJsonLogger({
    clock: createVirtualClock(0),
    level: 'info',
    redact: (value) => redactor.redactDeep(value),
    write: (line) => lines.push(line),
  });
  createInteractionLog({ logger, redactor, messages })({ ...interaction, ...change });
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '');
}

test('a line holds ids, outcome, latency, tokens and money as they are', () => {
  const { usage, names, ...facts } = interaction;
  expect(lineOf({})).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    level: 'info',
    message: 'interaction',
    ...facts,
    ...usage,
  });
});

test('a request of no trace leaves the trace out', () => {
  expect(lineOf({ traceId: null })).not.toHaveProperty('traceId');
});

test('names of those who take part are taken out, and whatever is personal by its form', () => {
  const question = 'Keller here, my invoice goes to ada@mail.example, says Ada Keller.';
  const { question: shown } = lineOf({ question, names: ['Ada Keller', 'ada@mail.example'] });
  expect(shown).not.toMatch(/Keller|ada@/);
});

test.each([1_980, 1_990, 2_000])('a card number at the cut, at %s, is none afterwards', (at) => {
  const question = `${'a '.repeat(at / 2)}4111 1111 1111 1111 ${'and more '.repeat(100)}`;
  const { question: shown } = lineOf({ question });
  expect(shown).not.toMatch(/4111/);
  expect(shown.length).toBeLessThan(2_100);
});

test('where texts are not wanted there are none', () => {
  const line = lineOf({}, 'none');
  expect(line).toMatchObject({ outcome: 'answered', costUsd: 0.0012 });
  expect(line).not.toHaveProperty('question');
  expect(line).not.toHaveProperty('reply');
});

test('a log that fails does not fail the customer', () => {
  const failures: string[] = [];
  const logger: Logger = {
    log(level, message) {
      if (level === 'info') throw new Error('the disk is full');
      failures.push(message);
    },
    child: () => logger,
  };
  createInteractionLog({ logger, redactor, messages: 'redacted' })(interaction);
  expect(failures).toEqual(['an interaction could not be logged']);
});
