import type { Logger } from '#src/foundation/logger.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import { systemClock } from '#src/foundation/time.ts';
import { BlobRunner } from '#src/hosts/laptop/blob-runner.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import { createFileIncomingFiles } from '#src/ports/incoming-files/drivers/files.ts';
import { createPostgresStepResultStore } from '#src/ports/step-result-store/drivers/postgres.ts';
import { openImportingDesk } from './importing-desk.ts';
import { allMigrations } from './sql-databases.ts';

/**
 * Imports what lies in a folder: `node importing-child.ts <data> <folder> <place>`. It prints
 * `reached` and goes no further at the place: `second message`, before it is taken in, or `move`,
 * before the imported file is put away. Without a place it prints what the tickets hold at the end.
 */
const [data = '', directory = '', place = ''] = process.argv.slice(2);
const client = await createPgliteClient({ directory: data });
await migrate(client, allMigrations);
const own = createFileIncomingFiles({ directory, clock: systemClock });
const reached = () => {
  console.log('reached');
  return new Promise<never>(() => {});
};
const logger: Logger = {
  log: (_, message, fields) => console.log(message, JSON.stringify(fields)),
  child: () => logger,
};
let taken = 0;
const { host, files, clock, newId, messages } = openImportingDesk({
  incoming: place === 'move' ? { ...own, settle: reached } : own,
  eventLog: createPostgresEventLog(client),
  stepResults: createPostgresStepResultStore(client),
  clock: systemClock,
  logger,
  faults: (log) => ({
    execute: (...command) => {
      taken += 1;
      return place === 'second message' && taken === 2 ? reached() : log.execute(...command);
    },
  }),
});
const random = () => 0.5;
const tenants = ['default'];
const runner = new BlobRunner({
  host,
  files,
  tenants,
  clock,
  random,
  newId,
  logger,
  metrics: noMetrics,
});
// Nothing else keeps the process alive while it waits for the next look.
const alive = setInterval(() => {}, 1_000);
await runner.start();
if (place === '') {
  do await clock.sleep(100);
  while (taken === 0);
  await runner.settled();
  await runner.stop();
  console.log('tickets', JSON.stringify(await messages()));
  await client.close();
  clearInterval(alive);
}
