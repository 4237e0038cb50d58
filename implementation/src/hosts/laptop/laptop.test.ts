import { afterEach, describe, expect, it } from 'vitest';
import { answerTo } from '#src/testing/scenarios/answer-scenarios.ts';
import { claimEndMs } from '#src/testing/scenarios/scenario-desk.ts';
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

  it('has in the list what was written, for whoever asks for it at once', async () => {
    const { desk, laptop, store } = await started();
    const { ticketId } = await desk.opens('How?');
    await laptop.desk.projectionStore.settled();
    expect(await store.get('tenant', ticketId)).toMatchObject({ id: ticketId });
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

  it('takes in the files of the tenant that its API serves, and refuses those of another', async () => {
    const { desk, laptop, incomingFiles, store } = await started();
    for (const tenant of ['default', 'mails']) {
      incomingFiles.drop({ tenant, name: 'rows.jsonl' }, Buffer.from('{"body":"How?"}'));
    }
    while (incomingFiles.settled.length < 2) {
      await desk.clock.advance(2_000);
      await laptop.settled();
    }
    expect(incomingFiles.settled).toMatchObject([
      { tenant: 'default', outcome: 'imported' },
      { tenant: 'mails', outcome: 'refused', code: 'not_found' },
    ]);
    expect((await store.totals('default')).tickets).toBe(1);
    expect((await store.totals('mails')).tickets).toBe(0);
  });

  it('takes over, once its claim has run out, what a process left that is gone', async () => {
    const { desk, open } = await openedLaptop();
    const message = await desk.opens('How?');
    const lost = desk.worker('lost', { goneAfter: 'draft' });
    void lost.run(message);
    await lost.gone;
    const laptop = await open();
    closes.push(() => laptop.close());
    await laptop.start();
    await laptop.settled();
    expect(await desk.story(message.ticketId)).toHaveLength(3);
    for (let passed = 0; passed < claimEndMs + sweepMs; passed += sweepMs) {
      await desk.clock.advance(sweepMs);
      await laptop.settled();
    }
    expect((await desk.story(message.ticketId)).slice(2)).toEqual([
      'system journey.started 1 <- message 1',
      'system journey.started 2 <- message 1',
      ...answerTo('message 1'),
    ]);
  });

  it('answers a message once, however often it hears of it', async () => {
    const { desk, laptop, ring } = await started();
    const { ticketId } = await desk.opens('How?');
    for (let count = 0; count < 20; count += 1) {
      ring(ticketId);
      if (count % 5 === 0) await pause();
    }
    for (let count = 0; count < 4; count += 1) {
      ring(ticketId);
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

describe('a laptop that settles', () => {
  it('waits for a sweep that waits for its store', async () => {
    const { desk, laptop, store } = await started({ bell: false });
    const { ticketId } = await desk.opens('How?');
    const { position } = store;
    store.position = async (consumer) => {
      await pause(50);
      return position(consumer);
    };
    await desk.clock.advance(sweepMs);
    await laptop.settled();
    expect(await desk.story(ticketId)).toEqual(answered);
  });
});
