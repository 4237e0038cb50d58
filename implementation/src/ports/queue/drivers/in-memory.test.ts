import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock } from '#src/foundation/time.ts';
import { aMessage, longMs } from '#src/testing/queue-suite.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { createInMemoryQueue } from './in-memory.ts';
import { Agenda } from './in-memory-agenda.ts';
import { TenantLines } from './in-memory-line.ts';

const once = { delayMs: 0, deduplicationKey: null };
const look = { max: 10, waitMs: 0, visibilityMs: longMs };
const kilobytes = 'x'.repeat(1_000);

/** A virtual clock that knows how many sleep. */
function countingClock() {
  const virtual = createVirtualClock();
  let asleep = 0;
  const clock: Clock = {
    ...virtual,
    async sleep(delayMs, signal) {
      asleep += 1;
      await virtual.sleep(delayMs, signal).finally(() => {
        asleep -= 1;
      });
    },
  };
  return { clock, virtual, asleep: () => asleep };
}

describe('the room', () => {
  const openSmall = () => {
    const clock = createVirtualClock();
    return {
      clock,
      queue: createInMemoryQueue({ clock, limitBytes: 60_000, tenantLimitBytes: 40_000 }),
    };
  };
  const fill = async (queue: ReturnType<typeof createInMemoryQueue>, tenant: string) => {
    for (let count = 0; ; count += 1) {
      try {
        await queue.send(aMessage(`${tenant}-${count}`, { tenant, text: kilobytes }), once);
      } catch (error) {
        return { count, error };
      }
    }
  };

  it('of one tenant ends before that of all: others go on sending', async () => {
    const { queue } = openSmall();
    const loud = await fill(queue, 'loud');
    expect(loud.error).toMatchObject({ code: 'rate_limited', retryable: true });
    expect(loud.count).toBeGreaterThan(5);
    const quiet = await fill(queue, 'quiet');
    expect(quiet.error).toMatchObject({ code: 'unavailable', retryable: true });
    expect(quiet.count).toBeGreaterThan(2);
    expect(await queue.counts()).toMatchObject({ ready: loud.count + quiet.count });
  });

  it('is there again for what was acknowledged or discarded, and not for the dead', async () => {
    const { queue } = openSmall();
    const { count } = await fill(queue, 'tenant');
    const [one, two] = await queue.receive(look);
    await queue.bury(one?.receipt ?? '', { reason: 'refused', code: 'not_found' });
    expect((await fill(queue, 'tenant')).count).toBe(0);
    const { deadLetters } = await queue.deadLetters(null, 10);
    await queue.discard(deadLetters[0]?.handle ?? '');
    expect((await fill(queue, 'tenant')).count).toBe(1);
    await queue.acknowledge(two?.receipt ?? '');
    expect((await fill(queue, 'tenant')).count).toBe(1);
    expect(await queue.counts()).toMatchObject({ ready: count - 8, inFlight: 8 });
  });

  it('that ids take is there again after the window, and a refused message left no id', async () => {
    const { queue, clock } = openSmall();
    let sent = 0;
    const again = () => ({ delayMs: 0, deduplicationKey: `key-${sent}` });
    const flood = async () => {
      for (;;) {
        await queue.send(aMessage(`message-${sent}`), again());
        sent += 1;
        const [delivery] = await queue.receive(look);
        await queue.acknowledge(delivery?.receipt ?? '');
      }
    };
    await expect(flood()).rejects.toMatchObject({ code: 'rate_limited' });
    expect(sent).toBeGreaterThan(100);
    await clock.advance(queue.capabilities.deduplicationWindowMs);
    await queue.send(aMessage(`message-${sent}`), again());
    expect(await queue.receive(look)).toMatchObject([{ id: `message-${sent}` }]);
  });
});

describe('time', () => {
  it('is waited for by those who wait, and by nobody else', async () => {
    const { clock, virtual, asleep } = countingClock();
    const queue = createInMemoryQueue({ clock });
    for (let index = 0; index < 20; index += 1) {
      await queue.send(aMessage(`message-${index}`), { ...once, delayMs: 100 * (index % 3) });
    }
    await queue.receive({ ...look, visibilityMs: 50 });
    expect(asleep()).toBe(0);
    const leaving = new AbortController();
    const patient = { ...look, max: 1, waitMs: 20_000 };
    const waiting = Array.from({ length: 30 }, () =>
      queue.receive({ ...patient, signal: leaving.signal }),
    );
    await virtual.advance(0);
    expect(asleep()).toBeGreaterThan(0);
    await virtual.advance(200);
    leaving.abort();
    const taken = (await Promise.all(waiting)).flat();
    expect(taken).toHaveLength(20);
    await virtual.advance(0);
    expect(asleep()).toBe(0);
  });

  it('is over for a wait in which nothing came', async () => {
    const { clock, virtual, asleep } = countingClock();
    const queue = createInMemoryQueue({ clock });
    await queue.send(aMessage('much-later'), { ...once, delayMs: 30_000 });
    const waiting = queue.receive({ ...look, waitMs: 5_000 });
    await virtual.advance(5_000);
    expect(await waiting).toEqual([]);
    expect(asleep()).toBe(0);
  });

  it('goes on when somebody sets the wall clock', async () => {
    const clock = createVirtualClock();
    const queue = createInMemoryQueue({ clock });
    await queue.send(aMessage('message'), once);
    await queue.receive({ ...look, visibilityMs: 1_000 });
    clock.setWallClock(0);
    await clock.advance(999);
    expect(await queue.receive(look)).toEqual([]);
    clock.setWallClock(4_000_000_000_000);
    expect(await queue.receive(look)).toEqual([]);
    await clock.advance(1);
    expect(await queue.receive(look)).toMatchObject([{ attempt: 2 }]);
  });

  it('ends for who waits when the queue is closed, and for who comes later', async () => {
    const { clock, asleep } = countingClock();
    const queue = createInMemoryQueue({ clock });
    const waiting = queue.receive({ ...look, waitMs: 20_000 });
    await queue.close();
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
    await expect(queue.receive(look)).rejects.toMatchObject({ code: 'unavailable' });
    expect(asleep()).toBe(0);
  });
});

describe('its parts', () => {
  it('an agenda gives what is next, whatever was added and taken out', () => {
    const item = fc.record({ dueAt: fc.nat({ max: 20 }), isOut: fc.boolean() });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), (items) => {
        const agenda = new Agenda<{ dueAt: number; order: number }>();
        const all = items.map(({ dueAt, isOut }, order) => ({ dueAt, order, isOut }));
        for (const one of all) agenda.add(one);
        for (const one of all) if (one.isOut) agenda.delete(one);
        for (const one of all) if (one.isOut) agenda.delete(one);
        const left = all.filter(({ isOut }) => !isOut);
        left.sort((one, other) => one.dueAt - other.dueAt || one.order - other.order);
        expect(agenda.size).toBe(left.length);
        for (const expected of left) {
          const { next } = agenda;
          expect(next).toBe(expected);
          if (next) agenda.delete(next);
        }
        expect(agenda.next).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('lines serve the tenants in turn, and each in its order', () => {
    const lines = new TenantLines<string>();
    for (let number = 0; number < 5_000; number += 1) lines.add('loud', `loud-${number}`);
    for (const one of ['calm-0', 'calm-1']) lines.add('calm', one);
    const taken = Array.from({ length: 6 }, () => lines.take());
    expect(taken).toEqual(['loud-0', 'calm-0', 'loud-1', 'calm-1', 'loud-2', 'loud-3']);
    lines.add('calm', 'calm-2');
    const more = [lines.take(), lines.take()];
    expect(more).toEqual(['loud-4', 'calm-2']);
    for (let number = 5; number < 5_000; number += 1) expect(lines.take()).toBe(`loud-${number}`);
    expect([lines.size, lines.take()]).toEqual([0, undefined]);
  });
});
