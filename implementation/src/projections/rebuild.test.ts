import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import { type OpenedStores, storeCases } from '#src/testing/event-log-cases.ts';
import { anyHistory, playHistory } from '#src/testing/ticket-histories.ts';
import { aTicketLog } from '#src/testing/ticket-logs.ts';
import { Projector } from './projector.ts';

const everything = (store: ProjectionStoreDriver) =>
  store.list('tenant', { sort: 'created_asc', limit: 200 });

const severalHistories = fc.array(anyHistory, { minLength: 2, maxLength: 5 });

for (const { name, skip, sql, open } of storeCases()) {
  describe.skipIf(skip)(`the ticket list on ${name}`, () => {
    let stores: OpenedStores;
    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores?.dispose());

    it('rebuilt from the log equals the one that followed it live', async () => {
      await fc.assert(
        fc.asyncProperty(severalHistories, fc.boolean(), async (plans, rings) => {
          const histories = await Promise.all(
            plans.map((plan, index) => playHistory(plan, ticketName(index))),
          );
          const records = interleaved(histories);
          const driver = createInMemoryEventLog();
          const tickets = aTicketLog(driver);
          const projector = new Projector({ tickets, store: stores.rows });
          await stores.rows.clear();
          for (const [index, record] of records.entries()) {
            await driver.createIfAbsent(record);
            if (rings) {
              const told = createContext({ tenant: record.tenant, requestId: 'feed' });
              await projector.project(told, [record.subject]);
            } else if (index % 3 === 0) await projector.catchUp();
          }
          await projector.catchUp();
          const live = await everything(stores.rows);
          const totals = await stores.rows.totals('tenant');
          expect(new Map(live.map(({ id, seen }) => [id, seen]))).toEqual(
            new Map(histories.map((history, index) => [ticketName(index), seenOf(history)])),
          );
          expect(totals.tickets).toBe(plans.length);
          expect(Object.values(totals.byStatus).reduce((sum, count) => sum + count, 0)).toBe(
            plans.length,
          );
          // What no log has any longer is gone afterwards, and so everything else is from the log.
          await stores.rows.replace(live.slice(0, 1).map((row) => ({ ...row, id: 'gone' })));
          const others = new Projector({
            tickets: aTicketLog(driver),
            store: stores.rows,
          });
          await others.rebuild();
          expect(await everything(stores.rows)).toEqual(live);
          expect(await stores.rows.totals('tenant')).toEqual(totals);
        }),
        { numRuns: sql ? 15 : 300 },
      );
    });
  });
}

const ticketName = (index: number) => `ticket-${index}`;

/** The records of all tickets, taken in turn: several are under way at once. */
function interleaved(histories: readonly (readonly LogRecord[])[]): LogRecord[] {
  const longest = Math.max(...histories.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    histories.flatMap((history) => history[index] ?? []),
  ).flat();
}

/** The newest record of each site. */
const seenOf = (records: readonly LogRecord[]) =>
  Object.fromEntries(
    [...Map.groupBy(records, ({ origin }) => origin)].map(([origin, ofSite]) => [
      origin,
      Math.max(...ofSite.map(({ seq }) => seq)),
    ]),
  );
