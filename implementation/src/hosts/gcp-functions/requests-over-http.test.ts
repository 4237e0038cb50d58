import { once } from 'node:events';
import { request as rawRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { http } from '#src/functions/trigger.ts';
import { serveOnGcp } from '#src/testing/gcp-functions/serve-on-gcp.ts';

const success = { status: 200, description: 'Done.' };

const echo = defineFunction(
  {
    name: 'echo',
    trigger: http({
      method: 'POST',
      path: '/v1/echo',
      summary: 'Says it back.',
      bodyLimitBytes: 2_000,
      success: { ...success, status: 201 },
    }),
    needs: {},
    input: z.strictObject({ word: z.string() }),
    output: z.object({ word: z.string(), tenant: z.string(), traceId: z.string().nullable() }),
    timeoutMs: 5_000,
  },
  async ({ input, context: { tenant, traceId } }) => {
    if (input.word === 'busy') throw new SupportError('unavailable', 'Not now.');
    if (input.word === 'bug') throw new Error('a secret of the inside');
    return { word: input.word, tenant, traceId };
  },
);

const json = { 'content-type': 'application/json' };
const say = (url: string, body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
  fetch(`${url}/v1/echo`, { method: 'POST', body, headers: { ...json, ...headers } });

test('a request gets the answer of its function', async () => {
  await using served = await serveOnGcp(echo);
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  const response = await say(served.url, '{"word":"grün"}', headers);
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ word: 'grün', tenant: 'default', traceId });
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
});

test("Google's own trace header counts where there is no other", async () => {
  await using served = await serveOnGcp(echo);
  const traceId = '105445aa7843bc8bf206b12000100000';
  const headers = { 'x-cloud-trace-context': `${traceId}/1;o=1` };
  const response = await say(served.url, '{"word":"x"}', headers);
  expect(await response.json()).toMatchObject({ traceId });
});

test('refusals and failures are problems, also those that the framework finds first', async () => {
  await using served = await serveOnGcp(echo);
  const { url } = served;
  const cases: [() => Promise<Response>, number, string][] = [
    // The first of all is the framework's: a server is prepared when its first request arrives.
    [() => say(url, '{"word":'), 400, 'invalid_argument'],
    [() => say(url, '{"word":1}'), 400, 'invalid_argument'],
    [() => say(url, '"a text"'), 400, 'invalid_argument'],
    [() => say(url, '{}', { 'content-encoding': 'gzip' }), 400, 'invalid_argument'],
    [() => say(url, '{}', { 'content-encoding': 'compress' }), 415, 'invalid_argument'],
    [
      () => say(url, '{}', { 'content-type': 'application/json; charset=latin1' }),
      415,
      'invalid_argument',
    ],
    [() => say(url, '{}', { 'content-type': 'text/plain' }), 415, 'invalid_argument'],
    [() => say(url, JSON.stringify({ word: 'x'.repeat(2_000) })), 413, 'too_large'],
    [() => say(url, '{"word":"busy"}'), 503, 'unavailable'],
    [() => say(url, '{"word":"bug"}'), 500, 'internal'],
    [() => fetch(`${url}/v1/echo`), 405, 'invalid_argument'],
    [() => fetch(`${url}/elsewhere`), 404, 'not_found'],
  ];
  for (const [ask, status, code] of cases) {
    const response = await ask();
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await response.json()) as { requestId: string };
    expect(problem).toMatchObject({ status, code });
    expect(response.status).toBe(status);
    expect(response.headers.get('x-request-id')).toBe(problem.requestId);
    expect(JSON.stringify(problem)).not.toContain('secret');
  }
});

test('a body is unpacked once, and its limit holds for what comes out', async () => {
  await using served = await serveOnGcp(echo);
  const packed = (word: string) => new Uint8Array(gzipSync(JSON.stringify({ word })));
  const gzip = { 'content-encoding': 'gzip' };
  const small = await say(served.url, packed('small'), gzip);
  expect(await small.json()).toMatchObject({ word: 'small' });
  const large = await say(served.url, packed('x'.repeat(2_000)), gzip);
  expect(large.status).toBe(413);
});

test('the tenant is the one that the gateway vouches for, where a claim is named', async () => {
  await using served = await serveOnGcp(echo, { tenantClaim: 'desk' });
  const userinfo = (claims: unknown) => ({
    'x-apigateway-api-userinfo': Buffer.from(JSON.stringify(claims)).toString('base64url'),
  });
  const known = await say(served.url, '{"word":"x"}', userinfo({ desk: 'grünwald', sub: 'me' }));
  expect(await known.json()).toMatchObject({ tenant: 'grünwald' });
  const strangers = [{}, userinfo({ sub: 'me' }), userinfo({ desk: 7 }), userinfo(null)];
  for (const headers of [...strangers, { 'x-apigateway-api-userinfo': 'no claims' }]) {
    const refused = await say(served.url, '{"word":"x"}', headers);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 'unauthenticated' });
  }
});

test('without a named claim nothing that a client sends names the tenant', async () => {
  await using served = await serveOnGcp(echo);
  const claims = Buffer.from('{"desk":"other","tenant":"other"}').toString('base64url');
  const response = await say(served.url, '{"word":"x"}', { 'x-apigateway-api-userinfo': claims });
  expect(await response.json()).toMatchObject({ tenant: 'default' });
});

test('a function that cannot be put together is a failure, and in the log', async () => {
  const open = async () => {
    throw new SupportError('unavailable', 'The database does not answer.');
  };
  await using served = await serveOnGcp(echo, { open });
  const response = await say(served.url, '{"word":"x"}');
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: 'unavailable' });
  expect(served.logger.lines).toMatchObject([
    { level: 'error', function: 'echo', code: 'unavailable' },
  ]);
});

const encoder = new TextEncoder();

/** A function that streams until its client is gone, and what became of it. */
function ticking() {
  const seen = { gone: Promise.withResolvers<void>(), url: '' };
  const release = Promise.withResolvers<void>();
  const fn = defineFunction(
    {
      name: 'ticks',
      trigger: http({ method: 'GET', path: '/v1/ticks', summary: 'Ticks.', success }),
      needs: {},
      timeoutMs: 5_000,
    },
    async ({ request }) => {
      seen.url = request.url;
      request.signal.addEventListener('abort', () => seen.gone.resolve());
      const body = new ReadableStream({
        async start(controller) {
          controller.enqueue(encoder.encode('first '));
          await release.promise;
          controller.enqueue(encoder.encode('last'));
          controller.close();
        },
      });
      const headers = new Headers({ 'content-type': 'text/plain' });
      headers.append('set-cookie', 'a=1; Path=/');
      headers.append('set-cookie', 'b=2');
      return new Response(request.method === 'HEAD' ? null : body, { headers });
    },
  );
  return { fn, seen, release };
}

test('what is written arrives before the end of the answer', async () => {
  const { fn, release } = ticking();
  await using served = await serveOnGcp(fn);
  const response = await fetch(`${served.url}/v1/ticks`);
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  expect(response.headers.get('content-length')).toBeNull();
  const chunks: string[] = [];
  for await (const chunk of response.body ?? []) {
    chunks.push(Buffer.from(chunk).toString());
    release.resolve();
  }
  expect(chunks).toEqual(['first ', 'last']);
});

test('a client that goes away aborts the request', async () => {
  const { fn, seen } = ticking();
  await using served = await serveOnGcp(fn);
  const client = new AbortController();
  const response = await fetch(`${served.url}/v1/ticks`, { signal: client.signal });
  await response.body?.getReader().read();
  client.abort();
  await seen.gone.promise;
});

test('a HEAD has the headers and no body', async () => {
  const { fn } = ticking();
  await using served = await serveOnGcp(fn);
  const response = await fetch(`${served.url}/v1/ticks`, { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain');
  expect(await response.text()).toBe('');
});

test('the URL is the one that the client asked, as the front end says', async () => {
  const { fn, seen, release } = ticking();
  await using served = await serveOnGcp(fn);
  release.resolve();
  // Only a plain client may choose its Host.
  const headers = { host: 'desk.example', 'x-forwarded-proto': 'https' };
  const asked = rawRequest(`${served.url}/v1/ticks`, { headers }).end();
  const [response] = await once(asked, 'response');
  response.resume();
  expect(seen.url).toBe('https://desk.example/v1/ticks');
});
