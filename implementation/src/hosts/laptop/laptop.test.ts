import { afterEach, describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { answerTo } from '#src/testing/scenarios/answer-scenarios.ts';
import { claimEndMs } from '#src/testing/scenarios/scenario-desk.ts';
import { openedLaptop, pause, startedLaptop } from '#src/testing/started-laptop.ts';

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

const answered = [
  'customer ticket.opened chat ""',
  '+customer message.received "How?"',
  'system journey.started 1 <- message 1',
  ...answerTo('message 1'),
];
const away = () => new SupportError('unavailable', 'Away.');

describe('a laptop', () => {
  it('starts a journey when the bell rings, and keeps the list', async () => {
    const { desk, laptop, store } = await started();
    const { ticketId } = await desk.opens('How?');
    await pause();
    await laptop.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
    const row = await store.get('tenant', ticketId);
    expect(row).toMatchObject({ status: 'pending', agentReplies: 1, awaiting: null });
  });

  it('finds by its sweep what no bell reported', async () => {
    const { desk, laptop, store } = await started({ bell: false });
    const { ticketId } = await desk.opens('How?');
    await pause();
    expect(await store.get('tenant', ticketId)).toBeNull();
    expect(await desk.story(ticketId)).toHaveLength(2);
    await desk.clock.advance(sweepMs);
    await laptop.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
  });

  it('takes up at its start what waited, and has it listed before it says that it started', async () => {
    const { desk, open, store } = await openedLaptop({ bell: false });
    const { ticketId } = await desk.opens('How?');
    const laptop = await open();
    closes.push(() => laptop.close());
    await laptop.start();
    expect(await store.get('tenant', ticketId)).toMatchObject({ id: ticketId });
    await laptop.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
  });

  it('answers a message once, however often it hears of it', async () => {
    const { desk, laptop } = await started();
    const { ticketId } = await desk.opens('How?');
    for (let count = 0; count < 4; count += 1) {
      await desk.clock.advance(sweepMs);
      await laptop.settled();
    }
    expect(await desk.story(ticketId)).toEqual(answered);
    expect(desk.agents.asked.screen).toHaveLength(1);
  });

  it('starts at once what was written within the same millisecond', async () => {
    const { desk, laptop } = await started();
    // The log's time is then ahead of the clock, which stands still here.
    const { ticketId } = await desk.opens('How?');
    for (let count = 0; count < 30; count += 1) await desk.says(ticketId, `More ${count}.`);
    await pause();
    await laptop.settled();
    expect((await desk.ticket(ticketId)).status).toBe('pending');
  });

  it('runs so many journeys at once and no more, and then the others', async () => {
    const { desk, laptop } = await started();
    const gates = Array.from({ length: 20 }, () => desk.agents.hold('answer'));
    for (let count = 0; count < 20; count += 1) await desk.opens('How?');
    await pause(60);
    expect(desk.agents.asked.answer).toHaveLength(8);
    gates[0]?.open();
    await pause(30);
    expect(desk.agents.asked.answer).toHaveLength(9);
    for (const gate of gates) gate.open();
    await laptop.settled();
    expect(desk.agents.asked.answer).toHaveLength(20);
  });
});

describe('a laptop that stops', () => {
  it('lets running journeys finish, starts no other, and loses none', async () => {
    const { desk, laptop, open, store } = await startedLaptop();
    const gates = Array.from({ length: 10 }, () => desk.agents.hold('answer'));
    const messages = [];
    for (let count = 0; count < 10; count += 1) messages.push(await desk.opens('How?'));
    await pause(60);
    let isClosed = false;
    const closed = laptop.close().then(() => {
      isClosed = true;
    });
    await pause();
    expect(isClosed).toBe(false);
    for (const gate of gates) gate.open();
    await closed;
    expect(desk.agents.asked.answer).toHaveLength(8);
    await desk.clock.advance(60_000);
    await pause();
    expect(desk.agents.asked.answer).toHaveLength(8);
    // What waited is in the log: the next one finds it.
    const next = await open();
    await next.start();
    await next.settled();
    await next.close();
    const stories = await Promise.all(messages.map(({ ticketId }) => desk.story(ticketId)));
    for (const story of stories) expect(story.slice(-3)).toEqual(answered.slice(-3));
    const rows = await store.list('tenant', { sort: 'created_asc', limit: 200 });
    expect(rows.map((row) => row.agentReplies)).toEqual(Array(10).fill(1));
  });

  it('settles and hears nothing after it stopped', async () => {
    const { desk, laptop } = await startedLaptop();
    await laptop.close();
    await desk.opens('How?');
    await desk.clock.advance(60_000);
    await laptop.settled();
    expect(desk.agents.asked.screen).toEqual([]);
  });

  it('stops although the store has gone', async () => {
    const { laptop, store } = await startedLaptop();
    store.position = () => Promise.reject(away());
    await laptop.close();
  });
});

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

  it('the others go on', async () => {
    const answer = () => {
      throw new SupportError('unavailable', 'The model is down.');
    };
    const { desk, laptop } = await started({ script: { answer }, bell: false });
    for (let count = 0; count < 20; count += 1) await desk.opens('How?');
    await desk.clock.advance(sweepMs);
    await pause(60);
    await laptop.settled();
    expect(desk.agents.asked.answer).toHaveLength(20);
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
