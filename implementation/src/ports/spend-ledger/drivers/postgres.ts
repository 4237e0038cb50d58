import type { Migration } from '#src/platforms/postgres/migrate.ts';
import type { SqlClient } from '#src/platforms/postgres/sql-client.ts';
import type { DaySpending, SpendLedgerDriver } from '../driver.ts';

/** Sums and money in whole nano-dollars. `reserved_at` tells which calls never came back. */
export const spendLedgerMigrations: readonly Migration[] = [
  {
    component: 'spend-ledger',
    version: 1,
    sql: `
      create table spending_days (
        tenant text collate "C" not null,
        day text collate "C" not null,
        calls bigint not null default 0,
        input_tokens bigint not null default 0,
        output_tokens bigint not null default 0,
        cost bigint not null default 0,
        unsure bigint not null default 0,
        reserved bigint not null default 0,
        primary key (tenant, day)
      );
      create table spending_reservations (
        tenant text collate "C" not null,
        day text collate "C" not null,
        id text collate "C" not null,
        amount bigint not null,
        reserved_at timestamptz not null default now(),
        primary key (tenant, day, id)
      );
    `,
  },
];

/**
 * Whoever comes second waits for the row of the day, and reads it again when the first is through:
 * so the condition holds for all of them together.
 */
const reserveSql = `
  with granted as (
    insert into spending_days as known (tenant, day, reserved)
    select $1::text, $2::text, $4::bigint where $4::bigint <= $5::bigint
    on conflict (tenant, day) do update set reserved = known.reserved + excluded.reserved
      where known.cost + known.unsure + known.reserved + excluded.reserved <= $5::bigint
    returning 1
  )
  insert into spending_reservations (tenant, day, id, amount)
  select $1::text, $2::text, $3::text, $4::bigint from granted
  returning id`;

/** A reservation is deleted once, so it is settled once. */
const settleSql = `
  with taken as (
    delete from spending_reservations where tenant = $1 and day = $2 and id = $3 returning amount
  )
  update spending_days set
    calls = calls + $4::bigint,
    input_tokens = input_tokens + $5::bigint,
    output_tokens = output_tokens + $6::bigint,
    cost = cost + $7::bigint,
    unsure = unsure + $8::bigint,
    reserved = reserved - taken.amount
  from taken where tenant = $1 and day = $2
  returning day`;

const totalsSql = `
  select tenant, day, calls::float8, input_tokens::float8 as "inputTokens",
    output_tokens::float8 as "outputTokens", cost::float8, unsure::float8, reserved::float8
  from spending_days where tenant = $1 and day between $2 and $3
  order by day`;

/** Spending in PostgreSQL, embedded or a server. Run `spendLedgerMigrations` first. */
export function createPostgresSpendLedger(client: SqlClient): SpendLedgerDriver {
  return {
    name: client.kind === 'embedded' ? 'postgres-embedded' : 'postgres',
    capabilities: { durable: client.durable },

    async reserve({ tenant, day, id }, amount, cap) {
      const rows = await client.query(reserveSql, [tenant, day, id, amount, cap]);
      return rows.length > 0;
    },

    async settle({ tenant, day, id }, spent) {
      const { calls, inputTokens, outputTokens, cost, unsure } = spent;
      const numbers = [calls, inputTokens, outputTokens, cost, unsure];
      const rows = await client.query(settleSql, [tenant, day, id, ...numbers]);
      return rows.length > 0;
    },

    totals: (tenant, fromDay, toDay) =>
      client.query<DaySpending>(totalsSql, [tenant, fromDay, toDay]),

    async close() {},
  };
}
