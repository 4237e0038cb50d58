import { join } from 'node:path';
import { queues } from '#src/functions/queues.ts';
import type { Scope as AnyScope, VersionFacts } from '#src/hosts/composition.ts';
import { createFileModelCache } from '#src/knowledge/models/file-model-cache.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresClient } from '#src/platforms/postgres/postgres-client.ts';
import type { SqlClient } from '#src/platforms/postgres/sql-client.ts';
import { createFileBlobStore } from '#src/ports/blob-store/drivers/files.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import { eventLogMigrations } from '#src/ports/event-log/drivers/postgres-migrations.ts';
import { createFileIncomingFiles } from '#src/ports/incoming-files/drivers/files.ts';
import { createPostgresProjectionStore } from '#src/ports/projection-store/drivers/postgres.ts';
import { projectionStoreMigrations } from '#src/ports/projection-store/drivers/postgres-migrations.ts';
import { createInMemoryQueue } from '#src/ports/queue/drivers/in-memory.ts';
import {
  createPostgresSpendLedger,
  spendLedgerMigrations,
} from '#src/ports/spend-ledger/drivers/postgres.ts';
import {
  createPostgresStepResultStore,
  stepResultStoreMigrations,
} from '#src/ports/step-result-store/drivers/postgres.ts';
import {
  answererFrom,
  classifierFrom,
  describeAgents,
  keptContentOf,
  offlineAgents,
} from '../kits/parts/brain.ts';
import { incomingFilesOn } from '../kits/parts/incoming-files.ts';
import { spendingOn } from '../kits/parts/spending.ts';
import { blobStoreOn, queueOn, stepResultStoreOn, ticketListOn } from '../kits/parts/stores.ts';
import { ticketLog } from '../kits/parts/ticket-log.ts';
import type { Settings } from './settings.ts';

/**
 * v1: tickets in PostgreSQL, embedded in this process by default or a server by its URL. The agents
 * need no key; where a model is configured they ask it for what they are not sure of.
 */
export const facts: VersionFacts = { version: 'v1', keepsAnsweredTickets: true };

type Scope = AnyScope<Settings>;

/** The database that all stores share; closed after them. */
async function database({ settings, host, onClose }: Scope): Promise<SqlClient> {
  const { databaseUrl, dataDirectory } = settings;
  const { clock, logger } = host;
  host.progress(databaseUrl ? 'connecting to PostgreSQL' : 'opening the embedded PostgreSQL');
  const client = databaseUrl
    ? createPostgresClient({ url: databaseUrl, clock, logger })
    : await createPgliteClient({ directory: join(dataDirectory, 'postgres') });
  onClose(() => client.close());
  await migrate(client, [
    ...eventLogMigrations,
    ...projectionStoreMigrations,
    ...stepResultStoreMigrations,
    ...spendLedgerMigrations,
  ]);
  return client;
}

/** Training takes seconds; the same content and release find what they learned the last time. */
async function agents(scope: Scope) {
  const models = createFileModelCache(join(scope.settings.dataDirectory, 'models'));
  return offlineAgents(scope, await scope.once(keptContentOf), models);
}

export const screener = async (scope: Scope) => (await scope.once(agents)).screener;
export const classifier = (scope: Scope) => classifierFrom(scope, agents, keptContentOf);
export const knowledge = async (scope: Scope) => (await scope.once(agents)).articles;
export const retriever = async (scope: Scope) => (await scope.once(agents)).retriever;
export const answerer = (scope: Scope) => answererFrom(scope, agents);
export const reviewer = async (scope: Scope) => (await scope.once(agents)).reviewer;
export { languageModel, policy } from '../kits/parts/brain.ts';
export { journeys } from '../kits/parts/journeys.ts';

export const eventLog = async (scope: Scope) =>
  ticketLog(scope, createPostgresEventLog(await scope.once(database)));
export const projectionStore = async (scope: Scope) =>
  ticketListOn(scope, createPostgresProjectionStore(await scope.once(database)));
export const stepResultStore = async (scope: Scope) =>
  stepResultStoreOn(scope, createPostgresStepResultStore(await scope.once(database)));
export const spendLedger = (scope: Scope) =>
  spendingOn(scope, async () => createPostgresSpendLedger(await scope.once(database)));
export const blobStore = (scope: Scope) =>
  blobStoreOn(scope, createFileBlobStore(join(scope.settings.dataDirectory, 'blobs')));
export const incomingFiles = (scope: Scope) => {
  const directory = join(scope.settings.dataDirectory, 'incoming');
  return incomingFilesOn(scope, createFileIncomingFiles({ directory, clock: scope.host.clock }));
};
// What it holds is in the log too: a start finds again what an end has left.
export const journeyQueue = (scope: Scope) =>
  queueOn(scope, 'journeyQueue', createInMemoryQueue({ ...scope.host, ...queues.journeyQueue }));

export { metricsText } from '../kits/parts/metrics-text.ts';
export { readiness } from '../kits/parts/readiness.ts';

export async function describe(scope: Scope): Promise<string> {
  const { articles, training } = await scope.once(keptContentOf);
  const store = scope.settings.databaseUrl ? 'PostgreSQL server' : 'embedded PostgreSQL';
  return `${articles.length} articles, ${training.utterances.length} training utterances, ${store}, ${await describeAgents(scope, agents)}`;
}
