import { expect, test } from 'vitest';
import * as z from 'zod';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { http } from '#src/functions/trigger.ts';
import { exampleEvent, inLambda, lambdaContext } from '#src/testing/aws-lambda/lambda-call.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { lambdaHandler } from './lambda-handler.ts';

type Answer = (request: Request, context: RequestContext) => Promise<Response>;

const success = { status: 200, description: '' };

const getting = (path: string, answer: Answer) =>
  defineFunction(
    {
      name: 'getting',
      trigger: http({ method: 'GET', path, summary: '', success }),
      needs: {},
      timeoutMs: 60_000,
    },
    async ({ request, context }) => answer(request, context),
  );

const posting = defineFunction(
  {
    name: 'posting',
    trigger: http({ method: 'POST', path: '/v1/chat', summary: '', success }),
    needs: {},
    input: z.strictObject({ message: z.string() }),
    output: z.strictObject({ reply: z.string() }),
    timeoutMs: 1_000,
  },
  async ({ input, context }) => ({ reply: `${context.tenant}: ${input.message}` }),
);

/** A request of the example, with other parts. */
function eventOf(changes: Record<string, unknown>, context: Record<string, unknown> = {}) {
  const event = exampleEvent('stream-events');
  return { ...event, ...changes, requestContext: { ...event.requestContext, ...context } };
}

const echoUrl = getting('/a/{rest}', async ({ url }) => new Response(url));

test('a request of API Gateway is answered', async () => {
  const result = await inLambda(posting).invoke(exampleEvent('chat'));
  expect(result).toMatchObject({
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'x-request-id': lambdaContext.awsRequestId,
    },
    cookies: [],
    body: '{"reply":"default: The password reset link is an hour old, is it still good?"}',
    isBase64Encoded: false,
  });
});

test('a body may come as base64', async () => {
  const event = exampleEvent('chat');
  const body = Buffer.from('{"message":"Grüße"}').toString('base64');
  const result = await inLambda(posting).invoke({ ...event, body, isBase64Encoded: true });
  expect(result).toMatchObject({ statusCode: 200, body: '{"reply":"default: Grüße"}' });
});

test("the desk's own refusals are answers", async () => {
  const event = { ...exampleEvent('chat'), body: '{"message":7}' };
  const result = await inLambda(posting).invoke(event);
  const headers = { 'content-type': 'application/problem+json' };
  expect(result).toMatchObject({ statusCode: 400, headers });
});

test.each([
  ['/a/b', '$default', 'x=1&y=a%20b', '/a/b?x=1&y=a%20b'],
  ['/prod/a/b', 'prod', '', '/a/b'],
  ['/production/a/b', 'prod', '', null],
  ['/a/b%20c', '$default', '', '/a/b%20c'],
  // A gateway's path is decoded: what would end it, or is no escape, is encoded once more.
  ['/a/b?c#d', '$default', '', '/a/b%3Fc%23d'],
  ['/a/100% b', '$default', 'q=%C3%BC', '/a/100%25%20b?q=%C3%BC'],
  ['/a/ü', '$default', '', '/a/%C3%BC'],
])('path %s of stage %s', async (rawPath, stage, rawQueryString, expected) => {
  const event = eventOf({ rawPath, rawQueryString }, { stage });
  const result = await inLambda(withQuery).invoke(event);
  const { domainName } = event.requestContext;
  if (expected === null) expect(result).toMatchObject({ statusCode: 404 });
  else expect(result).toMatchObject({ body: `https://${domainName}${expected}` });
});

const withQuery = {
  ...echoUrl,
  trigger: { ...echoUrl.trigger, querySchema: z.looseObject({}) },
};

test('headers, cookies and the trace arrive', async () => {
  let seen: Headers | undefined;
  let context: RequestContext | undefined;
  const fn = getting('/v1/events', async (request, given) => {
    [seen, context] = [request.headers, given];
    return new Response(null, { status: 204 });
  });
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const headers = {
    ...exampleEvent('chat').headers,
    traceparent,
    'x-request-id': 'mine',
    a: 'b,c',
  };
  const event = eventOf({ headers, cookies: ['a=1', 'b=ü'], rawQueryString: '' });
  await inLambda(fn).invoke(event);
  expect(seen?.get('a')).toBe('b,c');
  expect(Buffer.from(seen?.get('cookie') ?? '', 'latin1').toString()).toBe('a=1; b=ü');
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  expect(context).toMatchObject({ tenant: 'default', requestId: 'mine', traceId });
  const { traceparent: _, ...plain } = headers;
  await inLambda(fn).invoke({ ...event, headers: plain });
  expect(context).toMatchObject({ traceId: '68a4f2d73f1c9b2e7a5d4c6088e1f0aa' });
  await inLambda(fn).invoke({ ...event, headers: {} });
  const requestId = lambdaContext.awsRequestId;
  expect(context).toMatchObject({ requestId, traceId: '5759e988bd862e3fe1be46a994272793' });
});

test('cookies have a place of their own, and bytes that are no text are wrapped', async () => {
  const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x10]);
  const fn = getting('/v1/events', async () => {
    const response = new Response(bytes, { headers: { 'content-type': 'image/jpeg' } });
    response.headers.append('set-cookie', 'a=1; Path=/');
    response.headers.append('set-cookie', 'b=2');
    response.headers.append('vary', 'accept');
    response.headers.append('vary', 'cookie');
    return response;
  });
  expect(await inLambda(fn).invoke(eventOf({ rawQueryString: '' }))).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'image/jpeg', vary: 'accept, cookie' },
    cookies: ['a=1; Path=/', 'b=2'],
    body: bytes.toString('base64'),
    isBase64Encoded: true,
  });
});

test.each([
  ['a verified token', { jwt: { claims: { org: 'acme', sub: 'mary' }, scopes: null } }],
  ["the gateway's own authoriser", { lambda: { org: 'acme' } }],
])('the tenant is vouched for by %s', async (_, authorizer) => {
  const event = exampleEvent('chat');
  const requestContext = { ...event.requestContext, authorizer };
  const { invoke } = inLambda(posting, { tenantClaim: 'org' });
  expect(await invoke({ ...event, requestContext })).toMatchObject({
    body: expect.stringContaining('"acme: '),
  });
});

test.each([undefined, null, { jwt: { claims: { org: '' } } }, { lambda: null }, { iam: {} }])(
  'without a tenant it is refused: %j',
  async (authorizer) => {
    const event = exampleEvent('chat');
    const requestContext = { ...event.requestContext, authorizer };
    const headers = { ...event.headers, org: 'acme' };
    const { invoke } = inLambda(posting, { tenantClaim: 'org' });
    const result = await invoke({ ...event, headers, requestContext });
    expect(result).toMatchObject({ statusCode: 401 });
  },
);

test('a request that cannot be one is refused', async () => {
  const { invoke } = inLambda(echoUrl);
  for (const event of [
    eventOf({ headers: { 'no name': 'x' } }),
    eventOf({}, { http: { method: 'TRACE' } }),
    eventOf({}, { domainName: 'a b' }),
  ]) {
    expect(await invoke(event)).toMatchObject({ statusCode: 400 });
  }
});

test('a function that cannot be opened is an answer, and is in the log', async () => {
  const { options, lines } = inLambda(posting);
  const open = async () => {
    throw new SupportError('unavailable', 'the database is away');
  };
  const result = await lambdaHandler(posting, open, options)(exampleEvent('chat'), lambdaContext);
  expect(result).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
  expect(lines).toMatchObject([{ message: 'a function could not be opened' }]);
});

test("shortly before the platform's time is over a hanging call is answered", async () => {
  const clock = createVirtualClock();
  let begun = false;
  const fn = getting('/v1/events', async () => {
    begun = true;
    return await new Promise<Response>(() => {});
  });
  const result = inLambda(fn, { clock }).invoke(eventOf({ rawQueryString: '' }));
  await expect.poll(() => begun).toBe(true);
  await clock.advance(9_750);
  expect(await result).toMatchObject({ statusCode: 504 });
});

test('a body that breaks off fails, and is in the log', async () => {
  const fn = getting('/v1/events', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('cut')) });
    return new Response(body);
  });
  const { invoke, lines } = inLambda(fn);
  const call = invoke(eventOf({ rawQueryString: '' }));
  await expect(call).rejects.toMatchObject({ name: 'internal' });
  expect(lines).toMatchObject([{ message: 'an answer broke off', error: 'cut' }]);
});
