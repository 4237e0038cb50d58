import { recordCount } from '#src/domain/ticket/record.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { createGroupCommit } from '#src/platforms/postgres/group-commit.ts';
import type { SqlClient, SqlValue } from '#src/platforms/postgres/sql-client.ts';
import type { ProjectionStoreDriver } from '../driver.ts';
import { isHandledByAgent, priorityRank } from '../driver.ts';
import type { TicketRow } from '../ticket-row.ts';
import { searchTextOf } from '../ticket-search.ts';
import { listStatement, readLasting, readTotals, timedStatement } from './postgres-queries.ts';

type Scalar = string | number | boolean | null;

/** PostgreSQL keeps no NUL and no half of a surrogate pair in a text. */
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed();

/** Each column with its type and where its value comes from. */
const columns: readonly (readonly [string, string, (row: TicketRow) => Scalar])[] = [
  ['tenant', 'text', (row) => row.tenant],
  ['id', 'text', (row) => row.id],
  ['records', 'bigint', (row) => recordCount(row.seen)],
  ['status', 'text', (row) => row.status],
  ['assignee', 'text', (row) => row.assignee],
  ['priority', 'smallint', (row) => priorityRank[row.priority]],
  ['tags', 'text', (row) => `\n${row.tags.join('\n')}\n`],
  ['escalated', 'boolean', (row) => row.escalated],
  ['escalation_reason', 'text', (row) => row.escalationReason],
  ['resolution', 'text', (row) => row.resolution],
  ['handled_by_agent', 'boolean', isHandledByAgent],
  ['created_at', 'bigint', (row) => row.createdAt],
  ['updated_at', 'bigint', (row) => row.updatedAt],
  ['awaiting_not_before', 'bigint', (row) => row.awaiting?.notBefore ?? null],
  ['silent_since', 'bigint', (row) => row.silence?.since ?? null],
  ['resolutions', 'text', (row) => JSON.stringify(row.resolutions)],
  ['input_tokens', 'bigint', (row) => row.inputTokens],
  ['output_tokens', 'bigint', (row) => row.outputTokens],
  ['cost_usd', 'double precision', (row) => row.costUsd],
  ['search', 'text', (row) => storable(searchTextOf(row))],
  ['row', 'text', (row) => JSON.stringify(row)],
];

const names = columns.map(([name]) => name);
const replaceSql = `
  insert into ticket_rows (${names.join(', ')})
  select ${names.join(', ')}
  from unnest(${columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
    as batch (${names.join(', ')})
  on conflict (tenant, id) do update set
    ${names
      .slice(2)
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}
  where ticket_rows.records <= excluded.records`;

/** Rows in PostgreSQL, embedded or a server. Run `projectionStoreMigrations` first. */
export function createPostgresProjectionStore(client: SqlClient): ProjectionStoreDriver {
  const writes = createGroupCommit<readonly TicketRow[], void>({
    lanes: client.kind === 'embedded' ? 1 : 2,
    maxItems: 500,
    maxSize: 2_000,
    sizeOf: (rows) => rows.length,
    write: async (batches) => {
      await replace(client, batches.flat());
      return batches.map(() => undefined);
    },
    mayBeOneItem: (error) => !(error instanceof SupportError && error.code === 'unavailable'),
  });
  return {
    name: client.kind === 'embedded' ? 'postgres-embedded' : 'postgres',
    capabilities: { durable: client.durable, forgets: false },

    async replace(rows) {
      if (rows.length > 0) await writes.add(rows);
    },

    async get(tenant, id) {
      const sql = 'select row from ticket_rows where tenant = $1 and id = $2';
      const [found] = await client.query<{ row: string }>(sql, [tenant, id]);
      return found ? parseRow(found.row) : null;
    },

    async list(tenant, query) {
      const { sql, parameters } = listStatement(tenant, query);
      const rows = await client.query<{ row: string }>(sql, parameters);
      return rows.map(({ row }) => parseRow(row));
    },

    totals: (tenant) => readTotals(client, tenant),

    async awaiting(now, limit, after) {
      const { sql, parameters } = timedStatement('awaiting_not_before', now, limit, after);
      const rows = await client.query<{ row: string }>(sql, parameters);
      return rows.map(({ row }) => parseRow(row));
    },

    async silent(since, limit, after) {
      const { sql, parameters } = timedStatement('silent_since', since, limit, after);
      const rows = await client.query<{ row: string }>(sql, parameters);
      return rows.map(({ row }) => parseRow(row));
    },

    lasting: (tenant, until, lastingMs) => readLasting(client, tenant, until, lastingMs),

    async position(consumer) {
      const sql = 'select position from consumer_positions where consumer = $1';
      const [found] = await client.query<{ position: string }>(sql, [consumer]);
      return found?.position ?? null;
    },

    async savePosition(consumer, position) {
      const sql = `insert into consumer_positions (consumer, position) values ($1, $2)
        on conflict (consumer) do update set position = excluded.position`;
      await client.query(sql, [consumer, position]);
    },

    clear: () => client.script('truncate ticket_rows, consumer_positions'),
    async close() {},
  };
}

async function replace(client: SqlClient, rows: readonly TicketRow[]): Promise<void> {
  const newest = new Map<string, TicketRow>();
  for (const row of rows) {
    const key = `${row.tenant}\n${row.id}`;
    const other = newest.get(key);
    if (!other || recordCount(other.seen) <= recordCount(row.seen)) newest.set(key, row);
  }
  // In one order everywhere, so that two batches never wait for each other in a circle.
  const sorted = [...newest].sort(([left], [right]) => (left < right ? -1 : 1));
  const parameters: SqlValue[] = columns.map(([, , pick]) => sorted.map(([, row]) => pick(row)));
  await client.query(replaceSql, parameters);
}

function parseRow(json: string): TicketRow {
  try {
    return JSON.parse(json) as TicketRow;
  } catch (cause) {
    throw new SupportError('data_corrupt', 'A stored ticket row is not JSON.', { cause });
  }
}
