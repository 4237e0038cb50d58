import { existsSync, statfsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { SupportError } from '#src/foundation/support-error.ts';
import { DurableNodeFs, durableStartParams, syncTree } from './durable-node-fs.ts';
import { isFatalToEmbedded, toPostgresError } from './errors.ts';
import type { SqlClient, SqlSession, SqlValue } from './sql-client.ts';

export interface PgliteClientOptions {
  /** Where the database lives; null keeps it in memory. One process only may open a directory. */
  readonly directory: string | null;
  /** Bytes that are free where the directory is; asked of the file system unless told. */
  readonly freeBytes?: (directory: string) => number;
}

/** Room that writes leave: for the next log segment (16 MiB), a checkpoint, and a large batch. */
const reserveBytes = 64 * 1024 * 1024;

/**
 * PostgreSQL inside this process. Resolves when the database is open. After an error that kills
 * the embedded server, such as a full disk, the next call opens the directory again.
 */
export async function createPgliteClient(options: PgliteClientOptions): Promise<SqlClient> {
  const directory = options.directory === null ? null : resolve(options.directory);
  const { freeBytes = freeBytesOf } = options;
  const checkRoom = () => {
    if (directory !== null) assertRoom(directory, freeBytes(directory));
  };
  const channels = createChannels();
  const openAndHear = async () => {
    checkRoom();
    const database = await open(directory);
    await channels.hearAll(database);
    return database;
  };

  let closed = false;
  let current: Promise<PGlite> | null = openAndHear();
  await current;

  /** Runs on the open database, and forgets the database when the call killed it. */
  const using = async <Result>(run: (database: PGlite) => Promise<Result>): Promise<Result> => {
    if (closed) throw new SupportError('unavailable', 'The database is closed.');
    current ??= openAndHear();
    const used = current;
    let database: PGlite | null = null;
    try {
      database = await used;
      return await run(database);
    } catch (error) {
      const dead = database === null || (isFatalToEmbedded(error) && !(await answers(database)));
      if (dead && directory !== null && current === used) current = null;
      throw toPostgresError(error);
    }
  };

  return {
    kind: 'embedded',
    durable: directory !== null,
    query: <Row extends object>(sql: string, parameters: readonly SqlValue[] = []) =>
      using(async (database) => {
        if (!/^\s*select\b/i.test(sql)) checkRoom();
        return (await database.query<Row>(sql, [...parameters])).rows;
      }),
    script: (sql) =>
      using(async (database) => {
        checkRoom();
        await database.exec(sql);
      }),
    transaction: <Result>(run: (session: SqlSession) => Promise<Result>) =>
      using((database) => {
        checkRoom();
        return database.transaction((transaction) => run(sessionOf(transaction)));
      }),
    listen: (channel, listener) =>
      channels.add(channel, listener, () => {
        void using((database) => channels.hear(database, channel)).catch(() => {});
      }),
    async close() {
      if (closed) return;
      closed = true;
      channels.clear();
      const database = await current?.catch(() => null);
      if (database && !database.closed) await database.close();
    },
  };
}

/** Who listens to which channel, whichever database is the open one. */
function createChannels() {
  const channels = new Map<string, Set<(payload: string | null) => void>>();
  const ring = (channel: string, payload: string | null) => {
    for (const listener of channels.get(channel) ?? []) listener(payload);
  };
  const hear = async (database: PGlite, channel: string) => {
    await database.listen(channel, (payload) => ring(channel, payload));
    ring(channel, null);
  };
  return {
    hear,
    async hearAll(database: PGlite) {
      for (const channel of channels.keys()) await hear(database, channel);
    },
    add(channel: string, listener: (payload: string | null) => void, first: () => void) {
      const known = channels.get(channel);
      const listeners = known ?? new Set();
      channels.set(channel, listeners.add(listener));
      if (!known) first();
      return () => void listeners.delete(listener);
    },
    clear: () => channels.clear(),
  };
}

/**
 * The embedded server does not survive a disk without room for its next log segment: it spins for
 * ever, and the process with it. So writes stop while there is still room.
 */
function assertRoom(directory: string, freeBytes: number): void {
  if (freeBytes >= reserveBytes) return;
  const megabytes = reserveBytes / 1024 / 1024;
  throw new SupportError(
    'unavailable',
    `The disk is full: the database in ${directory} needs ${megabytes} MiB of free space.`,
  );
}

type Session = Pick<PGlite, 'query' | 'exec'>;

function sessionOf(transaction: Session): SqlSession {
  return {
    async query<Row extends object>(sql: string, parameters: readonly SqlValue[] = []) {
      try {
        return (await transaction.query<Row>(sql, [...parameters])).rows;
      } catch (error) {
        throw toPostgresError(error);
      }
    },
    async script(sql) {
      try {
        await transaction.exec(sql);
      } catch (error) {
        throw toPostgresError(error);
      }
    },
  };
}

async function answers(database: PGlite): Promise<boolean> {
  try {
    await database.query('select 1');
    return true;
  } catch {
    return false;
  }
}

function freeBytesOf(directory: string): number {
  const { bavail, bsize } = statfsSync(nearestFolder(directory));
  return bavail * bsize;
}

/** The folder itself, or the one it will be made in. */
function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}

async function open(directory: string | null): Promise<PGlite> {
  try {
    if (directory === null) return await started(new PGlite());
    if (!existsSync(join(directory, 'PG_VERSION'))) await initialise(directory);
    const fs = new DurableNodeFs(directory);
    return await started(new PGlite({ fs, startParams: durableStartParams() }));
  } catch (error) {
    const known = toPostgresError(error);
    if (known.code !== 'internal') throw known;
    throw new SupportError('data_corrupt', `The database in ${directory} cannot be opened.`, {
      cause: error,
    });
  }
}

async function started(database: PGlite): Promise<PGlite> {
  await database.waitReady;
  return database;
}

/** Builds the database beside its place and moves it there: a kill half-way leaves nothing behind. */
async function initialise(directory: string): Promise<void> {
  const building = `${directory}.building`;
  await mkdir(dirname(directory), { recursive: true });
  await rm(building, { recursive: true, force: true });
  const database = await started(new PGlite(building));
  await database.close();
  syncTree(building);
  await rename(building, directory);
}
