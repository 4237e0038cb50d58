import type { Migration } from '#src/platforms/postgres/migrate.ts';
import type { SqlClient } from '#src/platforms/postgres/sql-client.ts';
import type { StepResultStoreDriver } from '../driver.ts';

/** `stored_at` tells a later cleaner which results no journey will ask for again. */
export const stepResultStoreMigrations: readonly Migration[] = [
  {
    component: 'step-result-store',
    version: 1,
    sql: `
      create table step_results (
        tenant text collate "C" not null,
        journey_id text collate "C" not null,
        step text collate "C" not null,
        input_hash text collate "C" not null,
        result text not null,
        stored_at timestamptz not null default now(),
        primary key (tenant, journey_id, step, input_hash)
      );
    `,
  },
];

/** Step results in PostgreSQL, embedded or a server. Run `stepResultStoreMigrations` first. */
export function createPostgresStepResultStore(client: SqlClient): StepResultStoreDriver {
  return {
    name: client.kind === 'embedded' ? 'postgres-embedded' : 'postgres',
    capabilities: { durable: client.durable, forgets: false },

    async get({ tenant, journeyId, step, inputHash }) {
      const sql = `select result from step_results
        where tenant = $1 and journey_id = $2 and step = $3 and input_hash = $4`;
      const [found] = await client.query<{ result: string }>(sql, [
        tenant,
        journeyId,
        step,
        inputHash,
      ]);
      return found?.result ?? null;
    },

    async put({ tenant, journeyId, step, inputHash }, result) {
      const sql = `insert into step_results (tenant, journey_id, step, input_hash, result)
        values ($1, $2, $3, $4, $5) on conflict do nothing`;
      await client.query(sql, [tenant, journeyId, step, inputHash, result]);
    },

    async close() {},
  };
}
