import { databaseCases } from '#src/testing/sql-databases.ts';
import { describeProjectionStoreDriver } from './conformance.ts';
import { createInMemoryProjectionStore } from './drivers/in-memory.ts';
import { createPostgresProjectionStore } from './drivers/postgres.ts';

describeProjectionStoreDriver('in memory', async () => ({
  driver: createInMemoryProjectionStore(),
  dispose: async () => {},
}));

for (const { name, skip, open } of databaseCases()) {
  const openStore = async () => {
    const { client, dispose } = await open();
    return { driver: createPostgresProjectionStore(client), dispose };
  };
  describeProjectionStoreDriver(name, openStore, { skip });
}
