import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { describe, expect, it } from 'vitest';
import { createPgliteFolder, removePgliteFolder } from '#src/testing/sql-databases.ts';
import { DurableNodeFs, durableStartParams } from './durable-node-fs.ts';
import { createPgliteClient } from './pglite-client.ts';

const inFolder = async (run: (folder: string) => Promise<void>) => {
  const folder = await createPgliteFolder();
  try {
    await run(folder);
  } finally {
    removePgliteFolder(folder);
  }
};

describe('the embedded PostgreSQL', () => {
  it('keeps its data in its folder from one process to the next', () =>
    inFolder(async (directory) => {
      const first = await createPgliteClient({ directory });
      await first.script('create table kept (id integer); insert into kept values (7)');
      await first.close();
      await first.close();
      await expect(first.query('select 1')).rejects.toMatchObject({ code: 'unavailable' });
      const second = await createPgliteClient({ directory });
      expect(await second.query('select id from kept')).toEqual([{ id: 7 }]);
      await second.close();
    }));

  it('flushes every commit to the disk, so that a power cut takes nothing back', () =>
    inFolder(async (directory) => {
      let flushes = 0;
      const fs = new DurableNodeFs(directory, () => {
        flushes += 1;
      });
      const database = new PGlite({ fs, startParams: durableStartParams() });
      await database.exec('create table kept (id integer)');
      const before = flushes;
      for (let id = 0; id < 5; id += 1) await database.query('insert into kept values (1)');
      expect(flushes).toBe(before + 5);
      await database.query('select id from kept');
      expect(flushes).toBe(before + 5);
      await database.close();
    }));

  it('rolls back, tells errors by code, and goes on after them', () =>
    inFolder(async (directory) => {
      const client = await createPgliteClient({ directory });
      await client.script('create table kept (id integer primary key)');
      const failing = client.transaction(async (session) => {
        await session.query('insert into kept values ($1)', [1]);
        throw new TypeError('a bug of the caller');
      });
      await expect(failing).rejects.toMatchObject({ code: 'internal' });
      await expect(client.query('insert into kept values (2), (2)')).rejects.toMatchObject({
        code: 'conflict',
      });
      await expect(client.query('select nonsense')).rejects.toMatchObject({ code: 'internal' });
      expect(await client.query('select id from kept')).toEqual([]);
      await client.close();
    }));

  it('is built beside its place, so that a kill half-way leaves nothing that looks finished', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'supportmax-building-'));
    try {
      const directory = join(parent, 'deep', 'database');
      mkdirSync(`${directory}.building`, { recursive: true });
      writeFileSync(join(`${directory}.building`, 'PG_VERSION'), 'half of a databa');
      const client = await createPgliteClient({ directory });
      expect(await client.query('select 1 as answer')).toEqual([{ answer: 1 }]);
      await client.close();
      expect(readdirSync(join(parent, 'deep'))).toEqual(['database']);
    } finally {
      rmSync(parent, { recursive: true, force: true });
    }
  });

  it('refuses writes while the disk is nearly full, still reads, and goes on with room again', () =>
    inFolder(async (directory) => {
      let free = Number.MAX_SAFE_INTEGER;
      const options = { directory, freeBytes: () => free };
      const full = await createPgliteClient(options);
      await full.script('create table kept (id integer); insert into kept values (7)');
      free = 60 * 1024 * 1024;
      const writes = [
        () => full.query('insert into kept values ($1)', [8]),
        () => full.script('insert into kept values (8)'),
        () => full.transaction((session) => session.query('insert into kept values (8)')),
      ];
      for (const write of writes) {
        await expect(write()).rejects.toMatchObject({ code: 'unavailable', retryable: true });
        await expect(write()).rejects.toThrow('The disk is full');
      }
      expect(await full.query('select id from kept')).toEqual([{ id: 7 }]);
      await expect(createPgliteClient(options)).rejects.toThrow('disk is full');
      free = 70 * 1024 * 1024;
      await full.query('insert into kept values ($1)', [9]);
      expect(await full.query('select id from kept')).toEqual([{ id: 7 }, { id: 9 }]);
      await full.close();
    }));

  it('says that its folder is damaged', () =>
    inFolder(async (directory) => {
      truncateSync(join(directory, 'global', 'pg_control'), 10);
      const opening = createPgliteClient({ directory });
      await expect(opening).rejects.toMatchObject({ code: 'data_corrupt', retryable: false });
      await expect(opening).rejects.toThrow(directory);
    }));
});
