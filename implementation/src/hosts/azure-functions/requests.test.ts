import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { http } from '#src/functions/trigger.ts';
import { type AppOnAzure, appOnAzure } from '#src/testing/azure-functions/app-on-azure.ts';
import { exampleEvent, type HttpEvent } from '#src/testing/azure-functions/azure-event.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { functionTimeoutMs } from './platform-time.ts';

const success = { status: 200, description: 'Done.' };
const get = (path: string) => http({ method: 'GET', path, summary: 'A page.', success });

const echo = defineFunction(
  {
    name: 'echo',
    trigger: http({
      method: 'POST',
      path: '/v1/echoes/{id}',
      summary: 'Says it back.',
      pathSchema: z.strictObject({ id: z.string() }),
      querySchema: z.strictObject({ loud: z.string().optional() }),
      bodyLimitBytes: 2_000,
      success: { ...success, status: 201 },
    }),
    needs: {},
    input: z.strictObject({ word: z.string() }),
    timeoutMs: 5_000,
  },
  async ({ input, path, query, request, context: { tenant, traceId, requestId } }) => {
    if (input.word === 'busy') throw new SupportError('unavailable', 'Not now.');
    if (input.word === 'bug') throw new Error('a secret of the inside');
    const { url } = request;
    const said = { word: input.word, path, query, url, tenant, traceId, requestId };
    return Response.json(said, { status: 201 });
  },
);

const cookies = defineFunction(
  { name: 'cookies', trigger: get('/'), needs: {}, timeoutMs: 5_000 },
  async () => {
    const headers = new Headers({ 'content-type': 'text/html', location: '/next' });
    headers.append('set-cookie', 'one=a%20b; Path=/; HttpOnly; SameSite=Lax; Max-Age=60');
    headers.append('set-cookie', 'two=2; Secure; Expires=Thu, 01 Jan 2099 00:00:00 GMT');
    return new Response('<h1>grün</h1>', { status: 303, headers });
  },
);

/** What the function that streams was told by the signals of its body and of its request. */
const ends: string[] = [];
let source: ReadableStreamDefaultController<Uint8Array>;
let pulled = 0;
const stream = defineFunction(
  { name: 'stream', trigger: get('/v1/stream'), needs: {}, timeoutMs: 5_000 },
  async ({ request }) => {
    request.signal.addEventListener('abort', () => ends.push('aborted'));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        source = controller;
      },
      pull() {
        pulled += 1;
      },
      cancel() {
        ends.push('cancelled');
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  },
);

let release: () => void;
const late = defineFunction(
  { name: 'late', trigger: get('/v1/late'), needs: {}, timeoutMs: 5_000 },
  async ({ request }) => {
    request.signal.addEventListener('abort', () => ends.push('aborted'));
    await new Promise<void>((resolve) => {
      release = resolve;
      pulled += 1;
    });
    return new Response(new ReadableStream({ cancel: () => void ends.push('cancelled') }));
  },
);

const clock = createVirtualClock();
let app: AppOnAzure;
beforeAll(async () => {
  const open = () => Promise.reject(new SupportError('unavailable', 'No database.'));
  app = await appOnAzure([
    { fn: echo },
    { fn: echo, name: 'unopened', open },
    { fn: echo, name: 'claimed', tenantClaim: 'extension_tenant' },
    { fn: cookies },
    { fn: stream, clock },
    { fn: late },
  ]);
});
afterAll(() => app.close());
beforeEach(() => {
  ends.length = 0;
  pulled = 0;
  app.logger.lines.length = 0;
});

type Data = HttpEvent['data'];
const event = (path: string, data: Partial<Data> = {}, traceParent?: string): HttpEvent => ({
  trigger: 'httpTrigger',
  data: { method: 'GET', url: `https://desk.example${path}`, headers: {}, ...data },
  traceParent,
});
const say = (word: string, headers: Record<string, string> = {}, traceParent?: string) => {
  const json = { 'content-type': 'application/json', ...headers };
  return event(
    '/v1/echoes/a%2Fb?loud=y',
    { method: 'POST', headers: json, body: { word } },
    traceParent,
  );
};

async function ask(name: string, asked: HttpEvent) {
  const { response, outcome } = await app.request(name, asked);
  const text = await response.text();
  expect(await outcome).toEqual({ kind: 'done', value: undefined });
  const type = response.headers.get('content-type') ?? '';
  return { response, status: response.status, text, json: /json/.test(type) && JSON.parse(text) };
}

test('a request reaches its function as it was sent, and the answer its client', async () => {
  const traceParent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const { response, status, json } = await ask('echo', say('grün', {}, traceParent));
  expect([status, json]).toEqual([
    201,
    {
      word: 'grün',
      path: { id: 'a/b' },
      query: { loud: 'y' },
      url: 'https://desk.example/v1/echoes/a%2Fb?loud=y',
      tenant: 'default',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      // The name of the invocation, where the client gave none.
      requestId: response.headers.get('x-ms-invocation-id'),
    },
  ]);
  const named = await ask('echo', say('x', { 'x-request-id': 'mine-1' }));
  expect(named.json).toMatchObject({ requestId: 'mine-1', traceId: null });
});

test('refusals and failures are problems, whoever finds them', async () => {
  const long = say('x'.repeat(2_000));
  const cases: [string, HttpEvent, number, string][] = [
    ['echo', say('busy'), 503, 'unavailable'],
    ['echo', say('bug'), 500, 'internal'],
    ['echo', event('/v1/echoes/1', { method: 'POST', body: '{' }), 415, 'invalid_argument'],
    ['echo', { ...long, data: { ...long.data, body: { other: 1 } } }, 400, 'invalid_argument'],
    ['echo', long, 413, 'too_large'],
    ['unopened', say('x'), 503, 'unavailable'],
    ['claimed', say('x'), 401, 'unauthenticated'],
  ];
  for (const [name, asked, status, code] of cases) {
    const answer = await ask(name, asked);
    expect([name, answer.status, answer.json.code]).toEqual([name, status, code]);
    expect(answer.response.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.text).not.toContain('secret');
  }
});

test('the tenant is the one that the platform vouches for, and nobody else', async () => {
  const typ = 'extension_tenant';
  const principal = (value: unknown) => ({
    'x-ms-client-principal': Buffer.from(JSON.stringify(value)).toString('base64'),
  });
  const vouched = {
    claims: [
      { typ: 'sub', val: 'dana' },
      { typ, val: 'a co' },
    ],
  };
  expect((await ask('claimed', say('x', principal(vouched)))).json.tenant).toBe('a co');
  // Where no claim is named nobody strips what a client sends.
  expect((await ask('echo', say('x', principal(vouched)))).json.tenant).toBe('default');
  const refused = [
    { claims: [] },
    { claims: [{ typ, val: '' }] },
    { claims: [{ typ, val: 7 }] },
    {
      claims: [
        { typ, val: 'a co' },
        { typ, val: 'b co' },
      ],
    },
    { claims: 'none' },
    null,
    'text',
  ];
  for (const value of refused) {
    const { status } = await ask('claimed', say('x', principal(value)));
    expect([value, status]).toEqual([value, 401]);
  }
  const garbage = { 'x-ms-client-principal': '%%%' };
  expect((await ask('claimed', say('x', garbage))).status).toBe(401);
});

test('the root has its function; cookies, status and headers arrive', async () => {
  const { response, text } = await ask('cookies', event('/'));
  expect([response.status, text]).toEqual([303, '<h1>grün</h1>']);
  expect(response.headers.get('location')).toBe('/next');
  expect(response.headers.getSetCookie()).toEqual([
    'one=a%20b; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
    'two=2; Expires=Thu, 01 Jan 2099 00:00:00 GMT; Secure',
  ]);
  const head = await ask('cookies', event('/', { method: 'HEAD' }));
  expect([head.status, head.text]).toEqual([303, '']);
});

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = async (reader: ReadableStreamDefaultReader<Uint8Array>) =>
  new TextDecoder().decode((await reader.read()).value);
const aborted = () => expect.poll(() => ends).toEqual(['aborted', 'cancelled']);

async function begin(signal?: AbortSignal) {
  const { response, outcome } = await requested(signal);
  const reader = response.body?.getReader();
  if (!reader) throw new Error('there is no body');
  return { response, outcome, reader };
}

/** Headers go out with the first of the body. */
function requested(signal?: AbortSignal) {
  const asked = app.request('stream', event('/v1/stream'), signal);
  void expect
    .poll(() => pulled)
    .toBeGreaterThan(0)
    .then(() => source.enqueue(bytes('one\n')));
  return asked;
}

test('an answer arrives while it is being written', async () => {
  const { response, outcome, reader } = await begin();
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(await textOf(reader)).toBe('one\n');
  source.enqueue(bytes('two\n'));
  expect(await textOf(reader)).toBe('two\n');
  source.close();
  expect((await reader.read()).done).toBe(true);
  expect(await outcome).toEqual({ kind: 'done', value: undefined });
  expect(ends).toEqual([]);
});

test('a client that hangs up ends the answer', async () => {
  const leaving = new AbortController();
  const { outcome, reader } = await begin(leaving.signal);
  await reader.read();
  leaving.abort();
  await aborted();
  expect(await outcome).toEqual({ kind: 'done', value: undefined });
  expect(app.logger.lines).toEqual([]);
});

test('an answer that nobody waits for any more is not begun', async () => {
  const leaving = new AbortController();
  const asked = app.request('late', event('/v1/late'), leaving.signal).catch(() => 'gone');
  await expect.poll(() => pulled).toBe(1);
  leaving.abort();
  expect(await asked).toBe('gone');
  await expect.poll(() => ends).toEqual(['aborted']);
  release();
  await aborted();
});

test('an answer ends before the platform ends the worker', async () => {
  const { outcome, reader } = await begin();
  await reader.read();
  await clock.advance(functionTimeoutMs - 250);
  expect((await reader.read()).done).toBe(true);
  await aborted();
  expect(await outcome).toEqual({ kind: 'done', value: undefined });
});

test('an answer that breaks off does not look whole', async () => {
  const { outcome, reader } = await begin();
  await reader.read();
  source.error(new Error('the store went away'));
  await expect(reader.read()).rejects.toThrow();
  expect(await outcome).toEqual({ kind: 'done', value: undefined });
  expect(app.logger.lines).toMatchObject([{ message: 'an answer broke off', function: 'stream' }]);
});

test('an answer is read no faster than its client takes it', async () => {
  const { outcome, reader } = await begin();
  await reader.read();
  const piece = new Uint8Array(1 << 20);
  for (let sent = 0; sent < 64; sent += 1) source.enqueue(piece);
  source.close();
  // Time enough for all of it, were it not held back.
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(source.desiredSize).toBeLessThan(0);
  let received = 0;
  for (let one = await reader.read(); !one.done; one = await reader.read()) {
    received += one.value.byteLength;
  }
  expect(received).toBe(64 << 20);
  await outcome;
});

test('what no function is there for does not reach one', async () => {
  const example = exampleEvent('chat');
  if (example.trigger !== 'httpTrigger') throw new Error('chat is no request');
  await expect(app.request('echo', example)).rejects.toThrow('the host would answer 404');
  await expect(app.request('echo', event('/v1/echoes/1'))).rejects.toThrow('404: GET');
});
