import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server that a test started, or the one it was given. */
export interface TestPostgres {
  /** A database of its own on the server. */
  createDatabase(): Promise<string>;
  /** SIGKILL to the whole server, as when the machine loses power. Own servers only. */
  kill(): Promise<void>;
  /** Starts it again where `kill` or `stop` ended it, on the same port and data. */
  start(): Promise<void>;
  /** Ends the server and removes its data, or the databases made on a given one. */
  dispose(): Promise<void>;
  /** False for a server that was given by SUPPORTMAX_TEST_DATABASE_URL: it is never killed. */
  readonly own: boolean;
}

const givenUrl = process.env.SUPPORTMAX_TEST_DATABASE_URL;

/** Where PostgreSQL's programs are: on Debian one folder per major version. */
function findPrograms(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  const newest = versions
    .map(Number)
    .filter(Number.isFinite)
    .sort((a, b) => b - a);
  const folders = newest.map((version) => join(root, String(version), 'bin'));
  folders.push('/usr/local/bin', '/usr/bin', '/opt/homebrew/bin', '/usr/local/pgsql/bin');
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** PostgreSQL refuses to run as root: there it runs as `postgres`, or as `nobody`. */
function findUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // There is no such user.
    }
  }
  return null;
}

/** Why a test that needs a real server must be skipped, or null. */
export function postgresMissing(): string | null {
  if (givenUrl || findPrograms()) return null;
  return 'no PostgreSQL programs found, and SUPPORTMAX_TEST_DATABASE_URL is not set';
}

/** Prints the reason for a skip once per test file; returns whether to skip. */
export function skipsWithoutPostgres(): boolean {
  const reason = postgresMissing();
  if (reason) process.stderr.write(`skipped the tests on a real PostgreSQL: ${reason}\n`);
  return reason !== null;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  if (givenUrl) return borrowServer(givenUrl);
  const programs = findPrograms();
  if (!programs) throw new Error(postgresMissing() ?? 'no PostgreSQL');
  return ownServer(programs);
}

async function ownServer(programs: string): Promise<TestPostgres> {
  const user = findUser();
  const directory = mkdtempSync(join(tmpdir(), 'supportmax-postgres-'));
  if (user) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  const run = { ...user, cwd: directory, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  const initdb = ['-D', data, '-U', 'supportmax', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  execFileSync(join(programs, 'initdb'), initdb, { ...run, stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${directory}`];
  settings.push(`port=${port}`, 'max_connections=60', 'shared_buffers=32MB');
  const options = settings.flatMap((setting) => ['-c', setting]);

  let server: ChildProcess | null = null;
  const urlOf = (database: string) => `postgres://supportmax@127.0.0.1:${port}/${database}`;
  const start = async () => {
    server = spawn(join(programs, 'postgres'), ['-D', data, ...options], {
      ...run,
      stdio: 'ignore',
    });
    await untilReady(urlOf('postgres'), server);
  };
  const kill = async () => {
    if (!server?.pid || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server?.once('exit', resolve));
    const children = childrenOf(server.pid);
    server.kill('SIGKILL');
    for (const child of children) {
      try {
        process.kill(child, 'SIGKILL');
      } catch {
        // It ended with its parent.
      }
    }
    await ended;
    // A backend that outlived its server would still write below the next one.
    await until(() => children.every((child) => !isAlive(child)));
  };
  const dispose = async () => {
    process.off('exit', killNow);
    await kill();
    rmSync(directory, { recursive: true, force: true });
  };
  const killNow = () => {
    server?.kill('SIGKILL');
  };
  process.on('exit', killNow);
  try {
    await start();
  } catch (error) {
    await dispose();
    throw error;
  }
  return { own: true, start, kill, dispose, createDatabase: databaseMaker(urlOf('postgres')).make };
}

function borrowServer(url: string): TestPostgres {
  const databases = databaseMaker(url);
  const refuse = async () => {
    throw new Error('a given server is never killed');
  };
  return {
    own: false,
    start: refuse,
    kill: refuse,
    createDatabase: databases.make,
    dispose: databases.dropAll,
  };
}

let made = 0;

function databaseMaker(adminUrl: string) {
  const names: string[] = [];
  const admin = async (run: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: adminUrl });
    client.on('error', () => {});
    await client.connect();
    try {
      await run(client);
    } finally {
      await client.end();
    }
  };
  return {
    async make() {
      made += 1;
      const name = `supportmax_test_${process.pid}_${made}`;
      await admin((client) => client.query(`create database ${name}`));
      names.push(name);
      const url = new URL(adminUrl);
      url.pathname = `/${name}`;
      return url.href;
    },
    async dropAll() {
      await admin(async (client) => {
        for (const name of names) {
          await client.query(`drop database if exists ${name} with (force)`);
        }
      });
    },
  };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  await until(async () => {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      return false;
    }
  });
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('the server did not get there in 30 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function childrenOf(pid: number): number[] {
  const options = ['-A', '-o', 'pid=,ppid='];
  const table = execFileSync('ps', options, { encoding: 'utf8' }).trim().split('\n');
  const pairs = table.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([child, parent]) => (parent === pid && child ? [child] : []));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A port of 127.0.0.1 that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
