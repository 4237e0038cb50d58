import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { blob, feed, queue } from '#src/functions/trigger.ts';
import { serveOnGcp } from '#src/testing/gcp-functions/serve-on-gcp.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';

/** What the framework itself prints of failures, unredacted. */
let printed: MockInstance<typeof console.error>;
beforeEach(() => {
  printed = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => printed.mockRestore());

/** Functions that keep what they were called with. */
function keepers() {
  const calls: unknown[] = [];
  const answer = defineFunction(
    {
      name: 'keep-message',
      trigger: queue('journeyQueue'),
      needs: {},
      input: z.strictObject({ ticketId: z.string() }),
      timeoutMs: 5_000,
    },
    async ({ input, delivery, context: { tenant, requestId, traceId, deadline } }) => {
      calls.push({ input, delivery, tenant, requestId, traceId, deadline });
      if (input.ticketId === 'busy') throw new SupportError('unavailable', 'Not now.');
      if (input.ticketId === 'gone') throw new SupportError('not_found', 'No such ticket.');
      if (input.ticketId === 'bug') throw new Error('a secret of the inside');
    },
  );
  const project = defineFunction(
    {
      name: 'keep-changes',
      trigger: feed('eventLog'),
      needs: {},
      input: z.strictObject({ subjects: z.array(z.string()) }),
      timeoutMs: 5_000,
    },
    async ({ input, context: { tenant, requestId } }) => {
      calls.push({ input, tenant, requestId });
    },
  );
  const importFile = defineFunction(
    {
      name: 'keep-file',
      trigger: blob('incomingFiles'),
      needs: {},
      input: z.strictObject({ key: z.string() }),
      timeoutMs: 5_000,
    },
    async ({ input, context: { tenant, requestId } }) => {
      calls.push({ input, tenant, requestId });
    },
  );
  return { calls, answer, project, importFile };
}

const traceId = '0af7651916cd43dd8448eb211c80319c';
const attributes = {
  tenant: 'acme',
  requestId: 'request-1',
  traceId,
  deadline: '4000000000000',
  id: 'message-1',
};
const messageOf = (body: unknown, fields = {}) => ({
  message: {
    data: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)).toString('base64'),
    attributes,
    messageId: '12345',
    publishTime: '2026-11-01T10:00:00.000Z',
    ...fields,
  },
  subscription: 'projects/desk/subscriptions/journeys',
});

const json = { 'content-type': 'application/json' };
const eventHeaders = (type: string, more = {}) => ({
  'ce-id': 'event-1',
  'ce-source': '//pubsub.googleapis.com/projects/desk/topics/journeys',
  'ce-specversion': '1.0',
  'ce-type': type,
  ...json,
  ...more,
});
const published = 'google.cloud.pubsub.topic.v1.messagePublished';
const written = 'google.cloud.firestore.document.v1.written';
const finalized = 'google.cloud.storage.object.v1.finalized';

const post = (url: string, headers: Record<string, string>, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers,
    body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
  });

test('a message of Pub/Sub is one call, with what its sender put beside it', async () => {
  const { calls, answer } = keepers();
  const clock = createVirtualClock(1_000);
  await using served = await serveOnGcp(answer, { clock });
  const body = { ...messageOf({ ticketId: 'ticket-1' }), deliveryAttempt: 3 };
  const response = await post(served.url, eventHeaders(published), body);
  expect(response.status).toBe(204);
  expect(calls).toEqual([
    {
      input: { ticketId: 'ticket-1' },
      delivery: { id: 'message-1', attempt: 3 },
      tenant: 'acme',
      requestId: 'request-1',
      traceId,
      // Its own time is shorter than what the message leaves.
      deadline: 6_000,
    },
  ]);
});

test('of two deadlines the earlier counts: the message, the platform less a quarter second', async () => {
  const { calls, answer } = keepers();
  const clock = createVirtualClock(1_000);
  await using served = await serveOnGcp(answer, { clock, platformTimeoutMs: 3_000 });
  const send = (deadline: string) => {
    const body = messageOf({ ticketId: 'x' }, { attributes: { ...attributes, deadline } });
    return post(served.url, eventHeaders(published), body);
  };
  await send('2500');
  await send('9000');
  expect(calls).toMatchObject([{ deadline: 2_500 }, { deadline: 3_750 }]);
  expect((await send('900')).status).toBe(500);
  expect(served.logger.lines).toMatchObject([
    { code: 'deadline_exceeded', requestId: 'request-1' },
  ]);
});

test('an event as one JSON document, and a push without any event, mean the same', async () => {
  const { calls, answer } = keepers();
  await using served = await serveOnGcp(answer);
  const structured = {
    id: 'event-1',
    source: '//pubsub.googleapis.com/projects/desk/topics/journeys',
    specversion: '1.0',
    type: published,
    data: messageOf({ ticketId: 'ticket-1' }),
  };
  await post(served.url, { 'content-type': 'application/cloudevents+json' }, structured);
  const path = `${served.url}/projects/desk/topics/journeys`;
  await post(path, json, messageOf({ ticketId: 'ticket-1' }));
  const one = { input: { ticketId: 'ticket-1' }, tenant: 'acme', requestId: 'request-1', traceId };
  const delivery = { id: 'message-1', attempt: 1 };
  expect(calls).toMatchObject([
    { ...one, delivery },
    { ...one, delivery },
  ]);
});

test("where the sender says nothing, the event's own carriers do", async () => {
  const { calls, answer } = keepers();
  await using served = await serveOnGcp(answer);
  const body = messageOf({ ticketId: 'x' }, { attributes: { tenant: 'acme' } });
  const trace = `00-${traceId}-b7ad6b7169203331-01`;
  await post(served.url, eventHeaders(published, { traceparent: trace }), body);
  await post(served.url, eventHeaders(published, { 'ce-traceparent': trace }), body);
  const expected = { requestId: 'event-1', traceId, delivery: { id: '12345', attempt: 1 } };
  expect(calls).toMatchObject([expected, expected]);
});

test('every failure makes Pub/Sub deliver again, and says no more than its code', async () => {
  const { calls, answer } = keepers();
  await using served = await serveOnGcp(answer);
  const bodies = [
    messageOf({ ticketId: 'busy' }),
    messageOf({ ticketId: 'gone' }),
    messageOf({ ticketId: 'bug' }),
    messageOf({ ticket: 'ticket-1' }),
    messageOf('no JSON'),
    messageOf({ ticketId: 'x' }, { attributes: {} }),
    { something: 'else' },
  ];
  const answers: string[] = [];
  for (const body of bodies) {
    const response = await post(served.url, eventHeaders(published), body);
    expect(response.status).toBe(500);
    answers.push(await response.text());
  }
  expect(answers).toEqual([
    'keep-message: unavailable',
    'keep-message: not_found',
    'keep-message: internal',
    ...Array(4).fill('keep-message: invalid_argument'),
  ]);
  expect(printed.mock.calls.flat()).toEqual(answers);
  expect(calls).toHaveLength(3);
  const codes = served.logger.lines.map(({ level, code }) => [level, code]);
  expect(codes).toEqual([
    ['warn', 'unavailable'],
    ['warn', 'not_found'],
    ['error', undefined],
    ['warn', 'invalid_argument'],
    ['warn', 'invalid_argument'],
    ['error', 'invalid_argument'],
    ['error', 'invalid_argument'],
  ]);
});

/** What Firestore sends is a protobuf, which the framework hands on as bytes and nobody reads. */
const protobuf = new Uint8Array([0x0a, 0x03, 0x66, 0x6f, 0x6f, 0xff]);
const ring = (url: string, type: string, headers: Record<string, string>) =>
  post(url, eventHeaders(type, { 'content-type': 'application/protobuf', ...headers }), protobuf);

test('a written record rings for its log; the place of the document says which', async () => {
  const { calls, project } = keepers();
  await using served = await serveOnGcp(project);
  const path = 'tenants/gr%C3%BCn%20wald/logs/ticket-1/records/site-1';
  // As CloudEvents' binding to HTTP wants it, as it is, and by the subject alone.
  const headers = [
    { 'ce-document': path.replaceAll('%', '%25') },
    { 'ce-document': path },
    { 'ce-subject': `documents/${path}` },
  ];
  for (const one of headers) expect((await ring(served.url, written, one)).status).toBe(204);
  const call = { input: { subjects: ['ticket-1'] }, tenant: 'grün wald', requestId: 'event-1' };
  expect(calls).toEqual([call, call, call]);
});

test('a deleted record rings for nobody, nor does a document elsewhere', async () => {
  const { calls, project } = keepers();
  await using served = await serveOnGcp(project);
  const document = 'tenants/acme/logs/ticket-1/records/site-1';
  const deleted = 'google.cloud.firestore.document.v1.deleted';
  expect((await ring(served.url, deleted, { 'ce-document': document })).status).toBe(204);
  for (const elsewhere of ['users/someone', 'tenants/acme/logs/%ff/records/site-1', '']) {
    expect((await ring(served.url, written, { 'ce-document': elsewhere })).status).toBe(204);
  }
  expect(calls).toEqual([]);
});

test('a file that was put into the bucket is one call for the tenant of its folder', async () => {
  const { calls, importFile } = keepers();
  await using served = await serveOnGcp(importFile);
  const put = (name: unknown) =>
    post(served.url, eventHeaders(finalized), { bucket: 'incoming', name });
  expect((await put('gr%C3%BCn/mails/über uns.mbox')).status).toBe(204);
  expect((await put('acme/')).status).toBe(204);
  for (const name of ['mails.mbox', '/mails.mbox', '%ff/mails.mbox', 7]) {
    expect((await put(name)).status).toBe(500);
  }
  const input = { key: 'gr%C3%BCn/mails%2F%C3%BCber%20uns.mbox' };
  expect(calls).toEqual([{ input, tenant: 'grün', requestId: 'event-1' }]);
});
