import { describe, expect, it } from 'vitest';
import { SupportError } from '#src/foundation/support-error.ts';
import { answered, openedLaptop, pause, startedLaptop } from '#src/testing/started-laptop.ts';

const sweepMs = 5_000;
const away = () => new SupportError('unavailable', 'Away.');

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

  it('begins no journey once it was told to stop, while requests still have their time', async () => {
    const { desk, laptop, open, stopping, store } = await startedLaptop();
    const gate = desk.agents.hold('answer');
    const first = await desk.opens('How?');
    await pause(30);
    stopping.abort('told to stop');
    const { ticketId } = await desk.opens('How?');
    await desk.clock.advance(sweepMs);
    await pause(30);
    expect(desk.agents.asked.answer).toHaveLength(1);
    // Who still asks for the list has it.
    expect(await store.get('tenant', ticketId)).toMatchObject({ id: ticketId });
    gate.open();
    await laptop.close();
    expect(await desk.story(first.ticketId)).toEqual(answered);
    expect(await desk.story(ticketId)).toHaveLength(2);
    const next = await open();
    await next.start();
    await next.settled();
    await next.close();
    expect((await desk.story(ticketId)).slice(-3)).toEqual(answered.slice(-3));
  });

  it('waits for nothing that takes longer than it may', async () => {
    const { desk, laptop, logged, stopping, store } = await startedLaptop();
    store.replace = () => new Promise(() => {});
    await desk.opens('How?');
    await pause();
    stopping.abort('told to stop');
    // Requests had this time.
    await desk.clock.advance(6_000);
    let isClosed = false;
    const closed = laptop.close().then(() => {
      isClosed = true;
    });
    await desk.clock.advance(2_499);
    expect(isClosed).toBe(false);
    await desk.clock.advance(1);
    await closed;
    expect(logged.at(-1)?.[0]).toBe('work was left to the next start');
  });

  it('stops while it starts, however much there is to be listed', async () => {
    const { desk, open, store } = await openedLaptop();
    for (let count = 0; count < 1_100; count += 1) await desk.opens('How?');
    const stopping = new AbortController();
    const laptop = await open(stopping.signal);
    const { replace } = store;
    store.replace = async (rows) => {
      await replace(rows);
      stopping.abort('told to stop');
    };
    await laptop.start();
    await laptop.close();
    expect((await store.totals('tenant')).tickets).toBe(500);
    store.replace = replace;
    const next = await open();
    await next.start();
    expect((await store.totals('tenant')).tickets).toBe(1_100);
    await next.close();
  });

  it('begins nothing where it was told to stop before its start', async () => {
    const { desk, open, store } = await openedLaptop();
    const stopping = new AbortController();
    const laptop = await open(stopping.signal);
    stopping.abort('told to stop');
    await laptop.start();
    const { ticketId } = await desk.opens('How?');
    await pause();
    expect(await store.get('tenant', ticketId)).toBeNull();
    await laptop.close();
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
