import type { SqlClient } from '#src/platforms/postgres/sql-client.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import { createPostgresProjectionStore } from '#src/ports/projection-store/drivers/postgres.ts';
import { createPostgresStepResultStore } from '#src/ports/step-result-store/drivers/postgres.ts';
import type { DeskParts } from '#src/testing/desk-of-parts.ts';

/** The drivers of a desk that keeps everything but blobs in a database. */
export const sqlDrivers = (client: SqlClient): Partial<DeskParts['drivers']> => ({
  eventLog: createPostgresEventLog(client),
  projectionStore: createPostgresProjectionStore(client),
  stepResultStore: createPostgresStepResultStore(client),
});
