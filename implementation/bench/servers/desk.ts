import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import { eventLogMigrations } from '#src/ports/event-log/drivers/postgres-migrations.ts';
import { createPostgresProjectionStore } from '#src/ports/projection-store/drivers/postgres.ts';
import { projectionStoreMigrations } from '#src/ports/projection-store/drivers/postgres-migrations.ts';
import {
  createPostgresStepResultStore,
  stepResultStoreMigrations,
} from '#src/ports/step-result-store/drivers/postgres.ts';
import { benchDesk, inMemoryDrivers, loadSample } from '../desk-fixture.ts';
import { serve } from './serve.ts';

/** The desk as it is, on the in-memory log or, with a folder as argument, on PGlite. */
const [directory] = process.argv.slice(2);

async function drivers() {
  if (directory === undefined) return inMemoryDrivers();
  const client = await createPgliteClient({ directory });
  await migrate(client, [
    ...eventLogMigrations,
    ...projectionStoreMigrations,
    ...stepResultStoreMigrations,
  ]);
  return {
    ...inMemoryDrivers(),
    eventLog: createPostgresEventLog(client),
    projectionStore: createPostgresProjectionStore(client),
    stepResultStore: createPostgresStepResultStore(client),
  };
}

const desk = await benchDesk(await loadSample(), await drivers());
await desk.start();
serve(createAdaptorServer({ fetch: desk.fetch }) as Server);
