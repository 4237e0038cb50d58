import { join } from 'node:path';
import { createStatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { Composition, HostServices } from '#src/hosts/laptop/composition.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { createFileModelCache } from '#src/knowledge/models/file-model-cache.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresClient } from '#src/platforms/postgres/postgres-client.ts';
import { createFileBlobStore } from '#src/ports/blob-store/drivers/files.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import { eventLogMigrations } from '#src/ports/event-log/drivers/postgres-migrations.ts';
import { createPostgresProjectionStore } from '#src/ports/projection-store/drivers/postgres.ts';
import { projectionStoreMigrations } from '#src/ports/projection-store/drivers/postgres-migrations.ts';
import {
  createPostgresStepResultStore,
  stepResultStoreMigrations,
} from '#src/ports/step-result-store/drivers/postgres.ts';
import { assembleDesk } from '../kits/assemble-desk.ts';
import type { Settings } from './settings.ts';

/**
 * v1: tickets in PostgreSQL, embedded in this process by default or a server by its URL, and the
 * agents in their statistical form, which need no key.
 */
export async function compose(settings: Settings, host: HostServices): Promise<Composition> {
  const { databaseUrl, dataDirectory, contentDirectory } = settings;
  host.progress(databaseUrl ? 'connecting to PostgreSQL' : 'opening the embedded PostgreSQL');
  const client = databaseUrl
    ? createPostgresClient({ url: databaseUrl, clock: host.clock, logger: host.logger })
    : await createPgliteClient({ directory: join(dataDirectory, 'postgres') });
  try {
    const migrations = [
      ...eventLogMigrations,
      ...projectionStoreMigrations,
      ...stepResultStoreMigrations,
    ];
    await migrate(client, migrations);
    host.progress('reading the knowledge base and training the agents');
    const content = await loadContent(contentDirectory);
    // Training takes seconds; the same content and release find what they learned the last time.
    const cache = createFileModelCache(join(dataDirectory, 'models'));
    const agents = createStatisticalAgents(content, { cache });
    const { articles, training } = content;
    return assembleDesk(
      {
        version: 'v1',
        describe: `${articles.length} articles, ${training.utterances.length} training utterances, ${
          databaseUrl ? 'PostgreSQL server' : 'embedded PostgreSQL'
        }, agents in statistical form (no key needed)`,
        drivers: {
          eventLog: createPostgresEventLog(client),
          blobStore: createFileBlobStore(join(dataDirectory, 'blobs')),
          projectionStore: createPostgresProjectionStore(client),
          stepResultStore: createPostgresStepResultStore(client),
        },
        agents,
        policy: content.policy,
        articles: agents.articles,
        problems: content.problems,
        close: () => client.close(),
      },
      host,
    );
  } catch (error) {
    await client.close();
    throw error;
  }
}
