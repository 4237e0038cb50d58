import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { systemClock } from '#src/foundation/time.ts';
import { describeDeadLetters, describeReceipts } from '#src/testing/queue-settling.ts';
import {
  aMessage,
  idsOf,
  longMs,
  type OpenedQueue,
  openQueueSuite,
  type QueueSuite,
} from '#src/testing/queue-suite.ts';
import { Queue } from './queue.ts';

/**
 * What every driver of the queue must do, alone and below the portable class. What it does not claim
 * in its capabilities is not asked of it.
 */
export function describeQueueDriver(
  name: string,
  open: () => Promise<OpenedQueue>,
  options: { readonly skip?: boolean } = {},
): void {
  describe.skipIf(options.skip)(`queue driver: ${name}`, () => {
    let suite: QueueSuite;
    beforeEach(async () => {
      suite = openQueueSuite(await open());
    });
    afterEach(async () => {
      await suite?.driver.close();
      await suite?.dispose();
    });
    const suiteNow = () => suite;
    describe('a message', () => describeDeliveries(suiteNow));
    describe('time', () => describeTime(suiteNow));
    describe('a receipt', () => describeReceipts(suiteNow));
    describe('dead letters', () => describeDeadLetters(suiteNow));
    describe('many', () => describeMany(suiteNow));
    describe('waiting', () => describeWaiting(suiteNow));
  });
}

function describeDeliveries(now: () => QueueSuite): void {
  it('arrives exactly as it was sent', async () => {
    const { driver, send, takeOne } = now();
    const text = JSON.stringify({
      text: `quote " backslash \\ NUL \0 half \ud83d tab \t last \uffff emoji 🙂 ${'é'.repeat(90_000)}`,
      nested: [{ none: null, number: 1.5e-7 }],
    });
    const more = {
      tenant: 'Ünïted / 漢字',
      requestId: 'request 🙂',
      deadline: 1_700_000_060_000,
      text,
    };
    await send('exact', more);
    const { receipt, ...delivery } = await takeOne();
    expect(delivery).toEqual({ ...aMessage('exact', more), attempt: 1 });
    expect(await driver.acknowledge(receipt)).toBe(true);
  });

  it('goes to nobody else while it is handled, and to nobody once it was acknowledged', async () => {
    const { driver, send, take, look } = now();
    const ids = Array.from({ length: 23 }, (_, index) => `message-${index + 10}`);
    for (const id of ids) await send(id);
    const taken = await take(ids.length);
    expect(idsOf(taken)).toEqual(ids);
    expect(await look()).toEqual([]);
    const receipts = taken.map(({ receipt }) => receipt);
    expect(new Set(receipts).size).toBe(ids.length);
    for (const receipt of receipts) expect(await driver.acknowledge(receipt)).toBe(true);
    expect(await look()).toEqual([]);
  });

  it('comes in batches that are as large as wanted, at most', async () => {
    const { send, look, take } = now();
    for (let index = 0; index < 7; index += 1) await send(`message-${index}`);
    expect((await look(3)).length).toBeLessThanOrEqual(3);
    expect((await look(1)).length).toBeLessThanOrEqual(1);
    expect((await take(7)).length).toBeGreaterThanOrEqual(3);
  });

  it('comes again at once, or after the delay, when it is given back', async () => {
    const { driver, send, take, takeOne, look, pass, shortMs } = now();
    await send('returned');
    const first = await takeOne();
    expect(await driver.retry(first.receipt, 0)).toBe(true);
    const second = await takeOne();
    expect(second).toMatchObject({ id: 'returned', attempt: 2 });
    expect(await driver.retry(second.receipt, longMs)).toBe(true);
    expect(await look()).toEqual([]);
    await send('soon');
    await driver.retry((await takeOne()).receipt, shortMs);
    await pass(shortMs * 2);
    expect(await take(1)).toMatchObject([{ id: 'soon', attempt: 2 }]);
  });

  it('is one with a second of the same key within the window, and only then', async () => {
    const { driver, takeOne, look, pass, isVirtual } = now();
    const { deduplicationWindowMs } = driver.capabilities;
    if (deduplicationWindowMs === 0) return;
    const once = { delayMs: 0, deduplicationKey: 'key' };
    const first = aMessage('once');
    await driver.send(first, once);
    await driver.send({ ...first, text: '"another"' }, once);
    const { receipt, text } = await takeOne();
    expect(text).toBe(first.text);
    expect(await look()).toEqual([]);
    await driver.acknowledge(receipt);
    await driver.send(first, once);
    expect(await look()).toEqual([]);
    for (const id of ['another', 'once']) {
      await driver.send(aMessage(id), { delayMs: 0, deduplicationKey: `key of ${id}` });
      const other = await takeOne();
      expect(other.id).toBe(id);
      await driver.acknowledge(other.receipt);
    }
    if (!isVirtual) return;
    await pass(deduplicationWindowMs);
    await driver.send(first, once);
    expect((await takeOne()).id).toBe('once');
  });
}

function describeTime(now: () => QueueSuite): void {
  it('a delayed message comes when its time has come', async () => {
    const { send, look, take, pass, shortMs } = now();
    await send('later', {}, shortMs);
    await send('much-later', {}, longMs);
    await send('now');
    expect(idsOf(await take(1))).toEqual(['now']);
    await pass(shortMs * 2);
    expect(idsOf(await take(1))).toEqual(['later']);
    expect(await look()).toEqual([]);
  });

  it('a delivery that nobody settles comes again, and its receipt is another', async () => {
    const { driver, send, takeOne, pass, shortMs } = now();
    await send('abandoned');
    const first = await takeOne(shortMs);
    await pass(shortMs * 2);
    const second = await takeOne(shortMs);
    expect(second).toMatchObject({ id: 'abandoned', attempt: 2, text: first.text });
    expect(second.receipt).not.toBe(first.receipt);
    await pass(shortMs * 2);
    const third = await takeOne();
    expect(third.attempt).toBe(3);
    expect(await driver.acknowledge(third.receipt)).toBe(true);
  });

  it('a delivery that is extended stays with who has it', async () => {
    const { driver, send, takeOne, look, pass, shortMs } = now();
    const { fixedVisibilityMs } = driver.capabilities;
    await send('long-work');
    const { receipt } = await takeOne(shortMs);
    expect(await driver.extend(receipt, longMs)).toBe(true);
    if (fixedVisibilityMs === null) await pass(shortMs * 2);
    expect(await look()).toEqual([]);
    expect(await driver.extend(receipt, shortMs)).toBe(true);
    await pass(shortMs * 2);
    expect(await takeOne()).toMatchObject({ id: 'long-work', attempt: 2 });
  });
}

function describeMany(now: () => QueueSuite): void {
  it('receivers at once get each message once between them', async () => {
    const { driver, send, take, look } = now();
    const ids = Array.from({ length: 60 }, (_, index) => `message-${index + 100}`);
    await Promise.all(ids.map((id) => send(id)));
    const taken = (await Promise.all(Array.from({ length: 6 }, () => take(60)))).flat();
    expect(idsOf(taken)).toEqual(ids);
    const done = await Promise.all(taken.map(({ receipt }) => driver.acknowledge(receipt)));
    expect(done.every(Boolean)).toBe(true);
    expect(await look()).toEqual([]);
  });

  it('messages of one tenant do not keep those of others waiting', async () => {
    const { driver, send, look } = now();
    if (driver.capabilities.fairness !== 'per_tenant') return;
    for (let index = 0; index < 120; index += 1) await send(`flood-${index}`, { tenant: 'loud' });
    for (const tenant of ['quiet', 'calm']) {
      for (const number of [1, 2]) await send(`${tenant}-${number}`, { tenant });
    }
    const tenants: string[] = [];
    for (const max of [1, 4, 1]) tenants.push(...(await look(max)).map(({ tenant }) => tenant));
    expect(tenants.sort()).toEqual(['calm', 'calm', 'loud', 'loud', 'quiet', 'quiet']);
  });

  it('are counted by where they stand', async () => {
    const { driver, send, takeOne, look, pass, shortMs } = now();
    if (!driver.capabilities.countsExactly) return;
    expect(await driver.counts()).toEqual({ ready: 0, delayed: 0, inFlight: 0, dead: 0 });
    for (let index = 0; index < 5; index += 1) await send(`message-${index}`);
    await send('later', {}, shortMs);
    expect(await driver.counts()).toEqual({ ready: 5, delayed: 1, inFlight: 0, dead: 0 });
    const taken = await look(4);
    const [one, two] = taken.map(({ receipt }) => receipt);
    await driver.acknowledge(one ?? '');
    await driver.bury(two ?? '', { reason: 'refused', code: 'not_found' });
    expect(await driver.counts()).toEqual({ ready: 1, delayed: 1, inFlight: 2, dead: 1 });
    await takeOne(shortMs);
    expect(await driver.counts()).toEqual({ ready: 0, delayed: 1, inFlight: 3, dead: 1 });
    await pass(shortMs * 2);
    expect(await driver.counts()).toEqual({ ready: 2, delayed: 0, inFlight: 2, dead: 1 });
  });

  it('pass through the portable class', async () => {
    const { driver, pass, shortMs, patienceMs } = now();
    const newId = () => 'one';
    const queue = new Queue({ name: 'portable', driver, clock: systemClock, newId });
    const context = createContext({ tenant: 'tenant', requestId: 'request', deadline: 7 });
    const id = await queue.send(context, { number: 1 });
    const request = { max: 10, waitMs: patienceMs, visibilityMs: longMs };
    const [delivery] = await queue.receive(request);
    const { receipt = '' } = delivery ?? {};
    const known = { id, tenant: 'tenant', requestId: 'request', deadline: 7, attempt: 1 };
    expect(delivery).toMatchObject({ ...known, body: { number: 1 } });
    expect(await queue.retry(receipt, shortMs)).toBe(true);
    await pass(shortMs * 2);
    const [again] = await queue.receive(request);
    expect(again).toMatchObject({ ...known, attempt: 2, body: { number: 1 } });
    expect(await queue.acknowledge(again?.receipt ?? '')).toBe(true);
    expect(await queue.receive(request)).toEqual([]);
  });
}

function describeWaiting(now: () => QueueSuite): void {
  const patient = { max: 10, waitMs: 20_000, visibilityMs: longMs };

  it('ends with the message that comes meanwhile', async () => {
    const { driver, send } = now();
    const waiting = driver.receive(patient);
    await send('awaited');
    expect(idsOf(await waiting)).toEqual(['awaited']);
  });

  it('ends with a message that comes due, and with one that is given back', async () => {
    const { driver, send, takeOne, pass, shortMs } = now();
    await send('due', {}, shortMs);
    const first = driver.receive(patient);
    await pass(shortMs * 2);
    expect(idsOf(await first)).toEqual(['due']);
    await send('returned');
    const { receipt } = await takeOne();
    const second = driver.receive(patient);
    await driver.retry(receipt, 0);
    expect(idsOf(await second)).toEqual(['returned']);
  });

  it('ends when nobody wants it any longer, and takes nothing then', async () => {
    const { driver, send, takeOne } = now();
    const leaving = new AbortController();
    const waiting = driver.receive({ ...patient, signal: leaving.signal });
    leaving.abort();
    expect(await waiting).toEqual([]);
    expect(await driver.receive({ ...patient, signal: leaving.signal })).toEqual([]);
    await send('for-others');
    expect(await takeOne()).toMatchObject({ id: 'for-others', attempt: 1 });
  });

  it('ends when the queue is closed', async () => {
    const { driver } = now();
    const waiting = driver.receive(patient).catch(() => []);
    await driver.close();
    expect(await waiting).toEqual([]);
  });
}
