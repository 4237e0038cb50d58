import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleEvent } from '#src/testing/aws-lambda/lambda-call.ts';
import { skipsWithoutLambdaClient } from '#src/testing/aws-lambda/lambda-client.ts';
import { runInLambda } from '#src/testing/aws-lambda/run-in-lambda.ts';
import { bundle } from '../../../../scripts/build/bundle.ts';

describe.skipIf(skipsWithoutLambdaClient())("bundled, under Lambda's own client", () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'supportmax-lambda-'));
    const entry = 'implementation/src/testing/aws-lambda/sample-functions.ts';
    const file = join(folder, 'index.mjs');
    await bundle({
      version: { name: 'none', folder: 'none', unreached: [] },
      target: 'node24',
      bundles: [{ entry, file, mapFile: `${file}.map` }],
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (name: string, events: readonly unknown[], options = {}) =>
    runInLambda({ folder, handler: `index.${name}` }, events, options);
  const fromQuery = (from: string) => {
    return { ...exampleEvent('stream-events'), rawQueryString: `from=${from}` };
  };

  test('a request is answered, and the trace of the platform is its own', async () => {
    const event = exampleEvent('chat');
    const { 'x-amzn-trace-id': _, ...headers } = event.headers;
    const traceHeader = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';
    const { outcomes } = await run('post', [event, { ...event, headers }], { traceHeader });
    const results = outcomes.map((one) => one.kind === 'result' && one.result);
    expect(results).toMatchObject([
      { statusCode: 200, cookies: ['seen=1'], isBase64Encoded: false },
      { body: expect.stringContaining('"traceId":"5759e988bd862e3fe1be46a994272793"') },
    ]);
  });

  test('a stream goes out as it comes, and ends before the platform would kill it', async () => {
    const pieces: string[] = [];
    const options = { timeoutMs: 1_500, onChunk: (chunk: Buffer) => pieces.push(`${chunk}`) };
    const { outcomes } = await run('stream', [fromQuery('start'), fromQuery('start')], options);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        kind: 'stream',
        prelude: { statusCode: 200, headers: { 'content-type': 'text/event-stream' } },
        error: null,
      });
      const { body, prelude } = outcome as Extract<typeof outcome, { kind: 'stream' }>;
      expect(prelude?.headers).not.toHaveProperty('content-length');
      expect(body.toString()).toBe('data: first\n\ndata: zweite, größer\n\n');
    }
    expect(pieces.length).toBeGreaterThan(2);
  });

  test('an answer without a body has its head all the same, and so has a refusal', async () => {
    const { outcomes } = await run('stream', [fromQuery('none'), fromQuery('elsewhere')]);
    const empty = Buffer.alloc(0);
    expect(outcomes).toMatchObject([
      { kind: 'stream', prelude: { statusCode: 204 }, body: empty, error: null },
      { kind: 'stream', prelude: { statusCode: 400 }, error: null },
    ]);
  });

  test('a stream that breaks off says so, and the next one is served', async () => {
    const { outcomes, lines } = await run('stream', [fromQuery('cut'), fromQuery('none')]);
    expect(outcomes).toMatchObject([
      { kind: 'stream', error: { errorType: 'internal', errorMessage: 'telling: internal' } },
      { kind: 'stream', prelude: { statusCode: 204 }, error: null },
    ]);
    expect(lines.some((line) => line.includes('an answer broke off'))).toBe(true);
  });

  test('what would be streamed can be answered whole, when its time is over', async () => {
    const { outcomes } = await run('tell', [fromQuery('start')], { timeoutMs: 1_000 });
    const result = { statusCode: 200, body: expect.stringContaining('größer') };
    expect(outcomes).toMatchObject([{ kind: 'result', result }]);
  });

  test('of a batch of messages the broken one comes again', async () => {
    const event = exampleEvent('answer');
    const { outcomes, lines } = await run('answer', [event, event]);
    const itemIdentifier = event.Records[1].messageId;
    const failed = { kind: 'result', result: { batchItemFailures: [{ itemIdentifier }] } };
    expect(outcomes).toMatchObject([failed, failed]);
    expect(lines.filter((line) => line.includes(itemIdentifier))).toHaveLength(2);
  });

  test('changes whose function fails come again', async () => {
    const event = exampleEvent('project');
    const { outcomes } = await run('project', [event]);
    const sequence = (at: number) => ({
      itemIdentifier: event.Records[at].dynamodb.SequenceNumber,
    });
    const batchItemFailures = [sequence(0), sequence(1), sequence(3)];
    expect(outcomes).toMatchObject([{ kind: 'result', result: { batchItemFailures } }]);
  });

  test('who hangs has failed before the platform would kill it', async () => {
    const { outcomes } = await run('sweep', [exampleEvent('sweep')], { timeoutMs: 1_000 });
    const error = { errorType: 'deadline_exceeded' };
    expect(outcomes).toMatchObject([{ kind: 'error', error }]);
  });

  test("a state machine gets a task's result, or a code to catch", async () => {
    const event = exampleEvent('step-classify');
    const { outcomes } = await run('step', [event, { ...event, cause: 7 }, 'text']);
    const refused = { kind: 'error', error: { errorType: 'invalid_argument' } };
    expect(outcomes).toMatchObject([
      { kind: 'result', result: { outcome: 'question' } },
      refused,
      refused,
    ]);
  });
});
