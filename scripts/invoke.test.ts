import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { skipsWithoutLambdaClient } from '#src/testing/aws-lambda/lambda-client.ts';
import { buildCloud } from './build/cloud.ts';
import { cloudNames } from './build/cloud-entry.ts';
import { projectRoot } from './build/project-root.ts';
import { buildableVersions } from './build/versions.ts';

const folder = mkdtempSync(join(tmpdir(), 'supportmax-invoke-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A function may have to be built first. */
const patienceMs = 60_000;

function invoke(...args: readonly string[]) {
  const program = join(projectRoot, 'scripts/invoke.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, SUPPORTMAX_CONFIG: '' },
  });
  return { status, stdout, stderr, json: () => JSON.parse(stdout) };
}

const example = (cloud: string, name: string) => `functions/${cloud}/events/${name}.json`;

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe.each(cloudNames)('on %s', (cloud) => {
  const skipped = cloud === 'aws' && skipsWithoutLambdaClient();

  // All at once, which is quicker than one by one.
  beforeAll(async () => {
    const [version] = buildableVersions;
    if (skipped || version === undefined) return;
    const dist = join(projectRoot, 'dist', version.name);
    const places = { folder: join(dist, cloud), maps: join(dist, 'source-maps', cloud) };
    const only = ['chat', 'answer', 'sweep', 'step-receive', 'stream-events'];
    await buildCloud({ version, cloud, ...places, only });
  }, patienceMs);

  test.skipIf(skipped)(
    'what came of a call is told to people',
    () => {
      const { status, stdout } = invoke('sweep', example(cloud, 'sweep'));
      expect(status).toBe(0);
      expect(stdout).toMatch(new RegExp(`^sweep on ${cloud}, v0\\.5: done\n\nresult\n`));
      expect(stdout).toMatch(/\nlog\n {2}nothing\n/);
      expect(stdout).toMatch(
        /\ntime\n {2}start of the process +[\d.]+ ms\n {2}the call +[\d.]+ ms/,
      );
    },
    patienceMs,
  );

  test.skipIf(skipped)(
    'and as one JSON document to programs',
    () => {
      const { status, json } = invoke('chat', example(cloud, 'chat'), '--json');
      expect(status).toBe(0);
      expect(json()).toMatchObject({
        function: 'chat',
        cloud,
        version: 'v0.5',
        outcome: 'done',
        result: { status: 200, body: { status: 'answered' } },
        log: [{ level: 'info', message: 'interaction', outcome: 'answered' }],
        startedInMs: expect.any(Number),
        callMs: expect.any(Number),
      });
    },
    patienceMs,
  );

  test.skipIf(skipped)(
    'a step that finds no ticket has failed, and says with which code',
    () => {
      const args = ['step-receive', example(cloud, 'step-classify')];
      const { status, stdout } = invoke(...args);
      expect(status).toBe(1);
      expect(stdout).toMatch(/^step-receive on \w+, v0\.5: (failed|refused)\n/);
      expect(stdout).toContain('not_found');
      expect(stdout).toMatch(/\nlog\n {2}warn {3}a function failed {2}function=step-receive/);
    },
    patienceMs,
  );

  test.skipIf(skipped)(
    'a call that takes too long is ended',
    () => {
      const { status, json } = invoke(
        'chat',
        example(cloud, 'chat'),
        '--timeout',
        '0.01',
        '--json',
      );
      expect([status, json().outcome]).toEqual([1, 'out of time, and killed']);
    },
    patienceMs,
  );

  test.skipIf(skipped)(
    'a stream is shown as far as it came, and did not fail',
    () => {
      const event = example(cloud, 'stream-events');
      const { status, json } = invoke('stream-events', event, '--timeout', '2', '--json');
      expect(status).toBe(0);
      expect(json().result).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/event-stream' },
        body: expect.stringContaining(': connected'),
      });
    },
    patienceMs,
  );
});

test.skipIf(skipsWithoutLambdaClient())(
  'of a batch the items that failed count',
  () => {
    const { status, json } = invoke('answer', example('aws', 'answer'), '--json');
    expect(status).toBe(1);
    expect(json()).toMatchObject({
      outcome: 'failed for one item of the batch',
      result: { batchItemFailures: [{ itemIdentifier: expect.any(String) }] },
    });
  },
  patienceMs,
);

test(
  'an event that never comes to the function is said to be none of its own',
  () => {
    const { status, json } = invoke('stream-events', example('azure', 'chat'), '--json');
    expect(status).toBe(1);
    expect(json().error).toEqual({
      name: 'invalid_argument',
      message: expect.stringContaining('404: POST /v1/chat'),
    });
  },
  patienceMs,
);

test(
  'a bundle that is older than the sources is built anew',
  () => {
    const event = example('gcp', 'sweep');
    invoke('sweep', event);
    utimesSync(join(projectRoot, 'dist/v0.5/gcp/sweep/manifest.json'), 1, 1);
    const { status, stderr } = invoke('sweep', event);
    expect(status).toBe(0);
    expect(stderr).toBe('building dist/v0.5/gcp/sweep: it is older than the sources\n');
  },
  patienceMs,
);

describe('what makes no sense is refused before anything is built', () => {
  const broken = () => written('broken.json', '{"trigger":');
  const strange = () => written('strange.json', '{"trigger":"moonlight","data":{}}');
  const cases: readonly [string, () => readonly string[], RegExp][] = [
    ['no event', () => ['chat'], /^invalid_argument: a function and the file/],
    [
      'a function that is not there',
      () => ['chatter', example('aws', 'chat')],
      /^not_found: There is no function chatter\. There are: chat, /,
    ],
    ['no such file', () => ['chat', 'none.json', '--cloud', 'aws'], /^not_found: .* none\.json/],
    [
      'a file that is no JSON',
      () => ['chat', broken(), '--cloud', 'aws'],
      /^invalid_argument: .*broken\.json: .*JSON/,
    ],
    [
      'a file that is no event',
      () => ['chat', strange(), '--cloud', 'azure'],
      /^invalid_argument: .*strange\.json: .*Invalid input/,
    ],
    [
      'an event for another trigger',
      () => ['chat', example('aws', 'answer')],
      /answer\.json is an event for a function of the kind queue; chat is of the kind http\./,
    ],
    [
      'an event of the trigger that no build has',
      () => ['import-file', example('azure', 'import-file-by-blob-trigger')],
      /^invalid_argument: .*called by Event Grid: .*events\/import-file\.json\.$/m,
    ],
    ['no cloud', () => ['chat', broken()], /lies in no folder functions\/<cloud>\/: say --cloud/],
    ['another cloud', () => ['chat', 'a', '--cloud', 'fog'], /--cloud: there is no cloud fog/],
    [
      'another version',
      () => ['chat', example('aws', 'chat'), '--version', 'v9'],
      /--version: there is no version v9/,
    ],
    [
      'no time at all',
      () => ['chat', example('aws', 'chat'), '--timeout', '0'],
      /--timeout: seconds above 0/,
    ],
    ['an option that is unknown', () => ['chat', 'a', '--loud'], /^invalid_argument: .*--loud/],
  ];
  test.each(cases)('%s', (_what, args, message) => {
    const { status, stdout, stderr } = invoke(...args());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test('to programs as a document too', () => {
    const { status, json } = invoke('chatter', example('aws', 'chat'), '--json');
    expect(status).toBe(2);
    expect(json().error).toMatchObject({ code: 'not_found' });
  });
});
