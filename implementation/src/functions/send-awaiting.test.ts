import { expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { createInMemoryQueue } from '#src/ports/queue/drivers/in-memory.ts';
import { Queue } from '#src/ports/queue/queue.ts';
import { bareDesk } from '#src/testing/gcp-functions/bare-desk.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { aTicketRow } from '#src/testing/ticket-rows.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { sendAwaiting } from './send-awaiting.ts';

function aQueue() {
  const clock = createVirtualClock();
  const desk = bareDesk(createRecordingLogger(), clock);
  const { newId } = desk;
  const driver = createInMemoryQueue({ clock });
  const journeyQueue = new Queue({
    name: 'journeyQueue',
    driver,
    clock,
    newId,
  });
  const context = createContext({ tenant: '', requestId: 'sweep', traceId: 'b'.repeat(32) });
  const send = (...rows: ReturnType<typeof aTicketRow>[]) =>
    sendAwaiting({ ...desk, journeyQueue }, context, rows);
  const waiting = (notBefore: number, cause = 'event-1') =>
    aTicketRow({ id: 'ticket-1', tenant: 'acme', updatedAt: 0, awaiting: { cause, notBefore } });
  const receive = () => journeyQueue.receive({ max: 10, waitMs: 0, visibilityMs: 1_000 });
  return { clock, driver, receive, send, waiting };
}

it('sends what is due, for its own tenant, and nothing for the others', async () => {
  const { clock, receive, send, waiting } = aQueue();
  const now = clock.now();
  await send(
    waiting(now),
    waiting(now + 1, 'event-2'),
    aTicketRow({ id: 'ticket-2', awaiting: null }),
  );
  expect(await receive()).toMatchObject([
    {
      tenant: 'acme',
      requestId: 'feed-event-1',
      traceId: 'b'.repeat(32),
      body: { ticketId: 'ticket-1', cause: 'event-1' },
    },
  ]);
});

it('what bell and sweep both see is one message, until a claim has run out', async () => {
  const { clock, receive, send, waiting } = aQueue();
  const now = clock.now();
  for (let count = 0; count < 3; count += 1) await send(waiting(now));
  expect(await receive()).toHaveLength(1);
  await clock.advance(15_000);
  await send(waiting(now + 15_000));
  expect(await receive()).toHaveLength(2);
});

it.each([
  ['20 seconds at first', 0, 20_000],
  ['a minute after ten minutes', 600_000, 60_000],
  ['five minutes after an hour', 3_600_000, 300_000],
])('what stays due is called for once in %s', async (_, dueForMs, roundMs) => {
  const { clock, receive, send, waiting } = aQueue();
  const now = clock.now();
  const sent = async () => {
    await send(waiting(now - dueForMs));
    return (await receive()).filter(({ attempt }) => attempt === 1).length;
  };
  const calls: number[] = [];
  for (let passed = 0; passed < 2 * roundMs; passed += 5_000) {
    if ((await sent()) > 0) calls.push(passed);
    await clock.advance(5_000);
  }
  expect(calls).toEqual([0, roundMs]);
});

it('what cannot be sent for one tenant is sent for the others all the same', async () => {
  const { driver, receive, send, waiting } = aQueue();
  const { send: carry } = driver;
  driver.send = async (message, options) => {
    if (message.tenant === 'acme') throw new SupportError('rate_limited', 'Enough.');
    await carry.call(driver, message, options);
  };
  const other = { ...waiting(0, 'event-2'), tenant: 'other' };
  const sending = send(waiting(0), waiting(0, 'event-3'), other);
  await expect(sending).rejects.toMatchObject({ code: 'rate_limited' });
  expect(await receive()).toMatchObject([{ tenant: 'other' }]);
});

it('what was written within a millisecond is due although its time lies ahead', async () => {
  const { clock, receive, send, waiting } = aQueue();
  const ahead = clock.now() + 5;
  await send({ ...waiting(ahead), updatedAt: ahead });
  expect(await receive()).toHaveLength(1);
});
