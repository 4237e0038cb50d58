import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { type DeskFunction, defineFunction } from '#src/functions/define-function.ts';
import { blob, feed, queue, schedule } from '#src/functions/trigger.ts';
import { type AppOnAzure, appOnAzure } from '#src/testing/azure-functions/app-on-azure.ts';
import { exampleEvent, type TriggerEvent } from '#src/testing/azure-functions/azure-event.ts';
import type { Outcome } from '#src/testing/azure-functions/function-app.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { functionTimeoutMs } from './platform-time.ts';

interface Seen {
  readonly input?: unknown;
  readonly tenant: string;
  readonly requestId: string;
  readonly traceId: string | null;
  readonly deadline: number | null;
  readonly delivery?: { readonly id: string; readonly attempt: number };
}

const clock = createVirtualClock();
const seen: Seen[] = [];
const timeoutMs = functionTimeoutMs * 2;

type Run = Parameters<typeof defineFunction>[1];
const notes: Run = async ({ context, input, ...call }) => {
  const { tenant, requestId, traceId, deadline } = context;
  if (tenant === 'slow co') await new Promise(setImmediate);
  seen.push({ input, tenant, requestId, traceId, deadline, ...call } as Seen);
  const text = JSON.stringify([tenant, input]);
  if (text.includes('busy')) throw new SupportError('unavailable', 'Not now, dana@home.example.');
  if (text.includes('fatal')) throw new SupportError('data_corrupt', 'What is this?');
  if (text.includes('bug')) throw new Error('a secret of the inside');
  return { outcome: 'done' };
};

const output = z.object({ outcome: z.string() });
const bare = { needs: {}, timeoutMs };
const answer = defineFunction(
  {
    ...bare,
    name: 'answer',
    trigger: queue('journeyQueue'),
    input: z.strictObject({ ticketId: z.string(), cause: z.string() }),
    output,
  },
  notes as never,
);
const project = defineFunction(
  {
    ...bare,
    name: 'project',
    trigger: feed('eventLog'),
    input: z.object({ subjects: z.array(z.string()).min(1) }),
  },
  notes as never,
);
const sweep = defineFunction({ ...bare, name: 'sweep', trigger: schedule(5) }, notes as never);
const files = defineFunction(
  { ...bare, name: 'files', trigger: blob('incomingFiles'), input: z.object({ key: z.string() }) },
  notes as never,
);
const step = defineFunction(
  {
    ...bare,
    name: 'step',
    trigger: { kind: 'step', step: 'classify', outcomes: ['done'] },
    input: z.looseObject({ ticketId: z.string() }),
    output,
  },
  notes as never,
);

let app: AppOnAzure;
let opened = 0;
beforeAll(async () => {
  const broken = async () => {
    opened += 1;
    throw new SupportError('unavailable', 'The database cannot be reached.');
  };
  const all: DeskFunction[] = [answer, project, sweep, files, step];
  app = await appOnAzure([
    ...all.map((fn) => ({ fn, clock })),
    { fn: files, name: 'blobs', filesBy: 'blob-trigger', clock },
    { fn: answer, name: 'unopened', open: broken, clock },
  ]);
});
afterAll(() => app.close());
beforeEach(() => {
  seen.length = 0;
  app.logger.lines.length = 0;
});

const done = (value?: unknown) => ({ kind: 'done', value });
const told = (outcome: Outcome) =>
  outcome.kind === 'failed'
    ? [outcome.error.name, outcome.error.message, outcome.error.stack]
    : outcome;
const failure = (name: string, code: string) => [code, `${name}: ${code}`, `${name}: ${code}`];
const platformEnd = () => clock.now() + functionTimeoutMs - 250;

function example(name: string, changes: { data?: unknown; metadata?: object } = {}): TriggerEvent {
  const event = exampleEvent(name);
  if (event.trigger === 'httpTrigger') throw new Error(`${name} is a request`);
  const metadata = { ...event.metadata, ...changes.metadata };
  return { ...event, ...changes, metadata } as TriggerEvent;
}

const withProperties = (properties: object) =>
  example('answer', { metadata: { ApplicationProperties: properties } });

test('a message is one call, with what its sender put beside it', async () => {
  expect(await app.invoke('answer', example('answer'))).toEqual(done({ outcome: 'done' }));
  expect(seen).toEqual([
    {
      desk: expect.anything(),
      input: {
        ticketId: 'ticket-1f0c6a52b7d94e3388aa10c5',
        cause: 'event-7b1d5f0e9c2a4d68b3f70a19',
      },
      tenant: 'default',
      requestId: 'request-1',
      // The sender's, by what its SDK wrote; the invocation has another.
      traceId: '0af7651916cd43dd8448eb211c80319c',
      deadline: platformEnd(),
      delivery: { id: 'message-0a7c3e9b5d1f42688c40e2b6', attempt: 1 },
    },
  ]);
});

test("a message's own trace, deadline and id go before the platform's", async () => {
  const soon = clock.now() + 5_000;
  const own = { tenant: 'a co', traceId: 'a'.repeat(32), deadline: String(soon), id: 'm-1' };
  await app.invoke('answer', withProperties(own));
  const traceparent = `00-${'b'.repeat(32)}-b7ad6b7169203331-01`;
  await app.invoke('answer', withProperties({ tenant: 'a co', traceparent }));
  await app.invoke('answer', {
    ...withProperties({ tenant: 'a co', deadline: String(platformEnd() + 1) }),
    metadata: {
      ApplicationProperties: { tenant: 'a co' },
      // The programming model makes a number of it.
      MessageId: '12',
      DeliveryCount: 4,
    },
  });
  expect(seen).toMatchObject([
    { tenant: 'a co', traceId: 'a'.repeat(32), deadline: soon, delivery: { id: 'm-1' } },
    { traceId: 'b'.repeat(32), deadline: platformEnd() },
    { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', delivery: { id: '12', attempt: 4 } },
  ]);
  expect(seen[1]?.requestId).toMatch(/^[\w-]{36}$/);
});

test('a message that fails is thrown to the platform, by its code alone', async () => {
  const cases: [TriggerEvent, string][] = [
    [example('answer-broken'), 'invalid_argument'],
    [example('answer', { data: { ticket: 'ticket-1' } }), 'invalid_argument'],
    [example('answer', { data: { ticketId: 'busy', cause: 'x' } }), 'unavailable'],
    [example('answer', { data: { ticketId: 'fatal', cause: 'x' } }), 'data_corrupt'],
    [example('answer', { data: { ticketId: 'bug', cause: 'x' } }), 'internal'],
    [withProperties({ tenant: 'default', deadline: '1' }), 'deadline_exceeded'],
    [withProperties({ tenant: 'default', deadline: 'soon' }), 'invalid_argument'],
    [withProperties({ tenant: '' }), 'invalid_argument'],
    [withProperties({}), 'invalid_argument'],
  ];
  for (const [event, code] of cases) {
    app.logger.lines.length = 0;
    const outcome = await app.invoke('answer', event);
    expect([event.data, told(outcome)]).toEqual([event.data, failure('answer', code)]);
    expect(app.logger.lines).toHaveLength(1);
  }
  expect(seen).toHaveLength(3);
});

test('a function that cannot be opened fails, and is opened anew for the next message', async () => {
  for (const attempt of [1, 2]) {
    const outcome = await app.invoke('unopened', example('answer'));
    expect(told(outcome)).toEqual(failure('unopened', 'unavailable'));
    expect(opened).toBe(attempt);
  }
  expect(app.logger.lines.map(({ message }) => message)).toEqual([
    'a function could not be opened',
    'a function could not be opened',
  ]);
});

test('changes are one call for each tenant, and what is no record is none', async () => {
  expect(await app.invoke('project', example('project'))).toEqual(done({ outcome: 'done' }));
  expect(seen).toMatchObject([
    {
      tenant: 'default',
      traceId: null,
      input: {
        subjects: ['ticket-1f0c6a52b7d94e3388aa10c5', 'ticket-90b2d4f6a8c14e7395d1c3b5'],
      },
    },
  ]);
  const others = [{ id: 'settings' }, null, { tenant: 'default' }, { tenant: 1, subject: 2 }];
  expect(await app.invoke('project', example('project', { data: others }))).toEqual(done());
  expect(seen).toHaveLength(1);
});

test('changes fail together, once every tenant has been tried', async () => {
  const data = ['busy co', 'slow co', 'a co'].map((tenant) => ({ tenant, subject: 'ticket-1' }));
  const outcome = await app.invoke('project', example('project', { data }));
  expect(told(outcome)).toEqual(failure('project', 'unavailable'));
  expect(seen.map(({ tenant }) => tenant)).toEqual(['busy co', 'a co', 'slow co']);
  const strange = await app.invoke('project', example('project', { data: { tenant: 'a co' } }));
  expect(told(strange)).toEqual(failure('project', 'invalid_argument'));
});

test('a schedule is nobody in particular, and says when it is late', async () => {
  expect(await app.invoke('sweep', example('sweep'))).toEqual(done({ outcome: 'done' }));
  expect(seen).toMatchObject([{ tenant: '', input: undefined, deadline: platformEnd() }]);
  expect(app.logger.lines).toEqual([]);
  await app.invoke('sweep', example('sweep', { data: { IsPastDue: true } }));
  expect(app.logger.lines).toMatchObject([{ message: 'a schedule is late', function: 'sweep' }]);
  expect(seen).toHaveLength(2);
});

test('a file is a call of its tenant, whoever tells of it', async () => {
  const subject = '/blobServices/default/containers/incoming/blobs/a%20co/2026/mails.mbox';
  const asCloudEvent = { type: 'Microsoft.Storage.BlobCreated', specversion: '1.0', subject };
  await app.invoke('files', example('import-file'));
  await app.invoke('files', example('import-file', { data: asCloudEvent }));
  await app.invoke('blobs', example('import-file-by-blob-trigger'));
  expect(seen).toMatchObject([
    { tenant: 'default', input: { key: 'default/mails.mbox' } },
    { tenant: 'a co', input: { key: 'a%20co/2026%2Fmails.mbox' } },
    { tenant: 'default', input: { key: 'default/mail.eml' } },
  ]);
});

test('what is told of files that are none of ours, or gone, is no call', async () => {
  const eventType = 'Microsoft.Storage.BlobCreated';
  const blobs = '/blobServices/default/containers/incoming/blobs';
  const quiet = [
    { eventType: 'Microsoft.Storage.BlobDeleted', subject: `${blobs}/default/a.eml` },
    { eventType, subject: `${blobs}/default/folder/` },
  ];
  for (const data of quiet) {
    expect(await app.invoke('files', example('import-file', { data }))).toEqual(done());
  }
  const strange = [
    { eventType, subject: '/blobServices/default/containers/backups/blobs/default/a.eml' },
    { eventType, subject: `${blobs}/a.eml` },
    { eventType, subject: `${blobs}/%zz/a.eml` },
    { eventType },
  ];
  for (const data of strange) {
    const outcome = await app.invoke('files', example('import-file', { data }));
    expect([data, told(outcome)]).toEqual([data, failure('files', 'invalid_argument')]);
  }
  expect(seen).toEqual([]);
});

test('a step is called by what its orchestration holds, and fails by its code', async () => {
  const event = example('step-classify');
  expect(await app.invoke('step', event)).toEqual(done({ outcome: 'done' }));
  expect(seen).toMatchObject([
    {
      tenant: 'default',
      requestId: 'request-1',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      deadline: platformEnd(),
      input: { ticketId: 'ticket-1f0c6a52b7d94e3388aa10c5', after: 'screen' },
    },
  ]);
  expect(seen[0]?.input).not.toHaveProperty('tenant');
  const state = { tenant: 'a co', ticketId: 'busy', deadline: clock.now() + 3 };
  const busy = await app.invoke('step', example('step-classify', { data: state }));
  expect(told(busy)).toEqual(failure('step', 'unavailable'));
  expect(seen[1]).toMatchObject({ tenant: 'a co', deadline: clock.now() + 3 });
  const nobody = await app.invoke('step', example('step-classify', { data: { ticketId: 'x' } }));
  expect(told(nobody)).toEqual(failure('step', 'invalid_argument'));
});
