import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '#src/domain/ticket/commands.ts';
import { type OpenedStores, storeCases } from '#src/testing/event-log-cases.ts';
import { aRecord } from '#src/testing/log-records.ts';
import { openCommand } from '#src/testing/ticket-histories.ts';
import { aTicketLog, testContext as context } from '#src/testing/ticket-logs.ts';
import type { EventLogDriver } from './driver.ts';

const person = { kind: 'person', id: 'ada' } as const;
const note = (text: string): Command => ({ type: 'add_note', actor: person, text });
const addTag = (tag: string): Command => ({ type: 'add_tag', actor: person, tag });

let numbered = 0;
/** Every test case has a ticket of its own. */
const newTicketId = () => {
  numbered += 1;
  return `ticket-${numbered}`;
};

for (const store of storeCases()) {
  describe.skipIf(store.skip)(`the ticket log on ${store.name}`, () => {
    let stores: OpenedStores;
    const driverOf = () => stores.log;
    beforeAll(async () => {
      stores = await store.open();
    });
    afterAll(() => stores?.dispose());

    describeRaces(driverOf, store.sql ? 100 : 1_000);
    describeRetries(driverOf);
    describeLongLogs(driverOf);
  });
}

function describeRaces(driverOf: () => EventLogDriver, numRuns: number): void {
  it(`lets one of any number of appends racing for a place win (${numRuns} races)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 2, max: 8 }), { minLength: 1, maxLength: 4 }),
        async (racersPerLog) => {
          const races = racersPerLog.map((racers) => {
            const subject = newTicketId();
            return Array.from({ length: racers }, (_, racer) =>
              aRecord({ subject, commandId: `${subject}-${racer}` }),
            );
          });
          const started = races
            .flat()
            .map(async (record) => ({ record, won: await driverOf().createIfAbsent(record) }));
          const winners = (await Promise.all(started)).filter(({ won }) => won);
          expect(winners).toHaveLength(races.length);
          for (const { record } of winners) {
            expect(await driverOf().read('tenant', record.subject, {})).toEqual([record]);
          }
        },
      ),
      { numRuns },
    );
  });

  it('carries out every one of many commands that come at once', async () => {
    const ticketId = newTicketId();
    const logs = [aTicketLog(driverOf()), aTicketLog(driverOf())];
    await logs[0]?.execute(context, ticketId, 'open', openCommand);
    const executions = Array.from({ length: 16 }, async (_, index) => {
      const result = await logs[index % 2]?.execute(
        context,
        ticketId,
        `note-${index}`,
        note(`${index}`),
      );
      return result?.outcome;
    });
    expect(new Set(await Promise.all(executions))).toEqual(new Set(['appended']));
    const records = await driverOf().read('tenant', ticketId, {});
    expect(records.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 17 }, (_, index) => index + 1),
    );
    expect(new Set(records.map(({ commandId }) => commandId)).size).toBe(17);
  });
}

function describeRetries(driverOf: () => EventLogDriver): void {
  it('appends a command once, however often and wherever it is retried', async () => {
    const ticketId = newTicketId();
    const warm = aTicketLog(driverOf());
    const first = await warm.execute(context, ticketId, 'open', openCommand);
    expect(first.outcome).toBe('appended');
    for (const log of [warm, aTicketLog(driverOf()), aTicketLog(driverOf())]) {
      const again = await log.execute(context, ticketId, 'open', openCommand);
      expect(again).toMatchObject({ outcome: 'repeated' });
      const ids = first.outcome === 'appended' ? first.record.events.map(({ id }) => id) : [];
      expect(again.outcome === 'repeated' && again.eventIds).toEqual(ids);
    }
    expect(await driverOf().read('tenant', ticketId, {})).toHaveLength(1);
  });

  it('appends once when the retries come at the same moment, at two processes', async () => {
    const logs = [aTicketLog(driverOf()), aTicketLog(driverOf())];
    for (let round = 0; round < 10; round += 1) {
      const ticketId = newTicketId();
      const attempts = Array.from({ length: 6 }, (_, index) =>
        logs[index % 2]?.execute(context, ticketId, 'open', openCommand),
      );
      const outcomes = (await Promise.all(attempts)).map((result) => result?.outcome);
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(5);
      expect(await driverOf().read('tenant', ticketId, {})).toHaveLength(1);
    }
  });

  it('finds the command when it was carried out and only the answer was lost', async () => {
    const ticketId = newTicketId();
    const lossy: EventLogDriver = {
      ...driverOf(),
      async createIfAbsent(record) {
        await driverOf().createIfAbsent(record);
        throw new Error('the connection broke after the commit');
      },
    };
    const command = { context, ticketId, id: 'open' };
    await expect(
      aTicketLog(lossy).execute(context, ticketId, command.id, openCommand),
    ).rejects.toMatchObject({ code: 'internal' });
    const log = aTicketLog(driverOf());
    const retried = await log.execute(context, ticketId, command.id, openCommand);
    expect(retried.outcome).toBe('repeated');
    expect(retried.snapshot.ticket?.turns).toHaveLength(1);
  });

  it('refuses the same command id for another content, and keeps the first', async () => {
    const ticketId = newTicketId();
    const log = aTicketLog(driverOf());
    await log.execute(context, ticketId, 'open', openCommand);
    await log.execute(context, ticketId, 'same', addTag('first'));
    for (const other of [log, aTicketLog(driverOf())]) {
      await expect(
        other.execute(context, ticketId, 'same', addTag('second')),
      ).rejects.toMatchObject({ code: 'conflict', retryable: false });
    }
    const { ticket } = await log.read(context, ticketId);
    expect(ticket?.tags).toEqual(['first']);
  });

  it('decides on what the store has, not on what the process remembers', async () => {
    const ticketId = newTicketId();
    const [one, two] = [aTicketLog(driverOf()), aTicketLog(driverOf())];
    await one.execute(context, ticketId, 'open', openCommand);
    await two.execute(context, ticketId, 'tag', addTag('bug'));
    // To the first process the tag is still to be added, then it loses, reads, and leaves it be.
    const added = await one.execute(context, ticketId, 'tag-2', addTag('bug'));
    expect(added.outcome).toBe('unchanged');
    await two.execute(context, ticketId, 'untag', {
      ...addTag('bug'),
      type: 'remove_tag',
    } as Command);
    // And here it remembers the tag, so a removal of its own is checked again before it is refused.
    const readded = await one.execute(context, ticketId, 'tag-3', addTag('bug'));
    expect(readded.outcome).toBe('appended');
    const unknown = await one.execute(context, newTicketId(), 'tag', addTag('bug'));
    expect(unknown).toMatchObject({ outcome: 'refused', refusal: { refused: 'ticket_not_found' } });
  });
}

function describeLongLogs(driverOf: () => EventLogDriver): void {
  it('reads of a ticket with 10,000 events only what is new, after the first time', async () => {
    const ticketId = newTicketId();
    const records = Array.from({ length: 9_999 }, (_, index) =>
      aRecord({ subject: ticketId, seq: index + 2 }),
    );
    const writer = aTicketLog(driverOf());
    await writer.execute(context, ticketId, 'open', openCommand);
    await Promise.all(records.map((record) => driverOf().createIfAbsent(record)));

    let returned = 0;
    const counting: EventLogDriver = {
      ...driverOf(),
      async read(tenant, subject, after) {
        const found = await driverOf().read(tenant, subject, after);
        returned += found.length;
        return found;
      },
    };
    const log = aTicketLog(counting);
    const first = await log.read(context, ticketId);
    expect([returned, first.seen]).toEqual([10_000, { site: 10_000 }]);
    returned = 0;
    expect(await log.read(context, ticketId)).toBe(first);
    expect(returned).toBe(0);
    await driverOf().createIfAbsent(aRecord({ subject: ticketId, seq: 10_001 }));
    expect((await log.read(context, ticketId)).seen).toEqual({ site: 10_001 });
    expect(returned).toBe(1);
    returned = 0;
    const appended = await log.execute(context, ticketId, 'one-more', note('One more.'));
    expect(appended).toMatchObject({ outcome: 'appended', record: { seq: 10_002 } });
    expect(returned).toBe(0);
  });
}
