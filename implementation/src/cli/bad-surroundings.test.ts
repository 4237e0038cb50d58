import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { ChatResponse } from '#src/api/schemas.ts';
import type { Answer, Call } from '#src/testing/api/client.ts';
import { clientOf, faultsOfProblem } from '#src/testing/api/client.ts';
import { DataFolders, launchDesk, startDesk } from '#src/testing/api/started-desk.ts';
import { skipsWithoutPostgres, startTestPostgres } from '#src/testing/postgres-server.ts';

vi.setConfig({ testTimeout: 300_000 });

/** How often the database goes away; SUPPORTMAX_FULL=1 asks for more. */
const rounds = process.env.SUPPORTMAX_FULL ? 10 : 1;

const folders = new DataFolders();
const { small } = folders;
afterAll(() => folders.remove());

const startOn = (data: string, environment: Record<string, string> = {}) =>
  startDesk(['--data', data, '--no-samples'], { environment: { ...small, ...environment } });

/** Starts a desk that cannot start, and returns the one line that says why. */
async function refusalOf(args: readonly string[], environment: Record<string, string> = {}) {
  const desk = launchDesk(['--port', '0', '--no-samples', ...args], {
    environment: { ...small, ...environment },
  });
  const code = await desk.ended;
  const [line, ...more] = desk.stderr().trimEnd().split('\n');
  expect([code, more]).toEqual([1, []]);
  return line ?? '';
}

const message = 'I want to talk to a person';
const chat = (call: Call): Promise<Answer> => call('/v1/chat', { body: { message } });
const idOf = ({ json }: Answer): string => (json as ChatResponse).conversationId;

/** Asks until the desk answers again. */
async function untilWell(call: Call): Promise<void> {
  while ((await chat(call)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

function expectUnavailable(answer: Answer): void {
  expect(answer).toMatchObject({ status: 503, json: { code: 'unavailable' } });
  expect(faultsOfProblem(answer)).toEqual([]);
  expect(answer.headers.get('retry-after')).toBe('1');
}

describe('data that cannot be used', () => {
  it('is named with its code, and left as it is', async () => {
    const data = await folders.warm();
    writeFileSync(join(data, 'postgres/global/pg_control'), Buffer.alloc(8192, 0x5a));
    expect(await refusalOf(['--data', data])).toMatch(/^data_corrupt: The database in .*postgres/);
    const newer = await folders.warm();
    writeFileSync(join(newer, 'format.json'), '{"format":99}');
    expect(await refusalOf(['--data', newer])).toMatch(/^data_corrupt: .*format 99/);
    writeFileSync(folders.path('file'), 'x');
    expect(await refusalOf(['--data', folders.path('file')])).toMatch(/^invalid_argument: /);
    const foreign = folders.path('foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.txt'), 'years of work');
    expect(await refusalOf(['--data', foreign, '--reset'])).toMatch(/^invalid_argument: .*thesis/);
  });

  it('a damaged lock is taken over', async () => {
    const data = await folders.warm();
    writeFileSync(join(data, 'lock.sqlite'), Buffer.alloc(3000, 0x5a));
    const desk = await startOn(data);
    expect(await chat(clientOf((request) => fetch(request), desk.url))).toMatchObject({
      status: 200,
    });
    desk.kill('SIGTERM');
    expect(await desk.ended).toBe(0);
  });
});

/** A file system of its own, which can be filled or made read-only; null where that needs rights. */
function mountDisk(path: string): { remount(option: string): void; unmount(): void } | null {
  mkdirSync(path);
  const run = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  if (!run('mount', '-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', path)) return null;
  return {
    remount: (option) => expect(run('mount', '-o', `remount,${option}`, path)).toBe(true),
    unmount: () => void run('umount', '-l', path),
  };
}

describe('a disk', () => {
  it('that is full, or read-only, is a clear problem, and loses nothing', async (context) => {
    const path = folders.path('disk');
    const disk = mountDisk(path);
    if (!disk) {
      console.log('skipped: a small file system can only be mounted by root on Linux');
      return context.skip();
    }
    try {
      const data = join(path, 'data');
      cpSync(await folders.warm(), data, { recursive: true });
      const desk = await startOn(data);
      const call = clientOf((request) => fetch(request), desk.url);
      const first = idOf(await chat(call));
      spawnSync('dd', ['if=/dev/zero', `of=${join(path, 'fill')}`, 'bs=64k']);
      for (let count = 0; count < 3; count += 1) expectUnavailable(await chat(call));
      const body = 'x'.repeat(100_000);
      expectUnavailable(await call('/v1/tickets', { body: { body } }));
      expect(await call(`/v1/tickets/${first}`)).toMatchObject({ status: 200 });
      expect(await call('/healthz')).toMatchObject({ status: 200 });
      rmSync(join(path, 'fill'));
      await untilWell(call);
      const opened = await call('/v1/tickets', { body: { body } });
      expect(opened.status).toBe(201);
      desk.kill('SIGTERM');
      expect(await desk.ended).toBe(0);
      disk.remount('ro');
      expect(await refusalOf(['--data', data])).toMatch(/^unavailable: .*data.*read-only/);
      disk.remount('rw');
      const again = await startOn(data);
      const askAgain = clientOf((request) => fetch(request), again.url);
      for (const id of [first, (opened.json as { id: string }).id]) {
        expect(await askAgain(`/v1/tickets/${id}`)).toMatchObject({ status: 200 });
      }
      again.kill('SIGTERM');
      expect(await again.ended).toBe(0);
    } finally {
      disk.unmount();
    }
  });
});

describe('a PostgreSQL server', () => {
  it('that is not there is named, with what to do, and without its password', async () => {
    for (const url of [
      'postgres://u:secret@127.0.0.1:1/desk',
      'postgres://u:secret@no.invalid/x',
    ]) {
      const line = await refusalOf(['--data', folders.path('server')], { DATABASE_URL: url });
      expect(line).toMatch(
        /^unavailable: .*DATABASE_URL names (127\.0\.0\.1:1\/desk|no\.invalid\/x)/,
      );
      expect(line).not.toContain('secret');
    }
    const reset = await refusalOf(['--data', folders.path('server'), '--reset'], {
      DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/desk',
    });
    expect(reset).toMatch(/^invalid_argument: --reset .*DATABASE_URL/);
  });

  it.skipIf(skipsWithoutPostgres())(
    'that goes away under load and returns loses nothing that was acknowledged',
    async (context) => {
      const postgres = await startTestPostgres();
      try {
        if (!postgres.own) return context.skip();
        const DATABASE_URL = await postgres.createDatabase();
        const desk = await startOn(folders.path('served'), { DATABASE_URL });
        const call = clientOf((request) => fetch(request), desk.url);
        const acknowledged: string[] = [];
        const refused: Answer[] = [];
        let over = false;
        const work = async () => {
          while (!over) {
            const answer = await chat(call);
            if (answer.status === 200) acknowledged.push(idOf(answer));
            else refused.push(answer);
          }
        };
        const workers = Array.from({ length: 6 }, work);
        const progress = async (list: unknown[], more: number) => {
          for (const end = list.length + more; list.length < end; ) {
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
        };
        for (let round = 0; round < rounds; round += 1) {
          await progress(acknowledged, 40);
          await postgres.kill();
          await progress(refused, 10);
          expect(await call('/healthz')).toMatchObject({ status: 200 });
          expectUnavailable(await call('/readyz'));
          await postgres.start();
          await progress(acknowledged, 40);
        }
        over = true;
        await Promise.all(workers);
        for (const answer of refused) expectUnavailable(answer);
        for (const id of acknowledged) {
          const { json } = await call(`/v1/tickets/${id}`);
          const types = (json as { events: { type: string }[] }).events.map(({ type }) => type);
          expect(types.filter((type) => type === 'message.received')).toHaveLength(1);
          expect(types.filter((type) => type === 'ticket.escalated')).toHaveLength(1);
        }
        expect(desk.stderr()).not.toContain('"level":"error","message":"a request failed"');
        await postgres.kill();
        desk.kill('SIGTERM');
        expect(await desk.ended).toBe(0);
      } finally {
        await postgres.dispose();
      }
    },
  );
});
