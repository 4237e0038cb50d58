import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatResponse } from '#src/api/schemas.ts';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import { fold } from '#src/domain/ticket/snapshot.ts';
import { ticketSorts } from '#src/ports/projection-store/driver.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { projectTicket } from '#src/projections/ticket-list.ts';
import type { ForgettingDesk } from '#src/testing/forgetting-desk.ts';
import { openForgettingDesk } from '#src/testing/forgetting-desk.ts';

const text = fc.constantFrom('how?', 'why?', 'thanks', 'a person, please', 'x'.repeat(3_000));
const which = fc.nat({ max: 8 });

/** What customers and people do; `which` counts back from the newest conversation. */
const anyDeed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ chat: text }) },
  { weight: 2, arbitrary: fc.record({ ticket: text }) },
  { weight: 2, arbitrary: fc.record({ followUp: text, which }) },
  fc.record({ reply: text, which }),
  fc.record({ handOff: fc.constant(true), which }),
);
type Deed = typeof anyDeed extends fc.Arbitrary<infer One> ? One : never;

const limits = { chats: { count: 2, bytes: 20_000 }, tickets: { count: 3, bytes: 30_000 } };

async function play({ call, ask, settled }: ForgettingDesk, deeds: readonly Deed[]) {
  const ids: string[] = [];
  const post = (path: string, body: object) => call(path, { body });
  for (const deed of deeds) {
    const id = 'which' in deed ? (ids.at(-1 - deed.which) ?? 'nobody') : 'nobody';
    if ('chat' in deed) ids.push(((await ask(deed.chat)).json as ChatResponse).conversationId);
    if ('followUp' in deed) await ask(deed.followUp, id);
    if ('reply' in deed) {
      await post(`/v1/tickets/${id}/messages`, { from: 'person', body: deed.reply });
    }
    if ('handOff' in deed) await post(`/v1/tickets/${id}/handoff`, {});
    if ('ticket' in deed) {
      const { json } = await post('/v1/tickets', { body: deed.ticket, customer: {} });
      ids.push((json as { id: string }).id);
    }
    await settled();
  }
}

test('whatever happens, the rest is as if what was forgotten had never been', async () => {
  let [forgotten, open] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeed, { minLength: 5, maxLength: 30 }), async (deeds) => {
      const desk = await openForgettingDesk({ remembers: limits });
      const { eventLog, projectionStore } = desk.drivers;
      // Everything that was ever appended, in order: what a desk that keeps it all would hold.
      const appended: LogRecord[] = [];
      const { createIfAbsent } = eventLog;
      eventLog.createIfAbsent = async (record) => {
        const created = await createIfAbsent(record);
        if (created) appended.push(record);
        return created;
      };
      await play(desk, deeds);
      const { changes } = await eventLog.changes(null, 10_000);
      const live = new Set(changes.map(({ subject }) => subject));
      const kept = appended.filter(({ subject }) => live.has(subject));
      expect(changes.map(({ record }) => record)).toEqual(kept);

      const model = createInMemoryProjectionStore();
      for (const id of live) {
        const records = kept.filter(({ subject }) => subject === id);
        expect(await eventLog.read('default', id, {})).toEqual(records);
        const { ticket } = fold(id, records);
        if (ticket) await model.replace([projectTicket('default', ticket)]);
      }
      for (const sort of ticketSorts) {
        const all = { sort, limit: 200 };
        expect(await projectionStore.list('default', all)).toEqual(
          await model.list('default', all),
        );
      }
      const totals = await projectionStore.totals('default');
      expect(totals).toEqual(await model.totals('default'));
      expect(totals.tickets).toBe(live.size);
      expect(totals.tickets).toBeLessThanOrEqual(limits.chats.count + limits.tickets.count);
      forgotten += new Set(appended.map(({ subject }) => subject)).size - live.size;
      open += desk.errors.length;
      await desk.close();
    }),
    { numRuns: 150 },
  );
  expect(forgotten).toBeGreaterThan(100);
  expect(open).toBeGreaterThan(5);
});
