import { contentHash } from '#src/foundation/identity.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { SqlClient, SqlSession } from './sql-client.ts';

/** One step of one component's tables. What was released is never edited: a change is a new step. */
export interface Migration {
  /** Whose tables they are, such as `event-log`. */
  readonly component: string;
  /** 1, 2, 3, … within the component. */
  readonly version: number;
  readonly sql: string;
  /** Statements for every start, after the migrations; they must do nothing the second time. */
  readonly atEveryStart?: string;
}

/** The lock that keeps two starting processes from migrating at once; any number, but always this. */
const lockKey = 7_294_615_038;
/** Transaction ids that never wrap around came with 13. */
const oldestServer = 13;

const ledger = `
  create table if not exists schema_migrations (
    component text not null,
    version integer not null,
    checksum text not null,
    applied_at timestamptz not null default now(),
    primary key (component, version)
  )`;

/**
 * Brings a database up to what this release needs, all or nothing. Throws `data_corrupt` where the
 * database comes from a newer release, or where an applied migration is no longer the same.
 */
export async function migrate(client: SqlClient, migrations: readonly Migration[]): Promise<void> {
  await client.transaction(async (session) => {
    await checkServer(session);
    await session.query('select pg_advisory_xact_lock($1::bigint)::text', [lockKey]);
    await session.script(ledger);
    const applied = await session.query<Applied>(
      'select component, version, checksum from schema_migrations',
    );
    checkNotNewer(applied, migrations);
    for (const migration of migrations) await apply(session, migration, applied);
    for (const { atEveryStart } of migrations) if (atEveryStart) await session.script(atEveryStart);
  });
}

interface Applied {
  readonly component: string;
  readonly version: number;
  readonly checksum: string;
}

async function checkServer(session: SqlSession): Promise<void> {
  const [row] = await session.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  const major = Math.floor(Number(row?.version ?? 0) / 10_000);
  if (major >= oldestServer) return;
  throw new SupportError(
    'unavailable',
    `PostgreSQL ${oldestServer} or newer is needed; this server is ${major}.`,
    { retryable: false },
  );
}

function checkNotNewer(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const { component, version } of applied) {
    const own = migrations.filter((migration) => migration.component === component);
    // Tables of a component that this composition does not use are none of its business.
    if (own.length === 0) continue;
    const newest = Math.max(...own.map((migration) => migration.version));
    if (version <= newest) continue;
    throw new SupportError(
      'data_corrupt',
      `The database comes from a newer release: its ${component} tables are version ${version}, ` +
        `this release knows version ${newest}.`,
    );
  }
}

async function apply(session: SqlSession, migration: Migration, applied: readonly Applied[]) {
  const { component, version, sql } = migration;
  const checksum = contentHash(sql);
  const known = applied.find((one) => one.component === component && one.version === version);
  if (known?.checksum === checksum) return;
  if (known) {
    throw new SupportError(
      'data_corrupt',
      `Version ${version} of the ${component} tables was made by other statements than this ` +
        'release has.',
    );
  }
  await session.script(sql);
  await session.query(
    'insert into schema_migrations (component, version, checksum) values ($1, $2, $3)',
    [component, version, checksum],
  );
}
