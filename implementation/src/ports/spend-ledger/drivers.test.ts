import { databaseCases } from '#src/testing/sql-databases.ts';
import { describeSpendLedgerDriver } from './conformance.ts';
import { createInMemorySpendLedger } from './drivers/in-memory.ts';
import { createPostgresSpendLedger } from './drivers/postgres.ts';

describeSpendLedgerDriver('in memory', async () => ({
  driver: createInMemorySpendLedger(),
  dispose: async () => {},
}));

for (const { name, skip, open } of databaseCases()) {
  const openLedger = async () => {
    const { client, dispose } = await open();
    return { driver: createPostgresSpendLedger(client), dispose };
  };
  describeSpendLedgerDriver(name, openLedger, { skip });
}
