import { expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
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
  const journeyQueue = new Queue({
    name: 'journeyQueue',
    driver: createInMemoryQueue({ clock }),
    clock,
    newId,
  });
  const context = createContext({ tenant: '', requestId: 'sweep', traceId: 'b'.repeat(32) });
  const send = (...rows: ReturnType<typeof aTicketRow>[]) =>
    sendAwaiting({ ...desk, journeyQueue }, context, rows);
  const waiting = (notBefore: number, cause = 'event-1') =>
    aTicketRow({ id: 'ticket-1', tenant: 'acme', updatedAt: 0, awaiting: { cause, notBefore } });
  const receive = () => journeyQueue.receive({ max: 10, waitMs: 0, visibilityMs: 1_000 });
  return { clock, receive, send, waiting };
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

it('what was written within a millisecond is due although its time lies ahead', async () => {
  const { clock, receive, send, waiting } = aQueue();
  const ahead = clock.now() + 5;
  await send({ ...waiting(ahead), updatedAt: ahead });
  expect(await receive()).toHaveLength(1);
});
