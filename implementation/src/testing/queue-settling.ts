import { expect, it } from 'vitest';
import { aMessage, idsOf, longMs, type QueueSuite } from './queue-suite.ts';

/** What a receipt is good for. */
export function describeReceipts(now: () => QueueSuite): void {
  const cause = { reason: 'refused', code: 'invalid_argument' } as const;
  const waysOf = ({ driver }: QueueSuite) => [
    (receipt: string) => driver.acknowledge(receipt),
    (receipt: string) => driver.retry(receipt, 0),
    (receipt: string) => driver.extend(receipt, longMs),
    (receipt: string) => driver.bury(receipt, cause),
  ];

  it('that was replaced changes nothing for who has the message now', async () => {
    const suite = now();
    const { driver, send, takeOne, look, pass, shortMs } = suite;
    await send('replaced');
    const { receipt: old } = await takeOne(shortMs);
    await pass(shortMs * 2);
    const { receipt } = await takeOne();
    for (const way of waysOf(suite)) {
      const done = await way(old);
      if (driver.capabilities.refusesStaleReceipts) expect(done).toBe(false);
    }
    expect(await look()).toEqual([]);
    expect((await driver.deadLetters(null, 10)).deadLetters).toEqual([]);
    expect(await driver.acknowledge(receipt)).toBe(true);
  });

  it('that ran out, or was used, is good for nothing', async () => {
    const suite = now();
    const { driver, send, takeOne, pass, shortMs } = suite;
    if (!driver.capabilities.refusesStaleReceipts) return;
    await send('late');
    const { receipt } = await takeOne(shortMs);
    await pass(shortMs * 2);
    for (const way of waysOf(suite)) expect(await way(receipt)).toBe(false);
    const again = await takeOne();
    expect(again).toMatchObject({ id: 'late', attempt: 2 });
    await driver.acknowledge(again.receipt);
    for (const way of waysOf(suite)) expect(await way(again.receipt)).toBe(false);
    for (const way of waysOf(suite)) expect(await way('nothing')).toBe(false);
  });
}

/** Where messages end that nobody could handle. */
export function describeDeadLetters(now: () => QueueSuite): void {
  const lettersOf = async ({ driver }: QueueSuite) =>
    (await driver.deadLetters(null, 10)).deadLetters;

  it('hold what was given back too often, and what nobody settled too often', async () => {
    const suite = now();
    const { driver, send, takeLast, look, pass, shortMs } = suite;
    const { maxAttempts } = driver.capabilities;
    await send('given-back');
    const last = await takeLast();
    expect(last.attempt).toBe(maxAttempts);
    expect(await lettersOf(suite)).toEqual([]);
    expect(await driver.retry(last.receipt, 0)).toBe(true);
    expect(await look()).toEqual([]);
    await send('abandoned');
    await takeLast(shortMs);
    await pass(shortMs * 2);
    expect(await look()).toEqual([]);
    const letters = await lettersOf(suite);
    expect(letters).toMatchObject([
      { ...aMessage('given-back'), attempts: maxAttempts, reason: 'attempts', code: null },
      { ...aMessage('abandoned'), attempts: maxAttempts, reason: 'attempts', code: null },
    ]);
  });

  it('hold what was buried, whatever its attempts, and say why', async () => {
    const suite = now();
    const { driver, send, takeOne, look } = suite;
    await send('poison', { text: 'no JSON' });
    const { receipt } = await takeOne();
    expect(await driver.bury(receipt, { reason: 'unreadable', code: 'data_corrupt' })).toBe(true);
    expect(await look()).toEqual([]);
    expect(await lettersOf(suite)).toMatchObject([
      { id: 'poison', text: 'no JSON', attempts: 1, reason: 'unreadable', code: 'data_corrupt' },
    ]);
  });

  it('hold the latest of one id, until one of that id comes to a good end, where they say so', async () => {
    const suite = now();
    const { driver, send, takeOne } = suite;
    if (driver.capabilities.deadLettersOfOneId === 'all') return;
    const kept = async () => (await lettersOf(suite)).map(({ id, text }) => [id, text]);
    await send('other');
    await driver.bury((await takeOne()).receipt, { reason: 'refused', code: 'conflict' });
    for (const text of ['1', '2', '3']) {
      await send('again', { text });
      await driver.bury((await takeOne()).receipt, { reason: 'refused', code: 'not_found' });
    }
    const other = ['other', aMessage('other').text];
    expect(await kept()).toEqual([other, ['again', '3']]);
    expect(await driver.counts()).toMatchObject({ dead: 2 });
    await send('again');
    await driver.acknowledge((await takeOne()).receipt);
    expect(await kept()).toEqual([other]);
  });

  it('come in pages, each once', async () => {
    const { driver, send, takeOne } = now();
    const ids = Array.from({ length: 7 }, (_, index) => `dead-${index}`);
    for (const id of ids) {
      await send(id);
      await driver.bury((await takeOne()).receipt, { reason: 'refused', code: 'not_found' });
    }
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await driver.deadLetters(cursor, 3);
      expect(page.deadLetters.length).toBeLessThanOrEqual(3);
      found.push(...idsOf(page.deadLetters));
      cursor = page.next;
    } while (cursor !== null);
    expect(found.sort()).toEqual(ids);
  });

  it('go back into the queue with all their attempts, or away for good', async () => {
    const suite = now();
    const { driver, send, takeOne, takeLast, look } = suite;
    for (const id of ['back', 'away']) {
      await send(id);
      await driver.retry((await takeLast()).receipt, 0);
      expect(await look()).toEqual([]);
    }
    const [back, away] = (await lettersOf(suite)).map(({ handle }) => handle);
    expect(await driver.redrive(back ?? '')).toBe(true);
    expect(await driver.discard(away ?? '')).toBe(true);
    for (const handle of [back, away, 'nothing']) {
      expect(await driver.redrive(handle ?? '')).toBe(false);
      expect(await driver.discard(handle ?? '')).toBe(false);
    }
    expect(await lettersOf(suite)).toEqual([]);
    const again = await takeOne();
    expect(again).toMatchObject({ ...aMessage('back'), attempt: 1 });
    expect(await driver.retry(again.receipt, 0)).toBe(true);
    expect(await driver.acknowledge((await takeOne()).receipt)).toBe(true);
    expect(await look()).toEqual([]);
  });
}
