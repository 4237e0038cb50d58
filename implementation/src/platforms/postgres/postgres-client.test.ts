import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestPostgres } from '#src/testing/postgres-server.ts';
import { freePort, skipsWithoutPostgres, startTestPostgres } from '#src/testing/postgres-server.ts';
import { createPostgresClient } from './postgres-client.ts';

describe('a database URL', () => {
  it('is refused when it is none, without repeating it', async () => {
    for (const url of ['', 'localhost:5432', 'mysql://root:secret@host/db', 'secret']) {
      expect(() => createPostgresClient({ url })).toThrow(/looks like postgres:/);
      expect(() => createPostgresClient({ url })).not.toThrow(/secret/);
    }
  });

  it('where nobody listens gives `unavailable`, each time', async () => {
    const url = `postgres://supportmax@127.0.0.1:${await freePort()}/desk`;
    const client = createPostgresClient({ url });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(client.query('select 1')).rejects.toMatchObject({
        code: 'unavailable',
        retryable: true,
      });
      await expect(client.transaction(async () => {})).rejects.toMatchObject({
        code: 'unavailable',
      });
    }
    await client.close();
    await expect(client.query('select 1')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe.skipIf(skipsWithoutPostgres())('a PostgreSQL server', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startTestPostgres();
  });
  afterAll(() => server?.dispose());

  it('refuses a database that is not there, and says that waiting will not help', async () => {
    const url = (await server.createDatabase()).replace(/\/[^/]*$/, '/not_there');
    const client = createPostgresClient({ url });
    await expect(client.query('select 1')).rejects.toMatchObject({
      code: 'unavailable',
      retryable: false,
    });
    await client.close();
  });

  it('says what went wrong with a statement by code, and keeps the connection usable', async () => {
    const url = await server.createDatabase();
    const client = createPostgresClient({ url, poolSize: 1, statementTimeoutMs: 200 });
    const codes: Readonly<Record<string, string>> = {
      'select pg_sleep(5)': 'deadline_exceeded',
      'select nonsense': 'internal',
      "select repeat('x', 2000000000)": 'too_large',
      'create table twice (id int primary key); insert into twice values (1), (1)': 'conflict',
    };
    for (const [sql, code] of Object.entries(codes)) {
      await expect(client.script(sql), sql).rejects.toMatchObject({ code });
    }
    await expect(client.query('select $1::text', ['NUL \0'])).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    expect(await client.query('select 1 as answer')).toEqual([{ answer: 1 }]);
    await client.close();
  });

  it('rolls back what a transaction did before it failed', async () => {
    const client = createPostgresClient({ url: await server.createDatabase() });
    await client.script('create table kept (id integer)');
    const failing = client.transaction(async (session) => {
      await session.query('insert into kept values ($1)', [1]);
      throw new Error('the caller changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    await client.transaction((session) => session.query('insert into kept values ($1)', [2]));
    expect(await client.query('select id from kept')).toEqual([{ id: 2 }]);
    await client.close();
  });
});
