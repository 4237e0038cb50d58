import { join } from 'node:path';
import { createStatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { Composition, HostServices } from '#src/hosts/laptop/composition.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { createFileModelCache } from '#src/knowledge/models/file-model-cache.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresClient } from '#src/platforms/postgres/postgres-client.ts';
import { createPrometheusMetrics } from '#src/platforms/prometheus/metrics.ts';
import { createFileBlobStore } from '#src/ports/blob-store/drivers/files.ts';
import { createPostgresEventLog } from '#src/ports/event-log/drivers/postgres.ts';
import { eventLogMigrations } from '#src/ports/event-log/drivers/postgres-migrations.ts';
import { createPostgresProjectionStore } from '#src/ports/projection-store/drivers/postgres.ts';
import { projectionStoreMigrations } from '#src/ports/projection-store/drivers/postgres-migrations.ts';
import {
  createPostgresSpendLedger,
  spendLedgerMigrations,
} from '#src/ports/spend-ledger/drivers/postgres.ts';
import {
  createPostgresStepResultStore,
  stepResultStoreMigrations,
} from '#src/ports/step-result-store/drivers/postgres.ts';
import { answererOf, classifierOf, describeForms } from '../kits/agent-forms.ts';
import { assembleDesk } from '../kits/assemble-desk.ts';
import { connectModel } from '../kits/model-connection.ts';
import type { Settings } from './settings.ts';

const version = 'v1';

/**
 * v1: tickets in PostgreSQL, embedded in this process by default or a server by its URL. The agents
 * need no key; where a model is configured they ask it for what they are not sure of.
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
      ...spendLedgerMigrations,
    ];
    await migrate(client, migrations);
    host.progress('reading the knowledge base and training the agents');
    const content = await loadContent(contentDirectory);
    // Training takes seconds; the same content and release find what they learned the last time.
    const cache = createFileModelCache(join(dataDirectory, 'models'));
    const offline = createStatisticalAgents(content, { cache });
    const { articles, training } = content;
    const metrics = createPrometheusMetrics({ version });
    const ledger = createPostgresSpendLedger(client);
    const model = await connectModel({ settings, ledger, metrics, host });
    const form = model?.form ?? null;
    const { brain } = settings;
    return assembleDesk(
      {
        version,
        describe: `${articles.length} articles, ${training.utterances.length} training utterances, ${
          databaseUrl ? 'PostgreSQL server' : 'embedded PostgreSQL'
        }, ${describeForms(settings)}`,
        settings,
        drivers: {
          eventLog: createPostgresEventLog(client),
          blobStore: createFileBlobStore(join(dataDirectory, 'blobs')),
          projectionStore: createPostgresProjectionStore(client),
          stepResultStore: createPostgresStepResultStore(client),
        },
        agents: {
          ...offline,
          classifier: classifierOf(brain, offline.classifier, form, training.utterances),
          answerer: answererOf(brain, offline.answerer, form),
        },
        model,
        metrics,
        policy: content.policy,
        articles: offline.articles,
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
