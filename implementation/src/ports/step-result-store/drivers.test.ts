import { databaseCases } from '#src/testing/sql-databases.ts';
import { describeStepResultStoreDriver } from './conformance.ts';
import { createInMemoryStepResultStore } from './drivers/in-memory.ts';
import { createPostgresStepResultStore } from './drivers/postgres.ts';

describeStepResultStoreDriver('in memory', async () => ({
  driver: createInMemoryStepResultStore(),
  dispose: async () => {},
}));

for (const { name, skip, open } of databaseCases()) {
  const openStore = async () => {
    const { client, dispose } = await open();
    return { driver: createPostgresStepResultStore(client), dispose };
  };
  describeStepResultStoreDriver(name, openStore, { skip });
}
