import { databaseCases } from '#src/testing/sql-databases.ts';
import { describeEventLogDriver } from './conformance.ts';
import { createInMemoryEventLog } from './drivers/in-memory.ts';
import { createPostgresEventLog } from './drivers/postgres.ts';

describeEventLogDriver('in memory', async () => ({
  driver: createInMemoryEventLog(),
  dispose: async () => {},
}));

for (const { name, skip, open } of databaseCases()) {
  const openLog = async () => {
    const { client, dispose } = await open();
    return { driver: createPostgresEventLog(client), dispose };
  };
  describeEventLogDriver(name, openLog, { skip });
}
