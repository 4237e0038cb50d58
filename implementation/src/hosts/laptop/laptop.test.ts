import { afterEach, describe, expect, it } from 'vitest';
import type { LogFields } from '#src/foundation/logger.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { createInProcessEngine } from '#src/journey/engines/in-process.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { Projector } from '#src/projections/projector.ts';
import { answerTo } from '#src/testing/scenarios/answer-scenarios.ts';
import { claimEndMs, ScenarioDesk } from '#src/testing/scenarios/scenario-desk.ts';
import type { Script } from '#src/testing/scenarios/scripted-agents.ts';
import { ScriptedAgents } from '#src/testing/scenarios/scripted-agents.ts';
import { FeedWorker } from './feed-worker.ts';

const sweepMs = 5_000;
/** Lets everything happen that needs no time to pass. */
const pause = () => new Promise((resolve) => setImmediate(resolve));

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A desk with a worker behind it, whose bell can be out of order. */
async function startedDesk(options: { script?: Script; bell?: boolean } = {}) {
  const { script = {}, bell = true } = options;
  const eventLog = createInMemoryEventLog();
  const desk = new ScenarioDesk({
    createEngine: createInProcessEngine,
    agents: new ScriptedAgents(script),
    eventLog: bell ? eventLog : { ...eventLog, subscribe: () => () => {} },
  });
  const logged: (readonly [string, LogFields | undefined])[] = [];
  const logger = {
    ...silentLogger,
    log: (_: unknown, message: string, fields?: LogFields) => logged.push([message, fields]),
  };
  const { tickets, runner } = desk.worker('feed');
  const { clock } = desk;
  const store = createInMemoryProjectionStore();
  const projector = new Projector({
    tickets,
    store,
    logger,
    onRows: (rows) => feed.onRows(rows),
  });
  const feed = new FeedWorker({ tickets, runner, projector, clock, logger });
  await feed.start();
  await pause();
  stops.push(() => feed.stop());
  return { desk, feed, logged, projector, runner, store };
}

const answered = [
  'customer ticket.opened chat ""',
  '+customer message.received "How?"',
  'system journey.started 1 <- message 1',
  ...answerTo('message 1'),
];

describe('the feed worker', () => {
  it('starts a journey when the bell rings, and keeps the list', async () => {
    const { desk, feed, store } = await startedDesk();
    const { ticketId } = await desk.opens('How?');
    await pause();
    await feed.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
    const row = await store.get('tenant', ticketId);
    expect(row).toMatchObject({ status: 'pending', agentReplies: 1, awaiting: null });
  });

  it('finds by its sweep what no bell reported', async () => {
    const { desk, feed, store } = await startedDesk({ bell: false });
    const { ticketId } = await desk.opens('How?');
    await pause();
    expect(await store.get('tenant', ticketId)).toBeNull();
    expect(await desk.story(ticketId)).toHaveLength(2);
    await desk.clock.advance(sweepMs);
    await feed.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
  });

  it('takes up at its start what waited', async () => {
    const { desk, feed: first, projector } = await startedDesk({ bell: false });
    await first.stop();
    const { ticketId } = await desk.opens('How?');
    const { tickets, runner } = desk.worker('second');
    const again: FeedWorker = new FeedWorker({
      tickets,
      runner,
      projector,
      clock: desk.clock,
      logger: silentLogger,
    });
    await again.start();
    await pause();
    await again.stop();
    expect(await desk.story(ticketId)).toEqual(answered);
  });

  it('does not mind a bell that rings more than once', async () => {
    const { desk, feed, projector } = await startedDesk();
    const { ticketId } = await desk.opens('How?');
    for (let ring = 0; ring < 20; ring += 1) {
      projector.ring('tenant', ticketId);
      if (ring % 5 === 0) await pause();
    }
    await feed.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
    expect(desk.agents.asked.screen).toHaveLength(1);
  });

  it('starts at once what was written within the same millisecond', async () => {
    const { desk, feed } = await startedDesk();
    // The log's time is then ahead of the clock, which stands still here.
    const { ticketId } = await desk.opens('How?');
    for (let count = 0; count < 30; count += 1) await desk.says(ticketId, `More ${count}.`);
    await pause();
    await feed.settled();
    expect((await desk.ticket(ticketId)).status).toBe('pending');
  });

  it('runs so many journeys at once and no more, and then the others', async () => {
    const { desk, feed, runner } = await startedDesk();
    const gates = Array.from({ length: 20 }, () => desk.agents.hold('answer'));
    for (let count = 0; count < 20; count += 1) await desk.opens('How?');
    await pause();
    expect(runner.underWay).toBe(8);
    expect(desk.agents.asked.answer).toHaveLength(8);
    gates[0]?.open();
    await pause();
    expect(runner.underWay).toBe(8);
    expect(desk.agents.asked.answer).toHaveLength(9);
    for (const gate of gates) gate.open();
    await feed.settled();
    expect(desk.agents.asked.answer).toHaveLength(20);
    expect(runner.underWay).toBe(0);
  });
  describeStops();
  describeFailures();
});

function describeStops(): void {
  it('lets running journeys finish when it stops, starts no other, and writes the list', async () => {
    const { desk, feed, store } = await startedDesk();
    const gates = Array.from({ length: 10 }, () => desk.agents.hold('answer'));
    const messages = [];
    for (let count = 0; count < 10; count += 1) messages.push(await desk.opens('How?'));
    await pause();
    let isStopped = false;
    const stopped = feed.stop().then(() => {
      isStopped = true;
    });
    await pause();
    expect(isStopped).toBe(false);
    for (const gate of gates) gate.open();
    await stopped;
    const rows = await store.list('tenant', { sort: 'created_asc', limit: 200 });
    const done = rows.map((row) => row.agentReplies);
    expect(done.toSorted()).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
    await desk.clock.advance(60_000);
    await feed.settled();
    expect(desk.agents.asked.answer).toHaveLength(8);
    // What waits is not lost: the next start finds it.
    expect(await store.awaiting(desk.clock.now(), 200)).toHaveLength(2);
  });

  it('settles after it stopped, whatever it is told then', async () => {
    const { desk, feed, store, projector } = await startedDesk();
    const { ticketId } = await desk.opens('How?');
    await feed.stop();
    await desk.says(ticketId, 'Hello?');
    await projector.catchUp();
    const rows = await store.awaiting(desk.clock.now() + 1_000, 200);
    expect(rows).toHaveLength(1);
    feed.onRows(rows);
    await feed.settled();
    expect(desk.agents.asked.screen).toEqual([]);
  });

  it('stops although the store has gone', async () => {
    const { feed, logged, projector } = await startedDesk();
    projector.store.position = () => Promise.reject(new SupportError('unavailable', 'Gone.'));
    await feed.stop();
    expect(logged.at(-1)).toMatchObject([
      expect.stringContaining('left behind'),
      { code: 'unavailable' },
    ]);
  });
}

function describeFailures(): void {
  it('tries a failed journey again when its claim has run out', async () => {
    let isDown = true;
    const answer = () => {
      if (isDown) throw new SupportError('unavailable', 'The model is down.');
      return {};
    };
    const { desk, feed, logged } = await startedDesk({ script: { answer } });
    const { ticketId } = await desk.opens('How?');
    await pause();
    await feed.settled();
    expect(logged).toMatchObject([
      ['a journey failed and will be tried again', { ticketId, code: 'unavailable' }],
    ]);
    isDown = false;
    for (let passed = 0; passed < claimEndMs; passed += sweepMs) await desk.clock.advance(sweepMs);
    await desk.clock.advance(sweepMs);
    await feed.settled();
    expect((await desk.story(ticketId)).slice(2)).toEqual([
      'system journey.started 1 <- message 1',
      'system journey.started 2 <- message 1',
      ...answerTo('message 1'),
    ]);
  });

  it('goes on with the others where journeys fail and no bell tells', async () => {
    const answer = () => {
      throw new SupportError('unavailable', 'The model is down.');
    };
    const { desk, feed, logged } = await startedDesk({ script: { answer }, bell: false });
    const gates = Array.from({ length: 20 }, () => desk.agents.hold('answer'));
    for (let count = 0; count < 20; count += 1) await desk.opens('How?');
    await desk.clock.advance(sweepMs);
    await pause();
    expect(desk.agents.asked.answer).toHaveLength(8);
    for (const gate of gates) gate.open();
    for (let round = 0; round < 20; round += 1) await pause();
    expect(desk.agents.asked.answer).toHaveLength(20);
    await feed.settled();
    expect(logged).toHaveLength(20);
  });

  it('repeats a sweep that failed', async () => {
    const { desk, feed, logged, store } = await startedDesk({ bell: false });
    const { ticketId } = await desk.opens('How?');
    const { awaiting } = store;
    store.awaiting = () => Promise.reject(new SupportError('unavailable', 'Away.'));
    // The change itself reaches the list and starts the journey; only the sweep fails.
    await desk.clock.advance(sweepMs);
    expect(logged).toMatchObject([['a sweep of the log failed and will be repeated', {}]]);
    store.awaiting = awaiting;
    await desk.clock.advance(sweepMs);
    await feed.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
  });
}
