import { afterEach, describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { answer } from '#src/functions/answer/answer.ts';
import { sweep } from '#src/functions/sweep/sweep.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import { answerTo } from '#src/testing/scenarios/answer-scenarios.ts';
import { claimEndMs, type ScenarioDesk } from '#src/testing/scenarios/scenario-desk.ts';
import { answered, openedLaptop, pause, startedLaptop } from '#src/testing/started-laptop.ts';

const sweepMs = 5_000;

const closes: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closes.splice(0)) await close();
});

async function started(options: Parameters<typeof startedLaptop>[0] = {}) {
  const all = await startedLaptop(options);
  closes.push(() => all.laptop.close());
  return all;
}

/** Lets so much time pass, in steps, and what it sets off happen. */
async function passes(laptop: Laptop, { clock }: ScenarioDesk, timeMs: number): Promise<void> {
  for (let passed = 0; passed < timeMs; passed += sweepMs) {
    await clock.advance(sweepMs);
    await pause();
    await laptop.settled();
  }
}

const away = () => new SupportError('unavailable', 'Away.');

describe('where something fails', () => {
  it('a journey comes again, later each time, until its claim has run out and it may be taken over', async () => {
    let isDown = true;
    const answer = () => {
      if (isDown) throw new SupportError('unavailable', 'The model is down.');
      return {};
    };
    const { desk, laptop, logged } = await started({ script: { answer } });
    const { ticketId } = await desk.opens('How?');
    await pause();
    await laptop.settled();
    expect(logged).toMatchObject([
      ['a function failed', { function: 'answer', code: 'unavailable', retryable: true }],
      ['a message failed and will come again', { attempt: 1, code: 'unavailable' }],
    ]);
    isDown = false;
    for (let passed = 0; passed < claimEndMs + sweepMs; passed += sweepMs) {
      await desk.clock.advance(sweepMs);
    }
    await laptop.settled();
    expect((await desk.story(ticketId)).slice(2)).toEqual([
      'system journey.started 1 <- message 1',
      'system journey.started 2 <- message 1',
      ...answerTo('message 1'),
    ]);
  });

  it('the others go on, so many at once and no more', async () => {
    const answer = () => {
      throw new SupportError('unavailable', 'The model is down.');
    };
    const { desk, laptop, logged } = await started({ script: { answer }, bell: false });
    const gates = Array.from({ length: 20 }, () => desk.agents.hold('answer'));
    for (let count = 0; count < 20; count += 1) await desk.opens('How?');
    await desk.clock.advance(sweepMs);
    await pause(60);
    expect(desk.agents.asked.answer).toHaveLength(8);
    for (const gate of gates) gate.open();
    await laptop.settled();
    expect(desk.agents.asked.answer).toHaveLength(20);
    const failed = logged.filter(([message]) => message === 'a message failed and will come again');
    expect(failed).toHaveLength(20);
  });

  it('what an outage held up is answered within half a minute of its end, and is no dead letter', async () => {
    let isDown = true;
    const { desk, laptop } = await started();
    const { eventLog } = desk;
    const { createIfAbsent } = eventLog;
    eventLog.createIfAbsent = ({ events, ...record }) => {
      const isClaim = events.some(({ type }) => type === 'journey.started');
      if (isDown && isClaim && record.subject === 'ticket-1') return Promise.reject(away());
      return createIfAbsent({ events, ...record });
    };
    const [failing, other] = [await desk.opens('How?'), await desk.opens('How?')];
    await passes(laptop, desk, 60_000);
    const deadLetters = async () => (await laptop.desk.journeyQueue.deadLetters()).items;
    const { maxAttempts } = answer.trigger;
    expect(await deadLetters()).toMatchObject([
      { reason: 'attempts', code: 'unavailable', attempts: maxAttempts, tenant: 'tenant' },
    ]);
    expect(await desk.story(failing.ticketId)).toHaveLength(2);
    expect((await desk.story(other.ticketId)).slice(-1)).toEqual(answered.slice(-1));
    isDown = false;
    await passes(laptop, desk, 30_000);
    expect(await desk.story(failing.ticketId)).toEqual(answered);
    expect(await deadLetters()).toEqual([]);
  });

  it('what is stuck for good is tried ever less often, is one dead letter, and starves nobody', async () => {
    const { desk, open } = await openedLaptop({ bell: false });
    const { eventLog } = desk;
    const { createIfAbsent } = eventLog;
    const stuck = new Set<string>();
    let tries = 0;
    eventLog.createIfAbsent = (record) => {
      const isClaim = record.events.some(({ type }) => type === 'journey.started');
      if (!isClaim || !stuck.has(record.subject)) return createIfAbsent(record);
      tries += 1;
      return Promise.reject(new SupportError('data_corrupt', 'It is torn.'));
    };
    for (let count = 0; count < 250; count += 1) stuck.add((await desk.opens('How?')).ticketId);
    await desk.clock.advance(3_600_000);
    const laptop = await open();
    closes.push(() => laptop.close());
    await laptop.start();
    await passes(laptop, desk, 3 * 300_000);
    expect(tries).toBe(4 * stuck.size);
    expect(await laptop.desk.journeyQueue.counts()).toMatchObject({ dead: stuck.size });
    const { ticketId } = await desk.opens('How?');
    await passes(laptop, desk, sweepMs);
    expect(await desk.story(ticketId)).toEqual(answered);
  });

  it('a message that fits no function is a dead letter at once, and touches no other', async () => {
    const { desk, laptop } = await started();
    const { journeyQueue } = laptop.desk;
    await journeyQueue.send(desk.context, { ticketId: 7 });
    const { ticketId } = await desk.opens('How?');
    await pause();
    await laptop.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
    const { items } = await journeyQueue.deadLetters();
    expect(items).toMatchObject([{ reason: 'refused', code: 'invalid_argument', attempts: 1 }]);
  });

  it.each([
    ['that the bell tells of', true],
    ['that the sweep finds', false],
  ])('a ticket that nobody can read keeps no other out, of those %s', async (_, bell) => {
    const { desk, laptop, store } = await started({ bell });
    const { read } = desk.eventLog;
    desk.eventLog.read = (tenant, subject, after) =>
      subject === 'ticket-1'
        ? Promise.reject(new SupportError('data_corrupt', 'It is torn.'))
        : read(tenant, subject, after);
    await desk.opens('How?');
    for (let round = 0; round < 3; round += 1) {
      const { ticketId } = await desk.opens('How?');
      await desk.clock.advance(sweepMs);
      await pause();
      await laptop.settled();
      expect(await desk.story(ticketId)).toHaveLength(answered.length);
    }
    await desk.clock.advance(sweepMs);
    const rows = await store.list('tenant', { sort: 'created_asc', limit: 200 });
    expect(rows.map((row) => row.agentReplies)).toEqual([1, 1, 1]);
  });

  it('a journey that is overdue is called for although the list cannot be brought up', async () => {
    const { desk, open, store } = await openedLaptop();
    const message = await desk.opens('How?');
    const lost = desk.worker('lost', { goneAfter: 'claim' });
    void lost.run(message);
    await lost.gone;
    const laptop = await open();
    closes.push(() => laptop.close());
    await laptop.start();
    store.position = () => Promise.reject(away());
    for (let passed = 0; passed < claimEndMs + sweepMs; passed += sweepMs) {
      await desk.clock.advance(sweepMs);
      await laptop.settled();
    }
    expect((await desk.story(message.ticketId)).slice(-3)).toEqual(answered.slice(-3));
  });

  it('a sweep is repeated', async () => {
    const { desk, laptop, logged, store } = await started({ bell: false });
    const { ticketId } = await desk.opens('How?');
    const { awaiting } = store;
    store.awaiting = () => Promise.reject(away());
    await desk.clock.advance(sweepMs);
    expect(logged).toMatchObject([
      ['a function failed', { function: 'sweep', code: 'unavailable' }],
    ]);
    store.awaiting = awaiting;
    await desk.clock.advance(sweepMs);
    await laptop.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
  });

  it('a sweep that took too long does not go on beside the next one', async () => {
    const { desk, laptop, logged, store } = await started({ bell: false });
    for (let count = 0; count < 1_100; count += 1) await desk.opens('How?');
    const gate = Promise.withResolvers<void>();
    const { replace } = store;
    store.replace = (rows) => gate.promise.then(() => replace(rows));
    await desk.clock.advance(sweepMs + sweep.timeoutMs);
    expect(logged).toMatchObject([
      ['a function failed', { function: 'sweep', code: 'deadline_exceeded' }],
    ]);
    gate.resolve();
    await pause(40);
    expect((await store.totals('tenant')).tickets).toBe(500);
    await desk.clock.advance(sweepMs);
    expect((await store.totals('tenant')).tickets).toBe(1_100);
    await laptop.settled();
  });

  it('the list comes after the bell as soon as it can be written', async () => {
    const { desk, laptop, logged, store } = await started();
    const { replace } = store;
    store.replace = () => Promise.reject(away());
    const { ticketId } = await desk.opens('How?');
    await pause();
    await laptop.settled();
    expect(logged.map(([message]) => message)).toContain('a change failed and will be tried again');
    store.replace = replace;
    await desk.clock.advance(200);
    await pause();
    await laptop.settled();
    expect(await store.get('tenant', ticketId)).toMatchObject({ id: ticketId });
    expect(await desk.story(ticketId)).toEqual(answered);
  });
});
