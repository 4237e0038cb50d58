import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseCase, TestDatabase } from '#src/testing/sql-databases.ts';
import { databaseCases } from '#src/testing/sql-databases.ts';
import type { Migration } from './migrate.ts';
import { migrate } from './migrate.ts';
import type { SqlClient } from './sql-client.ts';

let numbered = 0;

/** Migrations of a component of its own, so that tests can share a database. */
function aComponent() {
  numbered += 1;
  const component = `component-${numbered}`;
  const table = `table_${numbered}`;
  const first = { component, version: 1, sql: `create table ${table} (id integer)` };
  const second = { component, version: 2, sql: `alter table ${table} add column name text` };
  return { component, table, first, second };
}

const columnsOf = async (client: SqlClient, table: string) => {
  const rows = await client.query<{ name: string }>(
    'select column_name as name from information_schema.columns where table_name = $1 order by 1',
    [table],
  );
  return rows.map(({ name }) => name);
};

function describeMigrations({ name, skip, open }: DatabaseCase) {
  describe.skipIf(skip)(`migrations on ${name}`, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database?.dispose());

    it('run in order, once each, and go on from where an older release stopped', async () => {
      const { client } = database;
      const { table, first, second } = aComponent();
      await migrate(client, [first]);
      await migrate(client, [first]);
      expect(await columnsOf(client, table)).toEqual(['id']);
      await migrate(client, [first, second]);
      await migrate(client, [first, second]);
      expect(await columnsOf(client, table)).toEqual(['id', 'name']);
    });

    it('run once when several processes start at the same moment', async () => {
      const { client } = database;
      const { table, first, second } = aComponent();
      await Promise.all(Array.from({ length: 5 }, () => migrate(client, [first, second])));
      expect(await columnsOf(client, table)).toEqual(['id', 'name']);
    });

    it('refuse a database from a newer release, naming both versions', async () => {
      const { client } = database;
      const { component, first, second } = aComponent();
      await migrate(client, [first, second]);
      const refused = migrate(client, [first]);
      await expect(refused).rejects.toMatchObject({ code: 'data_corrupt', retryable: false });
      await expect(refused).rejects.toThrow(
        `its ${component} tables are version 2, this release knows version 1`,
      );
    });

    it('refuse tables that other statements made, and change nothing', async () => {
      const { client } = database;
      const { table, first, second } = aComponent();
      await migrate(client, [first]);
      const edited: Migration = { ...first, sql: `${first.sql} -- edited` };
      await expect(migrate(client, [edited, second])).rejects.toMatchObject({
        code: 'data_corrupt',
      });
      expect(await columnsOf(client, table)).toEqual(['id']);
    });

    it('are all or nothing', async () => {
      const { client } = database;
      const { table, first, second } = aComponent();
      const broken: Migration = { ...second, sql: 'alter table nowhere add column name text' };
      await expect(migrate(client, [first, broken])).rejects.toMatchObject({ code: 'internal' });
      expect(await columnsOf(client, table)).toEqual([]);
      await migrate(client, [first, second]);
      expect(await columnsOf(client, table)).toEqual(['id', 'name']);
    });
  });
}

for (const database of databaseCases()) describeMigrations(database);
