import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Migration } from '#src/platforms/postgres/migrate.ts';
import { migrate } from '#src/platforms/postgres/migrate.ts';
import { createPgliteClient } from '#src/platforms/postgres/pglite-client.ts';
import { createPostgresClient } from '#src/platforms/postgres/postgres-client.ts';
import type { SqlClient } from '#src/platforms/postgres/sql-client.ts';
import { eventLogMigrations } from '#src/ports/event-log/drivers/postgres-migrations.ts';
import { projectionStoreMigrations } from '#src/ports/projection-store/drivers/postgres-migrations.ts';
import { spendLedgerMigrations } from '#src/ports/spend-ledger/drivers/postgres.ts';
import { stepResultStoreMigrations } from '#src/ports/step-result-store/drivers/postgres.ts';
import type { TestPostgres } from './postgres-server.ts';
import { postgresMissing, skipsWithoutPostgres, startTestPostgres } from './postgres-server.ts';

/** Every table of the desk. */
export const allMigrations: readonly Migration[] = [
  ...eventLogMigrations,
  ...projectionStoreMigrations,
  ...spendLedgerMigrations,
  ...stepResultStoreMigrations,
];

export interface TestDatabase {
  readonly client: SqlClient;
  dispose(): Promise<void>;
}

/**
 * A new embedded database, in a folder of its own. Building one takes seconds, so the first test to
 * need one leaves an empty database in the system's folder for temporary files, by version.
 */
export async function createPgliteFolder(): Promise<string> {
  const template = await findTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'supportmax-pglite-'));
  const database = join(folder, 'database');
  cpSync(template, database, { recursive: true });
  return database;
}

export const removePgliteFolder = (folder: string) =>
  rmSync(dirname(folder), { recursive: true, force: true });

async function findTemplate(): Promise<string> {
  const packageFile = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = createRequire(packageFile)('../package.json') as { version: string };
  const user = process.getuid?.() ?? 0;
  const template = join(tmpdir(), `supportmax-pglite-template-${version}-${user}`);
  if (existsSync(join(template, 'PG_VERSION'))) return template;
  const building = mkdtempSync(join(tmpdir(), 'supportmax-pglite-building-'));
  mkdirSync(building, { recursive: true });
  const client = await createPgliteClient({ directory: join(building, 'database') });
  await client.close();
  try {
    renameSync(join(building, 'database'), template);
  } catch {
    // Another test file was first.
  }
  rmSync(building, { recursive: true, force: true });
  return template;
}

export async function openTestPglite(): Promise<TestDatabase> {
  const folder = await createPgliteFolder();
  const client = await createPgliteClient({ directory: folder });
  await migrate(client, allMigrations);
  return {
    client,
    async dispose() {
      await client.close();
      removePgliteFolder(folder);
    },
  };
}

export async function openTestDatabase(server: TestPostgres): Promise<TestDatabase> {
  const client = createPostgresClient({ url: await server.createDatabase() });
  await migrate(client, allMigrations);
  return { client, dispose: () => client.close() };
}

export interface DatabaseCase {
  readonly name: string;
  readonly skip: boolean;
  open(): Promise<TestDatabase>;
}

/** The databases that every SQL driver is tried on, with a server of its own where there is one. */
export function databaseCases(): readonly DatabaseCase[] {
  const openOwnServer = async (): Promise<TestDatabase> => {
    const server = await startTestPostgres();
    try {
      const database = await openTestDatabase(server);
      const dispose = async () => {
        await database.dispose();
        await server.dispose();
      };
      return { client: database.client, dispose };
    } catch (error) {
      await server.dispose();
      throw error;
    }
  };
  return [
    { name: 'PGlite', skip: false, open: openTestPglite },
    {
      name: postgresMissing() ? 'PostgreSQL (none here)' : 'PostgreSQL',
      skip: skipsWithoutPostgres(),
      open: openOwnServer,
    },
  ];
}
