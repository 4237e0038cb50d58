import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { allFunctions } from '#src/functions/all-functions.ts';
import { answer } from '#src/functions/answer/answer.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import { importFile } from '#src/functions/import-file/import-file.ts';
import { stepFunctions } from '#src/functions/step-functions.ts';
import { exampleEvent, exampleEventNames } from '#src/testing/azure-functions/azure-event.ts';
import { functionsCore } from '#src/testing/azure-functions/functions-core.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import type { AzureOptions } from './azure-options.ts';
import { connections } from './binding-names.ts';
import { ncrontabOf } from './ncrontab.ts';
import { functionTimeoutMs } from './platform-time.ts';
import { registerAzureFunction } from './register-azure-function.ts';

const core = functionsCore();
const functions: readonly DeskFunction[] = [
  ...new Set([...allFunctions, importFile, ...stepFunctions]),
];

beforeAll(() => {
  const options = {
    tenantClaim: null,
    clock: createVirtualClock(),
    logger: createRecordingLogger(),
  } satisfies AzureOptions;
  const open = () => Promise.reject(new Error('nobody calls here'));
  for (const fn of functions) registerAzureFunction(fn, open, options);
  const named = { ...importFile, name: 'import-file-by-blob-trigger' };
  registerAzureFunction(named, open, { ...options, filesBy: 'blob-trigger' });
});

function triggerOf(name: string) {
  const bindings = Object.values(core.functions.get(name)?.metadata.bindings ?? {});
  const [trigger] = bindings.filter(({ type }) => type.endsWith('Trigger'));
  if (!trigger) throw new Error(`${name} is not registered`);
  const { name: _hashed, properties: _sdk, direction, ...rest } = trigger;
  expect(direction).toBe('in');
  return rest;
}

test('every function is registered under its own name, with a binding that Azure knows', () => {
  const registered = functions.map(({ name, trigger }) => [trigger.kind, triggerOf(name).type]);
  expect(Object.fromEntries(registered)).toEqual({
    http: 'httpTrigger',
    queue: 'serviceBusTrigger',
    feed: 'cosmosDBTrigger',
    schedule: 'timerTrigger',
    blob: 'eventGridTrigger',
    step: 'activityTrigger',
  });
});

test('requests: routes in the form of Azure, open to everybody, answered by the function', () => {
  const type = 'httpTrigger';
  const authLevel = 'anonymous';
  const read = { type, authLevel, methods: ['GET', 'HEAD'] };
  expect(triggerOf('get-ticket')).toEqual({ ...read, route: 'v1/tickets/{id}' });
  expect(triggerOf('show-desk')).toEqual({ ...read, route: '/' });
  const write = { type, authLevel, methods: ['POST'] };
  expect(triggerOf('open-ticket')).toEqual({ ...write, route: 'v1/tickets' });
  expect(core.functions.get('chat')?.metadata.bindings).toHaveProperty('$return.type', 'http');
  // What the host keeps to itself.
  for (const fn of functions.filter(({ trigger }) => trigger.kind === 'http')) {
    expect(triggerOf(fn.name).route).not.toMatch(/^(admin|runtime)(\/|$)/);
  }
});

test('events: names and connections of the bindings', () => {
  expect(triggerOf('answer')).toEqual({
    type: 'serviceBusTrigger',
    connection: connections.serviceBus,
    queueName: 'journey-queue',
    cardinality: 'one',
  });
  expect(triggerOf('project')).toEqual({
    type: 'cosmosDBTrigger',
    connection: connections.cosmos,
    databaseName: 'supportmax',
    containerName: 'event-log',
    leaseContainerName: 'leases',
    leaseContainerPrefix: 'project',
    createLeaseContainerIfNotExists: false,
    maxItemsPerInvocation: 64,
    startFromBeginning: true,
    feedPollDelay: 1_000,
  });
  expect(core.functions.get('project')?.metadata.retryOptions).toMatchObject({
    retryStrategy: 'exponentialBackoff',
    maxRetryCount: 10,
    minimumInterval: { seconds: 1 },
    maximumInterval: { seconds: 60 },
  });
  expect(triggerOf('sweep')).toEqual({ type: 'timerTrigger', schedule: '*/5 * * * * *' });
  expect(triggerOf('import-file')).toEqual({ type: 'eventGridTrigger' });
  expect(triggerOf('import-file-by-blob-trigger')).toEqual({
    type: 'blobTrigger',
    connection: connections.blobs,
    path: 'incoming/{tenant}/{name}',
    source: 'EventGrid',
  });
  expect(triggerOf('step-classify')).toEqual({ type: 'activityTrigger' });
});

test('a schedule is as often as asked, or the next more often that Azure can say', () => {
  const said = [1, 5, 59.5, 60, 90, 300, 3_599, 3_600, 86_399, 86_400, 604_800].map(ncrontabOf);
  expect(said).toEqual([
    '*/1 * * * * *',
    '*/5 * * * * *',
    '*/59 * * * * *',
    '0 */1 * * * *',
    '0 */1 * * * *',
    '0 */5 * * * *',
    '0 */59 * * * *',
    '0 0 */1 * * *',
    '0 0 */23 * * *',
    '0 0 0 * * *',
    '0 0 0 * * *',
  ]);
});

const folder = join(import.meta.dirname, '../../../../functions/azure');
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

const duration = z
  .string()
  .regex(/^\d\d:\d\d:\d\d$/)
  .transform((text) => {
    const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  });

const hostFile = z.object({
  version: z.literal('2.0'),
  functionTimeout: duration,
  extensionBundle: z.object({ version: z.literal('[4.*, 5.0.0)') }),
  extensions: z.object({
    http: z.object({ routePrefix: z.string() }),
    serviceBus: z.object({
      autoCompleteMessages: z.boolean(),
      maxConcurrentCalls: z.number(),
      maxAutoLockRenewalDuration: duration,
    }),
  }),
});

test('host.json says what the code takes for granted', () => {
  const { functionTimeout, extensions } = hostFile.parse(readJson('host.json'));
  expect(functionTimeout).toBe(functionTimeoutMs);
  for (const { name, timeoutMs } of functions) {
    expect([name, timeoutMs <= functionTimeout]).toEqual([name, true]);
  }
  expect(extensions.http.routePrefix).toBe('');
  const { autoCompleteMessages, maxConcurrentCalls, maxAutoLockRenewalDuration } =
    extensions.serviceBus;
  expect(autoCompleteMessages).toBe(true);
  expect({ batchSize: maxConcurrentCalls }).toMatchObject({ batchSize: batchSizeOf(answer) });
  // A message that is being worked on is not delivered to somebody else.
  expect(maxAutoLockRenewalDuration).toBeGreaterThanOrEqual(answer.timeoutMs);
});

const batchSizeOf = ({ trigger }: DeskFunction) =>
  trigger.kind === 'queue' ? trigger.batchSize : null;

test('the settings of the example are those that the bindings name', () => {
  const { Values } = z
    .object({ Values: z.record(z.string(), z.string()) })
    .parse(readJson('local.settings.example.json'));
  const named = Object.keys(Values).map((key) => key.split('__')[0]);
  expect(named).toEqual(expect.arrayContaining(Object.values(connections)));
  // Else the root is the platform's own page.
  expect(Values.AzureWebJobsDisableHomepage).toBe('true');
});

test('every example is of a function, and of the kind of its trigger', () => {
  const owners = functions.map(({ name }) => name).sort((a, b) => b.length - a.length);
  expect(exampleEventNames()).toContain('answer-broken');
  for (const name of exampleEventNames()) {
    const owner = core.functions.has(name) ? name : owners.find((one) => name.startsWith(one));
    expect([name, triggerOf(owner ?? name).type]).toEqual([name, exampleEvent(name).trigger]);
  }
});
