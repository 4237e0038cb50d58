import { expect, test } from 'vitest';
import * as z from 'zod';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction, type MessageDelivery } from '#src/functions/define-function.ts';
import { queue } from '#src/functions/trigger.ts';
import { exampleEvent, inLambda, lambdaContext } from '#src/testing/aws-lambda/lambda-call.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { lambdaHandler } from './lambda-handler.ts';

interface Seen {
  readonly ticketId: string;
  readonly context: RequestContext;
  readonly delivery: MessageDelivery;
}

/** A function that keeps what it was called with, and fails for tickets that say so. */
function answering(meanwhile: () => Promise<void> = async () => {}) {
  const seen: Seen[] = [];
  const fn = defineFunction(
    {
      name: 'answer',
      trigger: queue('journeyQueue'),
      needs: {},
      input: z.strictObject({ ticketId: z.string(), cause: z.string() }),
      timeoutMs: 60_000,
    },
    async ({ input: { ticketId }, context, delivery }) => {
      seen.push({ ticketId, context, delivery });
      await meanwhile();
      if (ticketId === 'busy') throw new SupportError('unavailable', 'the store is away');
      if (ticketId === 'wrong') throw new SupportError('invalid_argument', 'no such ticket');
    },
  );
  return { fn, seen };
}

type Attributes = Readonly<Record<string, string>>;

const messageOf = (messageId: string, body: string, attributes: Attributes, count = '1') => ({
  messageId,
  body,
  eventSource: 'aws:sqs',
  attributes: { ApproximateReceiveCount: count },
  messageAttributes: Object.fromEntries(
    Object.entries(attributes).map(([name, stringValue]) => [
      name,
      { stringValue, dataType: 'String' },
    ]),
  ),
});
const about = (ticketId: string) => JSON.stringify({ ticketId, cause: 'event-1' });
const failed = (...items: string[]) => ({
  batchItemFailures: items.map((itemIdentifier) => ({ itemIdentifier })),
});

test('of three messages the broken one alone comes again', async () => {
  const { fn, seen } = answering();
  const { invoke, lines } = inLambda(fn);
  const event = exampleEvent('answer');
  const [, broken] = event.Records;
  expect(await invoke(event)).toEqual(failed(broken.messageId));
  expect(seen.map(({ delivery }) => delivery)).toEqual([
    { id: 'message-0a7c3e9b5d1f42688c40e2b6', attempt: 1 },
    { id: 'message-c1d3e5f7091b2d4f6a8c0e2f', attempt: 1 },
  ]);
  expect(lines).toMatchObject([
    { message: 'an event could not be read', function: 'answer', item: broken.messageId },
  ]);
  expect(JSON.stringify(lines)).not.toContain('ticketId');
});

test('tenant, request, trace, deadline, id and attempt come by the attributes', async () => {
  const { fn, seen } = answering();
  const clock = createVirtualClock(1_700_000_000_000);
  const attributes = {
    tenant: 'acme',
    requestId: 'request-7',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    deadline: '1700000004000',
    id: 'message-7',
  };
  const event = { Records: [messageOf('m-1', about('t-1'), attributes, '4')] };
  expect(await inLambda(fn, { clock }).invoke(event)).toEqual(failed());
  expect(seen).toMatchObject([
    {
      delivery: { id: 'message-7', attempt: 4 },
      context: {
        tenant: 'acme',
        requestId: 'request-7',
        traceId: '0af7651916cd43dd8448eb211c80319c',
        deadline: 1_700_000_004_000,
      },
    },
  ]);
});

test('without them it is what the platform says, a quarter of a second before its end', async () => {
  const { fn, seen } = answering();
  const clock = createVirtualClock(1_700_000_000_000);
  const record = messageOf('m-1', about('t-1'), { tenant: 'acme', deadline: '1900000000000' });
  const traced = {
    ...record,
    attributes: {
      ...record.attributes,
      AWSTraceHeader: 'Root=1-11111111-222222222222222222222222;Sampled=0',
    },
  };
  const untraced = { ...record, messageId: 'm-2' };
  await inLambda(fn, { clock }).invoke({ Records: [traced, untraced] });
  const { awsRequestId: requestId } = lambdaContext;
  expect(seen).toMatchObject([
    {
      delivery: { id: 'm-1' },
      context: {
        requestId,
        traceId: '11111111222222222222222222222222',
        deadline: 1_700_000_009_750,
      },
    },
    {
      delivery: { id: 'm-2' },
      context: { requestId, traceId: '5759e988bd862e3fe1be46a994272793' },
    },
  ]);
});

test.each([
  ['names no tenant', messageOf('m-1', about('t-1'), {})],
  ['names an empty tenant', messageOf('m-1', about('t-1'), { tenant: '' })],
  [
    'has a deadline that is none',
    messageOf('m-1', about('t-1'), { tenant: 'a', deadline: 'soon' }),
  ],
  ['was never received', messageOf('m-1', about('t-1'), { tenant: 'a' }, '0')],
  ['does not fit the function', messageOf('m-1', '{"ticketId":7}', { tenant: 'a' })],
  ['fails for now', messageOf('m-1', about('busy'), { tenant: 'a' })],
  ['fails for good', messageOf('m-1', about('wrong'), { tenant: 'a' })],
])('a message that %s fails alone, and is in the log once', async (_, record) => {
  const { fn } = answering();
  const { invoke, lines } = inLambda(fn);
  const good = messageOf('m-2', about('t-2'), { tenant: 'a' });
  expect(await invoke({ Records: [record, good] })).toEqual(failed('m-1'));
  expect(lines).toHaveLength(1);
});

test('the messages of a batch run at the same time', async () => {
  let waiting = 0;
  const all = Promise.withResolvers<void>();
  const { fn, seen } = answering(async () => {
    waiting += 1;
    if (waiting === 2) all.resolve();
    await all.promise;
  });
  const records = ['m-1', 'm-2'].map((id) => messageOf(id, about(id), { tenant: 'a' }));
  expect(await inLambda(fn).invoke({ Records: records })).toEqual(failed());
  expect(seen).toHaveLength(2);
});

test('what is not done when the time is over fails, and the batch is still answered', async () => {
  const clock = createVirtualClock();
  const { fn, seen } = answering(() => new Promise(() => {}));
  const result = inLambda(fn, { clock }).invoke({
    Records: [messageOf('m-1', about('t-1'), { tenant: 'a' })],
  });
  await expect.poll(() => seen.length).toBe(1);
  await clock.advance(9_750);
  expect(await result).toEqual(failed('m-1'));
});

test('a message by EventBridge is one call, whose failure is thrown', async () => {
  const { fn, seen } = answering();
  const { invoke } = inLambda(fn);
  const event = exampleEvent('answer-by-event-bus');
  await invoke(event);
  expect(seen).toMatchObject([
    {
      delivery: { id: event.detail.id, attempt: 1 },
      context: { tenant: 'default', requestId: 'request-1', traceId: event.detail.traceId },
    },
  ]);
  const busy = { ...event, detail: { ...event.detail, body: JSON.parse(about('busy')) } };
  await expect(invoke(busy)).rejects.toMatchObject({ name: 'unavailable' });
  await expect(invoke({ ...event, 'detail-type': 'other' })).rejects.toMatchObject({
    name: 'invalid_argument',
  });
});

test('where the function cannot be opened the whole batch comes again', async () => {
  const { fn } = answering();
  const { options, lines } = inLambda(fn);
  const open = async () => {
    throw new SupportError('unavailable', 'the database is away');
  };
  const event = { Records: [messageOf('m-1', about('t-1'), { tenant: 'a' })] };
  await expect(lambdaHandler(fn, open, options)(event, lambdaContext)).rejects.toMatchObject({
    name: 'unavailable',
  });
  expect(lines).toMatchObject([{ message: 'a function could not be opened' }]);
});
