import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { ChatResponse, TicketResource } from '#src/api/schemas.ts';
import { DataInUseError, openDataDirectory } from '#src/platforms/local/data-directory.ts';
import { clientOf } from '#src/testing/api/client.ts';
import { answersIn, rawClient } from '#src/testing/api/raw-client.ts';
import type { StartedDesk } from '#src/testing/api/started-desk.ts';
import { DataFolders, launchDesk, startDesk, supportmax } from '#src/testing/api/started-desk.ts';
import { verifies } from '#src/testing/verifies.ts';

/** A machine with a lot to do starts a desk slowly, and nothing here measures. */
vi.setConfig({ testTimeout: 300_000 });

const folders = new DataFolders();
const { small } = folders;
afterAll(() => folders.remove());

/** A desk with a small knowledge base on this data. */
const startSmall = (data: string, ...args: string[]) =>
  startDesk(['--data', data, ...args], { environment: small });

const callTo = ({ url }: StartedDesk) => clientOf((request) => fetch(request), url);

async function stop(desk: StartedDesk): Promise<void> {
  desk.kill('SIGTERM');
  expect([await desk.ended, desk.stderr()]).toEqual([0, '']);
}

const interaction = expect.objectContaining({ level: 'info', message: 'interaction' });

async function ticketsOf(desk: StartedDesk): Promise<readonly TicketResource[]> {
  const page = await callTo(desk)('/v1/tickets?limit=200');
  return (page.json as { items: TicketResource[] }).items;
}

const chatJson = JSON.stringify({ message: 'I want to talk to a person' });
const chatHead = `POST /v1/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${chatJson.length}\r\n\r\n`;

/** A request that has begun and not ended. */
async function beginChat(desk: StartedDesk) {
  const client = await rawClient(desk.url);
  client.write(chatHead + chatJson.slice(0, 10));
  await new Promise((resolve) => setTimeout(resolve, 100));
  return client;
}

const isListening = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });

async function untilClosed(url: string): Promise<void> {
  while (await isListening(url)) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Far beyond what is promised: who needs longer than this does not end by itself. */
const goneMs = 8_000;
const endMs = 20_000;

/** Fails where something does not come to pass at all. */
async function within<Value>(limitMs: number, what: string, coming: Promise<Value>) {
  const late = new AbortController();
  const limit = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: not after ${limitMs} ms`)), limitMs);
    late.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  return Promise.race([coming, limit]).finally(() => late.abort());
}

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says where the desk is open, and on %s finishes what is under way',
    async (signal) => {
      const data = await folders.warm();
      const desk = await startDesk(['--data', data, '--no-samples'], {
        throughNpm: true,
        environment: small,
      });
      expect(desk.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(await callTo(desk)('/readyz')).toMatchObject({ status: 200 });
      const underWay = await beginChat(desk);
      const stream = await fetch(`${desk.url}/v1/events`);
      desk.kill(signal);
      await untilClosed(desk.url);
      underWay.write(chatJson.slice(10));
      const [answer] = answersIn(await underWay.closed);
      expect(answer).toMatchObject({ status: 200, json: { status: 'escalated' } });
      expect(await stream.text()).toContain(': connected');
      expect(await within(endMs, 'the end of the desk', desk.ended)).toBe(0);
      if (signal === 'SIGINT') return;
      const again = await startSmall(data, '--no-samples');
      expect(await ticketsOf(again)).toHaveLength(1);
      await stop(again);
    },
  );

  it('killed, leaves nothing behind: the port and the data are free', async () => {
    const data = await folders.warm();
    const desk = await startDesk(['--data', data, '--no-samples'], {
      throughNpm: true,
      environment: small,
    });
    await callTo(desk)('/v1/chat', { body: { message: 'Hello' } });
    desk.kill('SIGKILL');
    const gone = untilClosed(desk.url).then(() => untilFree(data));
    await within(goneMs, 'the port and the data', gone);
  });
});

/** Resolves when nobody owns the data any more. */
async function untilFree(data: string): Promise<void> {
  for (;;) {
    try {
      openDataDirectory(data).release();
      return;
    } catch (error) {
      expect(error).toBeInstanceOf(DataInUseError);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the data', () => {
  it('has one owner; others hear its address, and ask it', async () => {
    const data = await folders.warm();
    const desk = await startSmall(data, '--no-samples');
    const second = launchDesk(['--port', '0', '--data', data], { environment: small });
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toMatch(/^data_in_use: /);
    expect(second.stderr()).toContain(desk.url);
    expect(second.stderr().trim().split('\n')).toHaveLength(1);

    const asked = await supportmax(
      ['ask', 'I want to talk to a person', '--data', data, '--json'],
      { environment: small },
    );
    expect([asked.code, asked.stderr]).toEqual([0, `asking the desk that runs at ${desk.url}\n`]);
    const answer = JSON.parse(asked.stdout) as ChatResponse;
    expect(await callTo(desk)(`/v1/tickets/${answer.ticketId}`)).toMatchObject({ status: 200 });
    await stop(desk);

    // Nobody runs: the command opens the data itself, and gives it back.
    const alone = await supportmax(
      [
        'ask',
        'And when will somebody be there?',
        '--conversation',
        answer.conversationId,
        '--data',
        data,
        '--json',
      ],
      { environment: small },
    );
    expect([alone.code, alone.stderr]).toEqual([0, expect.not.stringContaining('asking')]);
    const later = await startSmall(data, '--no-samples');
    expect(await ticketsOf(later)).toHaveLength(1);
    await stop(later);
  });

  it('taken by a desk that is not open yet is waited for', async () => {
    const data = await folders.warm();
    const owner = openDataDirectory(data);
    const asking = supportmax(['ask', 'I want to talk to a person', '--data', data, '--json'], {
      environment: small,
    });
    // By then the command has found the data taken, and waits.
    const early = await Promise.race([
      asking,
      new Promise<null>((resolve) => setTimeout(() => resolve(null), 2_500)),
    ]);
    expect(early).toBeNull();
    owner.release();
    const { code, stdout } = await asking;
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ status: 'escalated' }),
    ]);
  });

  it('is played the samples once, and cleared by --reset', async () => {
    const data = await folders.warm();
    const first = await startSmall(data);
    expect(first.stdout()).toContain('The sample customers write in:');
    expect(first.stdout()).toContain('0 answered, 2 handed to people');
    const played = await ticketsOf(first);
    expect(played).toHaveLength(2);
    await stop(first);
    const second = await startSmall(data);
    expect(second.stdout()).not.toContain('The sample customers');
    expect(await ticketsOf(second)).toEqual(played);
    await callTo(second)('/v1/chat', { body: { message: 'Hello' } });
    await stop(second);
    const third = await startSmall(data, '--reset');
    expect(third.stdout()).toContain('The sample customers write in:');
    expect((await ticketsOf(third)).map(({ subject }) => subject)).toEqual(['Help', 'Help']);
    await stop(third);
  });

  it('of the sample company is answered with citations that open', async () => {
    const desk = await startDesk(['--data', await folders.warm()]);
    expect((await ticketsOf(desk)).length).toBeGreaterThan(30);
    await checkCitations(desk);
    await stop(desk);
  });

  it(
    verifies('v1.postgres', 'real part', 'holds every chat that was acknowledged before a SIGKILL'),
    async () => {
      const data = await folders.warm();
      const acknowledged = new Map<string, string>();
      for (let round = 0; round < 2; round += 1) {
        const desk = await startSmall(data, '--no-samples');
        const call = callTo(desk);
        for (const [id, message] of acknowledged) {
          const { json } = await call(`/v1/tickets/${id}`);
          const { events } = json as { events: { type: string; data: { text?: string } }[] };
          const received = events.filter(({ type }) => type === 'message.received');
          expect(received.map((event) => event.data.text)).toEqual([message]);
        }
        const target = acknowledged.size + 60;
        const work = async (worker: number) => {
          for (let count = 0; ; count += 1) {
            const message = `I want to talk to a person, ${round}-${worker}-${count}`;
            const answer = await call('/v1/chat', { body: { message } }).catch(() => null);
            if (!answer) return;
            acknowledged.set((answer.json as ChatResponse).conversationId, message);
            if (acknowledged.size >= target) desk.kill('SIGKILL');
          }
        };
        await Promise.all(Array.from({ length: 8 }, (_, worker) => work(worker)));
        expect(await desk.ended).toBe('SIGKILL');
      }
      const desk = await startSmall(data, '--no-samples');
      const call = callTo(desk);
      const { tickets } = (await call('/v1/metrics')).json as { tickets: number };
      expect(tickets).toBeGreaterThanOrEqual(acknowledged.size);
      for (const id of acknowledged.keys()) {
        expect(await call(`/v1/tickets/${id}`)).toMatchObject({ status: 200 });
      }
      await stop(desk);
    },
  );
});

/** A citation's address opens on the server that gave it. */
async function checkCitations(desk: StartedDesk): Promise<void> {
  const call = callTo(desk);
  let cited = 0;
  for (const { id } of await ticketsOf(desk)) {
    const { json } = await call(`/v1/tickets/${id}`);
    const { events } = json as { events: { data: { citations?: { url: string }[] } }[] };
    for (const { url } of events.flatMap((event) => event.data.citations ?? [])) {
      const page = await fetch(new URL(url, desk.url));
      expect([url, page.status]).toEqual([url, 200]);
      expect((await page.text()).length).toBeGreaterThan(100);
      cited += 1;
    }
  }
  expect(cited).toBeGreaterThan(0);
}

describe('settings', () => {
  it('of the command line beat those of the environment', async () => {
    const data = await folders.warm();
    const other = folders.path('never');
    const environment = { PORT: '1', SUPPORTMAX_DATA: other };
    const flags = await startDesk(['--data', data, '--no-samples'], {
      environment: { ...small, ...environment },
    });
    expect(existsSync(other)).toBe(false);
    await stop(flags);
  });

  it('v0.5 writes nothing to disk', async () => {
    const cwd = folders.path('empty');
    mkdirSync(cwd);
    const data = folders.path('unused');
    const environment = { ...small, SUPPORTMAX_DATA: data, HOME: cwd, TMPDIR: cwd };
    const desk = await startDesk(['v0.5'], { cwd, environment });
    const call = callTo(desk);
    expect(await call('/healthz')).toMatchObject({ json: { version: 'v0.5' } });
    const body = 'x'.repeat(100_000);
    expect(await call('/v1/tickets', { body: { body } })).toMatchObject({ status: 201 });
    expect(await call('/v1/chat', { body: { message: 'Hello' } })).toMatchObject({ status: 200 });
    desk.kill('SIGTERM');
    expect(await desk.ended).toBe(0);
    // Its log is all that it leaves: a line for each of the two, and nothing to worry about.
    const lines = desk.stderr().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([interaction, interaction]);
    expect([readdirSync(cwd), existsSync(data)]).toEqual([[], false]);
  });

  it('that make no sense end it with 2 and the usage', async () => {
    const bad: [string[], Record<string, string>?][] = [
      [['--prot', '1']],
      [[], { DATABASE_URL: 'mysql://user:secret@localhost/desk' }],
    ];
    for (const [args, environment = {}] of bad) {
      const program = launchDesk(['--data', folders.path('never'), ...args], { environment });
      expect([args, await program.ended, program.stdout()]).toEqual([args, 2, '']);
      expect(program.stderr()).toMatch(/^[^\n]+\n\nnpm start /);
      expect(program.stderr()).not.toMatch(/\n\s+at |secret/);
    }
    expect(existsSync(folders.path('never'))).toBe(false);
  });

  it('a port that is taken ends it with 1, says so, and leaves the data free', async () => {
    const data = await folders.warm();
    const desk = await startSmall(data, '--no-samples');
    const { port } = new URL(desk.url);
    const other = await folders.warm();
    const second = launchDesk(['--port', port, '--data', other, '--no-samples'], {
      environment: small,
    });
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toMatch(/^unavailable: Port \d+ on 127\.0\.0\.1 is taken\. [^\n]+\n$/);
    await stop(desk);
    await untilFree(other);
  });
});
