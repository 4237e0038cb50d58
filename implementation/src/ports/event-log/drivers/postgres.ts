import type { LogRecord, Seen } from '#src/domain/ticket/record.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { createGroupCommit } from '#src/platforms/postgres/group-commit.ts';
import type { SqlClient, SqlValue } from '#src/platforms/postgres/sql-client.ts';
import type { EventLogDriver, LogBell, LogChange } from '../driver.ts';
import { everyLog } from '../driver.ts';

const channel = 'supportmax_event_log';

/**
 * The winners of one batch, each with its bell in the same transaction. A notification holds 8,000
 * bytes: for a longer name the bell rings for every log.
 */
const insertSql = `
  with added as (
    insert into event_log (tenant, subject, origin, seq, record, epoch)
    select tenant, subject, origin, seq, record, (select max(epoch) from event_log_epochs)
    from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[])
      as batch (tenant, subject, origin, seq, record)
    on conflict do nothing
    returning tenant, subject, origin, seq
  )
  select tenant, subject, origin, seq::text as seq,
    pg_notify('${channel}', case
      when octet_length(tenant) + octet_length(subject) < 7900 then tenant || e'\\n' || subject
      else '' end)::text as bell
  from added`;

/**
 * A transaction's number is older than its commit, so rows are given out only once every writing
 * transaction with a smaller number has ended: a reader that goes on after the last position
 * then misses nobody.
 */
const settled = `(epoch < (select max(epoch) from event_log_epochs)
    or transaction < pg_snapshot_xmin(pg_current_snapshot()))`;

const positionColumns = `epoch::text as epoch, transaction::text as transaction,
  position::text as position`;

/** Ordered by the table's columns: the result's own of the same names are texts. */
const changesSql = `
  select tenant, subject, record, ${positionColumns}
  from event_log
  where (epoch, transaction, position) > ($1::integer, $2::xid8, $3::bigint) and ${settled}
  order by event_log.epoch, event_log.transaction, event_log.position
  limit $4::integer`;

const endSql = `
  select ${positionColumns}
  from event_log
  where ${settled}
  order by event_log.epoch desc, event_log.transaction desc, event_log.position desc
  limit 1`;

const rowLimit = 500;
/** Characters of records in one statement. */
const sizeLimit = 4_000_000;

/** The log in PostgreSQL, embedded or a server. Run `eventLogMigrations` first. */
export function createPostgresEventLog(client: SqlClient): EventLogDriver {
  const appends = createGroupCommit<PreparedRow, boolean>({
    lanes: client.kind === 'embedded' ? 1 : 2,
    maxItems: rowLimit,
    maxSize: sizeLimit,
    sizeOf: ({ json }) => json.length,
    write: (rows) => insert(client, rows),
    mayBeOneItem: (error) => !(error instanceof SupportError && error.code === 'unavailable'),
  });
  const stops = new Set<() => void>();

  return {
    name: client.kind === 'embedded' ? 'postgres-embedded' : 'postgres',
    capabilities: { durable: client.durable, shared: client.kind === 'server', forgets: false },

    async createIfAbsent(record) {
      return appends.add(prepare(record));
    },

    async read(tenant, subject, after) {
      const { sql, parameters } = readStatement(tenant, subject, after);
      const rows = await client.query<{ record: string }>(sql, parameters);
      return rows.map(({ record }) => parseRecord(record));
    },

    async changes(position, limit) {
      const parameters = [...parsePosition(position), limit];
      const rows = await client.query<ChangeRow>(changesSql, parameters);
      const changes = rows.map((row): LogChange => {
        const { tenant, subject, record } = row;
        return { tenant, subject, record: parseRecord(record), position: positionOf(row) };
      });
      return { changes, next: changes.at(-1)?.position ?? position };
    },

    async end() {
      const [last] = await client.query<PositionRow>(endSql);
      return last ? positionOf(last) : null;
    },

    subscribe(listener) {
      const stop = client.listen(channel, (payload) => listener(parseBell(payload)));
      stops.add(stop);
      return () => {
        stops.delete(stop);
        stop();
      };
    },

    async ping() {
      await client.query('select 1 as answer');
    },

    async close() {
      for (const stop of stops) stop();
      stops.clear();
    },
  };
}

interface PreparedRow {
  readonly record: LogRecord;
  readonly key: string;
  readonly json: string;
}

interface PositionRow {
  readonly epoch: string;
  readonly transaction: string;
  readonly position: string;
}

interface ChangeRow extends PositionRow {
  readonly tenant: string;
  readonly subject: string;
  readonly record: string;
}

const keyOf = (tenant: string, subject: string, origin: string, seq: number | string) =>
  `${tenant}\n${subject}\n${origin}\n${seq}`;

/** JSON escapes what PostgreSQL cannot keep in a text (NUL, lone surrogates); the key must be clean. */
function prepare(record: LogRecord): PreparedRow {
  const { tenant, subject, origin, seq } = record;
  const key = keyOf(tenant, subject, origin, seq);
  if (key.includes('\0') || !key.isWellFormed() || key.split('\n').length !== 4) {
    throw new SupportError(
      'invalid_argument',
      'The name of a log holds characters that the database cannot keep.',
    );
  }
  return { record, key, json: JSON.stringify(record) };
}

/** Returns for each row whether it won its place. */
async function insert(client: SqlClient, rows: readonly PreparedRow[]): Promise<boolean[]> {
  const first = new Map<string, PreparedRow>();
  for (const row of rows) if (!first.has(row.key)) first.set(row.key, row);
  // In one order everywhere, so that two batches never wait for each other in a circle.
  const sorted = [...first.values()].sort((left, right) => (left.key < right.key ? -1 : 1));
  const column = <Value>(pick: (row: PreparedRow) => Value) => sorted.map(pick);
  const added = await client.query<
    Pick<LogRecord, 'tenant' | 'subject' | 'origin'> & { seq: string }
  >(insertSql, [
    column(({ record }) => record.tenant),
    column(({ record }) => record.subject),
    column(({ record }) => record.origin),
    column(({ record }) => record.seq),
    column(({ json }) => json),
  ]);
  const winners = new Set(
    added.map(({ tenant, subject, origin, seq }) => keyOf(tenant, subject, origin, seq)),
  );
  return rows.map((row) => winners.has(row.key) && first.get(row.key) === row);
}

/**
 * Reads what `after` does not cover, as one statement and so from one moment. Known origins cut the
 * primary key into ranges, each of which is read from the index: a long log costs its new part only.
 */
function readStatement(tenant: string, subject: string, after: Seen) {
  const log = 'select record from event_log where tenant = $1 and subject = $2';
  const parameters: SqlValue[] = [tenant, subject];
  const parts: string[] = [];
  let above = '';
  for (const [origin, seq] of Object.entries(after).sort(byBytes)) {
    parameters.push(origin, seq);
    const name = `$${parameters.length - 1}`;
    parts.push(`${log}${above} and origin < ${name}`);
    parts.push(`${log} and origin = ${name} and seq > $${parameters.length}::bigint`);
    above = ` and origin > ${name}`;
  }
  parts.push(`${log}${above}`);
  return { sql: parts.join(' union all '), parameters };
}

const byBytes = ([left]: [string, number], [right]: [string, number]) =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

function parseRecord(json: string): LogRecord {
  try {
    return JSON.parse(json) as LogRecord;
  } catch (cause) {
    throw new SupportError('data_corrupt', 'The event log holds a record that is not JSON.', {
      cause,
    });
  }
}

const digits = 20;

const positionOf = ({ epoch, transaction, position }: PositionRow) =>
  `${epoch.padStart(6, '0')}-${transaction.padStart(digits, '0')}-${position.padStart(digits, '0')}`;

function parsePosition(position: string | null): SqlValue[] {
  if (position === null) return [0, '0', '0'];
  if (!/^\d{6}-\d{20}-\d{20}$/.test(position)) {
    throw new SupportError('invalid_argument', 'That is not a position in this event log.');
  }
  const [epoch = '0', transaction = '0', row = '0'] = position
    .split('-')
    .map((part) => BigInt(part).toString());
  return [Number(epoch), transaction, row];
}

function parseBell(payload: string | null): LogBell {
  const separator = payload?.indexOf('\n') ?? -1;
  if (payload === null || separator < 0) return everyLog;
  return { tenant: payload.slice(0, separator), subject: payload.slice(separator + 1) };
}
