import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { skipsWithoutLambdaClient } from '#src/testing/aws-lambda/lambda-client.ts';
import * as awsEvents from '#src/testing/hosts/aws-events.ts';
import * as azureEvents from '#src/testing/hosts/azure-events.ts';
import type { Held } from '#src/testing/hosts/deliveries.ts';
import * as gcpEvents from '#src/testing/hosts/gcp-events.ts';
import type { Ask } from '#src/testing/hosts/host-under-test.ts';
import { buildCloud } from '../build/cloud.ts';
import { type CloudName, cloudNames } from '../build/cloud-entry.ts';
import { projectRoot } from '../build/project-root.ts';
import { buildableVersions } from '../build/versions.ts';
import { invokeOnAws } from './invoke-on-aws.ts';
import { invokeOnAzure } from './invoke-on-azure.ts';
import { invokeOnGcp } from './invoke-on-gcp.ts';
import type { Ran, Run } from './outcome.ts';

const [version] = buildableVersions;
if (version === undefined) throw new Error('there is nothing to build');
const only = ['chat', 'answer', 'sweep'];
const skipped = new Set<CloudName>(skipsWithoutLambdaClient() ? ['aws'] : []);
const clouds = cloudNames.filter((cloud) => !skipped.has(cloud));
const runs: Readonly<Record<CloudName, Run>> = {
  aws: invokeOnAws,
  azure: invokeOnAzure,
  gcp: invokeOnGcp,
};

const folder = mkdtempSync(join(tmpdir(), 'supportmax-bundles-'));
beforeAll(async () => {
  for (const cloud of clouds) {
    const places = { folder: join(folder, cloud), maps: join(folder, 'maps', cloud) };
    await buildCloud({ version, cloud, ...places, only });
  }
  // Installed beside the function by Google.
  const framework = 'node_modules/@google-cloud/functions-framework';
  mkdirSync(dirname(join(folder, framework)), { recursive: true });
  symlinkSync(join(projectRoot, framework), join(folder, framework));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a bundle below what its cloud runs it with. */
function run(cloud: CloudName, name: string, event: unknown): Promise<Ran> {
  const place = join(folder, cloud, name);
  const manifest = JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8'));
  const given = { folder: place, manifest, event, timeoutMs: 20_000, environment: {} };
  return runs[cloud]({ cloud, ...given });
}

const requests: Readonly<Record<CloudName, (ask: Ask) => unknown>> = {
  aws: awsEvents.httpEventOf,
  azure: azureEvents.requestOf,
  gcp: (ask) => ({
    method: ask.method,
    path: ask.path,
    headers: { 'content-type': 'application/json', ...gcpEvents.headersOf(ask) },
    body: ask.body,
  }),
};

async function chatOn(cloud: CloudName, message = '') {
  const ask: Ask = { method: 'POST', path: '/v1/chat', body: { message } };
  const { ending } = await run(cloud, 'chat', requests[cloud](ask));
  if (ending.kind !== 'answer') throw new Error(`${cloud}: ${JSON.stringify(ending)}`);
  return JSON.parse(ending.body.toString());
}

const questions = ['How do I reset my password?', 'What is the meaning of life?'];

test.each(questions)(
  'the bundles of all clouds say the same to: %s',
  async (question) => {
    const answers = await Promise.all(
      clouds.map(async (cloud) => {
        const { status, reply, citations, confidence } = await chatOn(cloud, question);
        return { status, reply, citations, confidence };
      }),
    );
    expect(answers[0]?.reply).toMatch(/\w{3}/);
    for (const one of answers) expect(one).toEqual(answers[0]);
  },
  60_000,
);

const held = (item: Held['item']): Held => ({
  item,
  carried: { tenant: 'default', requestId: 'request-1', traceId: null, deadline: null },
  place: 0,
  attempt: 1,
});
const lost = held({ kind: 'queue', id: 'message-1', body: { ticketId: 'gone', cause: 'gone' } });
const bad = held({ kind: 'queue', id: 'message-2', body: {} });
const postOf = ({ headers, body }: gcpEvents.Posted) => ({
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/json', ...headers },
  body,
});
const messages: Readonly<Record<CloudName, (message: Held) => unknown>> = {
  aws: (message) => awsEvents.messagesOf([message]),
  azure: azureEvents.messageOf,
  gcp: (message) => postOf(gcpEvents.messageOf(message)),
};
const strokes: Readonly<Record<CloudName, unknown>> = {
  aws: awsEvents.strokeOfClock,
  azure: { metadata: {}, ...azureEvents.strokeOfClock },
  gcp: postOf(gcpEvents.strokeOf(held({ kind: 'schedule' }))),
};

/** Whether the platform takes an event for done with. */
function isDone({ ending }: Ran): boolean {
  if (ending.kind === 'answer') return ending.status < 300;
  if (ending.kind !== 'result') return false;
  const { batchItemFailures = [] } = (ending.value ?? {}) as { batchItemFailures?: unknown[] };
  return batchItemFailures.length === 0;
}

test.each(clouds)(
  'on %s messages and strokes of the clock reach their bundles',
  async (cloud) => {
    const [left, refused, swept] = await Promise.all([
      run(cloud, 'answer', messages[cloud](lost)),
      run(cloud, 'answer', messages[cloud](bad)),
      run(cloud, 'sweep', strokes[cloud]),
    ]);
    expect([isDone(left), isDone(refused), isDone(swept)]).toEqual([true, false, true]);
    expect(refused.lines.join('\n')).toContain('"code":"invalid_argument"');
  },
  60_000,
);
