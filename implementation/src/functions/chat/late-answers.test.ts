import { expect, test } from 'vitest';
import { identify, journeyIdOf, ticketIdOf } from '#src/foundation/identity.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { clientOf } from '#src/testing/api/client.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import { createGate } from '#src/testing/scenarios/gate.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';

const context = createContext({ tenant: 'default', requestId: 'test' });
const message = 'How do I export my hours?';

test('a chat whose answer another worker never brings is handed to people', async () => {
  const clock = createVirtualClock();
  const { desk, fetch, close } = await openMemoryDesk({ clock });
  // The message as the chat would bring it, claimed by a worker that then says nothing.
  const commandId = identify('request', 'default', 'key-1');
  const ticketId = ticketIdOf('default', commandId);
  const opened = await desk.eventLog.execute(context, ticketId, commandId, {
    type: 'open',
    actor: { kind: 'customer' },
    subject: '',
    channel: 'chat',
    customer: {},
    text: message,
  });
  const cause = opened.outcome === 'appended' ? (opened.record.events[1]?.id ?? '') : '';
  const now = clock.now();
  const claim = { journeyId: journeyIdOf(ticketId, cause), cause, now, until: now + 60_000 };
  await desk.eventLog.execute(context, ticketId, 'another-worker', {
    type: 'start_journey',
    ...claim,
  });

  let answer: { status: number; json: unknown } | null = null;
  const headers = { 'idempotency-key': 'key-1' };
  const call = clientOf(fetch)('/v1/chat', { body: { message }, headers }).then((got) => {
    answer = got;
  });
  // Far more than a chat waits: should it wait for ever, the test fails instead of hanging.
  for (let second = 0; second < 60 && answer === null; second += 1) {
    await clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(answer).toMatchObject({ status: 200, json: { status: 'escalated', ticketId } });
  await call;
  const { ticket } = await desk.eventLog.read(context, ticketId);
  expect(ticket).toMatchObject({ escalated: true, escalation: { reason: 'agent_failed' } });
  await close();
});

test('a chat whose store hangs is told so, and may be sent again', async () => {
  const clock = createVirtualClock();
  const eventLog = createInMemoryEventLog();
  const { createIfAbsent } = eventLog;
  const gate = createGate();
  const drivers = {
    eventLog: {
      ...eventLog,
      createIfAbsent: async (record: Parameters<typeof createIfAbsent>[0]) => {
        const created = await createIfAbsent(record);
        // The record is there; nobody hears of it as long as the gate is closed.
        await gate.pass();
        return created;
      },
    },
  };
  const { desk, fetch, close } = await openMemoryDesk({ clock, drivers });
  const post = () =>
    clientOf(fetch)('/v1/chat', { body: { message }, headers: { 'idempotency-key': 'key-1' } });
  let answer: unknown = null;
  const call = post().then((got) => {
    answer = got;
  });
  for (let second = 0; second < 60 && answer === null; second += 1) {
    await clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(answer).toMatchObject({ status: 504, json: { code: 'deadline_exceeded' } });
  await call;
  gate.open();
  const ticketId = ticketIdOf('default', identify('request', 'default', 'key-1'));
  expect(await post()).toMatchObject({ status: 200, json: { conversationId: ticketId } });
  const { ticket } = await desk.eventLog.read(context, ticketId);
  expect(ticket?.turns.filter(({ from }) => from === 'customer')).toHaveLength(1);
  await close();
});
