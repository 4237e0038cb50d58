import { expect, test } from 'vitest';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { schedule } from '#src/functions/trigger.ts';
import { serveOnGcp } from '#src/testing/gcp-functions/serve-on-gcp.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';

const step = defineFunction(
  {
    name: 'step-look',
    trigger: { kind: 'step', step: 'look', outcomes: ['seen'] },
    needs: {},
    input: z.strictObject({ ticketId: z.string() }),
    output: z.looseObject({ outcome: z.string() }),
    timeoutMs: 5_000,
  },
  async ({ input, context: { tenant, requestId, traceId } }) => {
    if (input.ticketId === 'busy') throw new SupportError('unavailable', 'Not now.');
    if (input.ticketId === 'gone') throw new SupportError('not_found', 'No such ticket.');
    return { outcome: 'seen', tenant, requestId, traceId };
  },
);

const post = (url: string, body: unknown, headers = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('a state of a workflow gets what its step gives', async () => {
  await using served = await serveOnGcp(step);
  const who = { tenant: 'acme', requestId: 'request-1', traceId };
  const state = { ...who, deadline: 4_000_000_000_000, ticketId: 'ticket-1' };
  const response = await post(served.url, state);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ outcome: 'seen', ...who });
});

test('what a state does not say comes from the request, or is new', async () => {
  await using served = await serveOnGcp(step);
  const headers = { 'x-cloud-trace-context': `${traceId}/1;o=1` };
  const response = await post(served.url, { tenant: 'acme', ticketId: 'x' }, headers);
  const { requestId, ...rest } = (await response.json()) as { requestId: string };
  expect(rest).toMatchObject({ tenant: 'acme', traceId });
  expect(response.headers.get('x-request-id')).toBe(requestId);
});

test('the status of a failed step says whether to try again', async () => {
  await using served = await serveOnGcp(step);
  const state = (ticketId: unknown, more = {}) => ({
    tenant: 'acme',
    ticketId,
    ...more,
  });
  const cases: [unknown, number, string][] = [
    [state('busy'), 503, 'unavailable'],
    [[], 400, 'invalid_argument'],
    [state('x', { deadline: 1 }), 504, 'deadline_exceeded'],
    [state('gone'), 404, 'not_found'],
    [state(7), 400, 'invalid_argument'],
    [{ ticketId: 'x' }, 400, 'invalid_argument'],
    [state('x', { padding: 'x'.repeat(600_000) }), 413, 'too_large'],
  ];
  for (const [body, status, code] of cases) {
    const response = await post(served.url, body);
    expect(await response.json()).toMatchObject({ status, code });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  }
  const read = await fetch(served.url);
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
});

test("the clock's stroke is a post of Cloud Scheduler, or an event of Pub/Sub", async () => {
  const strokes: unknown[] = [];
  const sweep = defineFunction(
    { name: 'stroke', trigger: schedule(60), needs: {}, timeoutMs: 5_000 },
    async ({ context: { tenant, requestId } }) => {
      strokes.push({ tenant, requestId });
      if (strokes.length === 3) throw new SupportError('unavailable', 'Not now.');
    },
  );
  await using served = await serveOnGcp(sweep);
  const plain = await fetch(served.url, { method: 'POST' });
  const event = {
    'ce-id': 'event-1',
    'ce-source': '//pubsub.googleapis.com/projects/desk/topics/minute',
    'ce-specversion': '1.0',
    'ce-type': 'google.cloud.pubsub.topic.v1.messagePublished',
  };
  const published = await post(served.url, { message: { data: '', messageId: '1' } }, event);
  expect([plain.status, published.status]).toEqual([204, 204]);
  const failed = await fetch(served.url, { method: 'POST' });
  expect(failed.status).toBe(503);
  expect(strokes).toMatchObject([
    { tenant: '', requestId: expect.stringMatching(/^[0-9a-f]{32}$/) },
    { tenant: '', requestId: 'event-1' },
    { tenant: '' },
  ]);
});
