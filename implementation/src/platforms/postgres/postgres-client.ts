import pg from 'pg';
import type { Logger } from '#src/foundation/logger.ts';
import { silentLogger } from '#src/foundation/logger.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import { systemClock } from '#src/foundation/time.ts';
import { toPostgresError } from './errors.ts';
import { createListener } from './postgres-listener.ts';
import type { SqlClient, SqlSession, SqlValue } from './sql-client.ts';

export interface PostgresClientOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Connections at most; default 8. */
  readonly poolSize?: number;
  /** A statement that takes longer fails with `deadline_exceeded`; default 15,000. */
  readonly statementTimeoutMs?: number;
  /** How long a call waits for a connection; default 5,000. */
  readonly connectTimeoutMs?: number;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** A PostgreSQL server. Connects on first use, and again by itself after the server was away. */
export function createPostgresClient(options: PostgresClientOptions): SqlClient {
  const { clock = systemClock, logger = silentLogger } = options;
  const { statementTimeoutMs = 15_000, connectTimeoutMs = 5_000 } = options;
  const connection: pg.ClientConfig = {
    connectionString: checkUrl(options.url),
    application_name: 'supportmax',
    keepAlive: true,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    // For a server that no longer answers at all; the server's own timeout comes first.
    query_timeout: statementTimeoutMs + 5_000,
    connectionTimeoutMillis: connectTimeoutMs,
  };
  const pool = new pg.Pool({ ...connection, max: options.poolSize ?? 8 });
  // Without these listeners the loss of a connection would end the process.
  pool.on('error', (error) =>
    logger.log('warn', 'An idle database connection was lost.', { error: error.message }),
  );
  pool.on('connect', (client) => client.on('error', () => {}));

  const listener = createListener({ connection, clock, logger });
  let closing: Promise<void> | null = null;
  return {
    kind: 'server',
    durable: true,
    ...sessionOf(pool),
    transaction: (run) => runTransaction(pool, run),
    listen: listener.listen,
    close() {
      closing ??= Promise.all([listener.close(), pool.end()]).then(() => {});
      return closing;
    },
  };
}

function checkUrl(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol === 'postgres:' || protocol === 'postgresql:') return url;
  throw new SupportError(
    'invalid_argument',
    'A database URL looks like postgres://user:password@host:port/database.',
  );
}

/** What a pool and a client of it share. */
interface Queryable {
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

function sessionOf(queryable: Queryable): SqlSession {
  return {
    async query<Row extends object>(sql: string, parameters: readonly SqlValue[] = []) {
      try {
        const result = await queryable.query(sql, [...parameters]);
        return result.rows as Row[];
      } catch (error) {
        throw toPostgresError(error);
      }
    },
    async script(sql) {
      try {
        await queryable.query(sql);
      } catch (error) {
        throw toPostgresError(error);
      }
    },
  };
}

async function runTransaction<Result>(
  pool: pg.Pool,
  run: (session: SqlSession) => Promise<Result>,
): Promise<Result> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw toPostgresError(error);
  }
  const session = sessionOf(client);
  try {
    await session.script('begin');
    const result = await run(session);
    await session.script('commit');
    client.release();
    return result;
  } catch (error) {
    const rolledBack = await session.script('rollback').then(
      () => true,
      () => false,
    );
    // A connection that cannot roll back is not given to anybody else.
    client.release(!rolledBack);
    throw error;
  }
}
