import type { EventLogDriver } from '#src/ports/event-log/driver.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createPostgresProjectionStore } from '#src/ports/projection-store/drivers/postgres.ts';
import { databaseCases } from './sql-databases.ts';

export interface StoreCase {
  readonly name: string;
  readonly sql: boolean;
  readonly skip: boolean;
  open(): Promise<OpenedStores>;
}

export interface OpenedStores {
  readonly log: EventLogDriver;
  readonly rows: ProjectionStoreDriver;
  dispose(): Promise<void>;
}

/** The stores that what stands above them is tried on. */
export function storeCases(): readonly StoreCase[] {
  const inMemory: StoreCase = {
    name: 'in memory',
    sql: false,
    skip: false,
    open: async () => ({
      log: createInMemoryEventLog(),
      rows: createInMemoryProjectionStore(),
      dispose: async () => {},
    }),
  };
  const databases = databaseCases().map(({ name, skip, open }): StoreCase => {
    const openStores = async () => {
      const { client, dispose } = await open();
      const log = createPostgresEventLog(client);
      return { log, rows: createPostgresProjectionStore(client), dispose };
    };
    return { name, skip, sql: true, open: openStores };
  });
  return [inMemory, ...databases];
}
