import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '#src/foundation/logger.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import { type OpenedStores, storeCases } from '#src/testing/event-log-cases.ts';
import { anyHistory, playHistory } from '#src/testing/ticket-histories.ts';
import { aTicketLog } from '#src/testing/ticket-logs.ts';
import { Projector } from './projector.ts';

const everything = (store: ProjectionStoreDriver) =>
  store.list('tenant', { sort: 'created_asc', limit: 200 });

for (const { name, skip, sql, open } of storeCases()) {
  describe.skipIf(skip)(`the ticket list on ${name}`, () => {
    let stores: OpenedStores;
    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores?.dispose());

    it('rebuilt from the log equals the one that followed it live', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, fc.boolean(), async (plan, rings) => {
          const records = await playHistory(plan);
          const driver = createInMemoryEventLog();
          const tickets = aTicketLog(driver);
          const projector = new Projector({ tickets, store: stores.rows, logger: silentLogger });
          await stores.rows.clear();
          for (const [index, record] of records.entries()) {
            await driver.createIfAbsent(record);
            if (rings) projector.ring(record.tenant, record.subject);
            else if (index % 3 === 0) await projector.catchUp();
          }
          await projector.settled();
          await projector.catchUp();
          const live = await everything(stores.rows);
          expect(live).toHaveLength(1);
          expect(live[0]?.seen).toEqual(
            Object.fromEntries([...Map.groupBy(records, ({ origin }) => origin)].map(seenOf)),
          );
          const others = new Projector({
            tickets: aTicketLog(driver),
            store: stores.rows,
            logger: silentLogger,
          });
          await others.rebuild();
          expect(await everything(stores.rows)).toEqual(live);
          expect(await stores.rows.totals('tenant')).toMatchObject({ tickets: 1 });
        }),
        { numRuns: sql ? 15 : 300 },
      );
    });
  });
}

const seenOf = ([origin, records]: [string, readonly { readonly seq: number }[]]) =>
  [origin, Math.max(...records.map(({ seq }) => seq))] as const;
