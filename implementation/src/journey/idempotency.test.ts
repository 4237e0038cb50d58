import { describe, expect, it } from 'vitest';
import { silentLogger } from '#src/foundation/logger.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { assembleDesk } from '#src/testing/desk-of-parts.ts';
import { answerTo } from '#src/testing/scenarios/answer-scenarios.ts';
import { ScriptedAgents, scenarioPolicy } from '#src/testing/scenarios/scripted-agents.ts';
import { storyOf } from '#src/testing/scenarios/story.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { unconfigured } from '#src/versions/v0.5-baseline/settings.ts';

/** A whole desk as v0.5 puts it together, with agents that a test holds. */
async function aDesk() {
  const agents = new ScriptedAgents();
  const eventLog = createInMemoryEventLog();
  let named = 0;
  const { desk, start, fetch, settled, close } = await assembleDesk(
    {
      version: 'test',
      settings: unconfigured,
      drivers: {
        eventLog,
        blobStore: createInMemoryBlobStore(),
        projectionStore: createInMemoryProjectionStore(),
        stepResultStore: createInMemoryStepResultStore(),
      },
      agents,
      policy: scenarioPolicy,
      articles: { get: () => null, validAt: () => [] },
    },
    {
      clock: createVirtualClock(),
      logger: silentLogger,
      newId() {
        named += 1;
        return `id-${named}`;
      },
      random: () => 0.5,
      progress: () => {},
      stopping: new AbortController().signal,
    },
  );
  const post = async (path: string, body: object, key?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(key && { 'idempotency-key': key }),
    };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(new Request(`http://desk${path}`, init));
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const stories = async () => {
    const { changes } = await eventLog.changes(null, 1_000);
    const logs = Map.groupBy(changes, (change) => change.subject);
    return [...logs].map(([id, found]) =>
      storyOf(
        id,
        found.map(({ record }) => record),
      ),
    );
  };
  return { agents, desk, post, stories, start, settled, close };
}

const question = { message: 'How do I export?' };
const answered = [
  'customer ticket.opened chat ""',
  '+customer message.received "How do I export?"',
  'system journey.started 1 <- message 1',
  ...answerTo('message 1'),
];

describe('the same Idempotency-Key twice', () => {
  it('is one message and one answer', async () => {
    const { agents, post, stories } = await aDesk();
    const first = await post('/v1/chat', question, 'key-1');
    expect(first).toMatchObject({ status: 200, body: { status: 'answered' } });
    expect(await post('/v1/chat', question, 'key-1')).toEqual(first);
    expect(await stories()).toEqual([answered]);
    expect(agents.asked.answer).toHaveLength(1);
  });

  it('at once, too, and while a feed delivers the same message', async () => {
    const { agents, post, stories, start, settled, close } = await aDesk();
    await start();
    const held = agents.hold('answer');
    const calls = [1, 2, 3].map(() => post('/v1/chat', question, 'key-1'));
    await held.reached;
    held.open();
    const [first, ...others] = await Promise.all(calls);
    for (const other of others) expect(other).toEqual(first);
    await settled();
    await close();
    expect(await stories()).toEqual([answered]);
    expect(agents.asked.answer).toHaveLength(1);
  });

  it('in a conversation adds one message', async () => {
    const { post, stories } = await aDesk();
    const { body } = await post('/v1/chat', question);
    const next = { message: 'And on Android?', conversationId: body.conversationId };
    const second = await post('/v1/chat', next, 'key-2');
    expect(await post('/v1/chat', next, 'key-2')).toEqual(second);
    expect(await stories()).toEqual([
      [
        ...answered,
        'customer message.received "And on Android?"',
        'system journey.started 1 <- message 2',
        ...answerTo('message 2'),
      ],
    ]);
  });

  it('tells again of a handoff, also after a later one', async () => {
    const { agents, post, desk } = await aDesk();
    agents.script = { retrieve: () => [] };
    const first = await post('/v1/chat', question, 'key-1');
    expect(first.body.status).toBe('escalated');
    const { conversationId } = first.body;
    const resolve = {
      type: 'change_status',
      actor: { kind: 'person' },
      status: 'resolved',
    } as const;
    const context = createContext({ tenant: 'default', requestId: 'person' });
    await desk.eventLog.execute(context, String(conversationId), 'resolve', resolve);
    const second = await post('/v1/chat', { message: 'And now?', conversationId });
    expect(second.body.status).toBe('escalated');
    expect(await post('/v1/chat', question, 'key-1')).toEqual(first);
  });

  it('for another request is refused', async () => {
    const { post, stories } = await aDesk();
    await post('/v1/chat', question, 'key-1');
    const { conversationId } = (await post('/v1/chat', question)).body;
    for (const [path, body] of [
      ['/v1/chat', { ...question, conversationId }],
      ['/v1/chat', { message: 'Something else' }],
      ['/v1/tickets', { body: 'How do I export?', customer: {} }],
    ] as const) {
      const refused = await post(path, body, 'key-1');
      expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    }
    expect(await stories()).toEqual([answered, answered]);
  });

  it('and without a key two messages are two', async () => {
    const { post, stories } = await aDesk();
    await post('/v1/chat', question);
    await post('/v1/chat', question);
    expect(await stories()).toEqual([answered, answered]);
  });
});

describe('the same Message-ID twice', () => {
  const mail = {
    externalId: '<1@example.com>',
    answers: [],
    subject: '',
    body: 'How do I export?',
    customer: { email: 'ada@example.com' },
    channel: 'email',
    automatic: false,
  };

  it('is one message and one answer', async () => {
    const { agents, post, stories } = await aDesk();
    const both = [await post('/v1/intake', mail), await post('/v1/intake', mail)];
    expect(both).toMatchObject([
      { status: 200, body: { outcome: 'opened', journey: 'answered' } },
      { status: 200, body: { outcome: 'known', journey: 'answered' } },
    ]);
    const opening = 'customer ticket.opened email ""';
    expect(await stories()).toEqual([[opening, ...answered.slice(1)]]);
    expect(agents.asked.answer).toHaveLength(1);
  });

  it('at once, too', async () => {
    const { agents, post, stories } = await aDesk();
    const both = await Promise.all([post('/v1/intake', mail), post('/v1/intake', mail)]);
    const outcomes = both.map(({ body }) => body.outcome);
    expect(outcomes.toSorted()).toEqual(['known', 'opened']);
    expect(await stories()).toHaveLength(1);
    expect(agents.asked.answer).toHaveLength(1);
  });
});
