import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { skipsWithoutLambdaClient } from './lambda-client.ts';
import { runInLambda } from './run-in-lambda.ts';

const handlers = `
export const echo = async (event, context) => {
  console.log('echoed', event.word);
  const left = context.getRemainingTimeInMillis();
  return { event, id: context.awsRequestId, left, trace: process.env._X_AMZN_TRACE_ID };
};
export const fail = async () => {
  throw Object.assign(new Error('it rains'), { name: 'unavailable' });
};
export const hang = () => new Promise(() => setInterval(() => {}, 1000));
export const leave = async () => process.exit(3);
export const large = async ({ bytes }) => 'x'.repeat(bytes);
export const stream = awslambda.streamifyResponse(async ({ breaks }, out) => {
  const prelude = { statusCode: 201, headers: { 'content-type': 'text/plain' }, cookies: ['a=b'] };
  const body = awslambda.HttpResponseStream.from(out, prelude);
  body.write('first ');
  await new Promise((resolve) => setTimeout(resolve, 20));
  body.write('second');
  if (breaks) throw Object.assign(new Error('broken'), { name: 'internal' });
  body.end();
});
`;

describe.skipIf(skipsWithoutLambdaClient())("under Lambda's own client", () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'supportmax-lambda-'));
    writeFileSync(join(folder, 'index.mjs'), handlers);
    writeFileSync(join(folder, 'broken.mjs'), 'throw new TypeError("no start")');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (handler: string, events: readonly unknown[], options = {}) =>
    runInLambda({ folder, handler }, events, options);

  test('results come back in order, with time and trace in the context', async () => {
    const traceHeader = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';
    const events = [{ word: 'one' }, { word: 'zwölf' }];
    const { outcomes, lines } = await run('index.echo', events, { traceHeader, timeoutMs: 9_000 });
    expect(outcomes).toMatchObject([
      { kind: 'result', result: { event: events[0], trace: traceHeader } },
      { kind: 'result', result: { event: events[1], trace: traceHeader } },
    ]);
    const [first, second] = outcomes.map((one) => one.kind === 'result' && one.result) as {
      id: string;
      left: number;
    }[];
    expect(first?.id).not.toBe(second?.id);
    expect(first?.left).toBeLessThanOrEqual(9_000);
    expect(first?.left).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes('echoed'))).toHaveLength(2);
  });

  test('an error is reported by its name, and the next event is served', async () => {
    const { outcomes } = await run('index.fail', [1, 2]);
    const error = { errorType: 'unavailable', errorMessage: 'it rains' };
    expect(outcomes).toMatchObject([
      { kind: 'error', error },
      { kind: 'error', error },
    ]);
  });

  test('a response is streamed piece by piece, after its prelude', async () => {
    const pieces: string[] = [];
    const onChunk = (chunk: Buffer) => pieces.push(chunk.toString());
    const { outcomes } = await run('index.stream', [{}, { breaks: true }], { onChunk });
    const prelude = { statusCode: 201, cookies: ['a=b'] };
    expect(outcomes).toMatchObject([
      { kind: 'stream', prelude, error: null },
      { kind: 'stream', prelude, error: { errorType: 'internal', errorMessage: 'broken' } },
    ]);
    const bodies = outcomes.map((one) => one.kind === 'stream' && one.body.toString());
    expect(bodies).toEqual(['first second', 'first second']);
    expect(pieces.filter((piece) => piece === 'second')).toHaveLength(2);
  });

  test('who takes too long is killed, and gets no further event', async () => {
    const { outcomes } = await run('index.hang', [1, 2], { timeoutMs: 300 });
    const lost = { kind: 'lost', reason: 'timed out' };
    expect(outcomes).toMatchObject([lost, lost]);
  });

  test('a process that ends by itself is seen', async () => {
    const { outcomes } = await run('index.leave', [1]);
    expect(outcomes).toMatchObject([{ kind: 'lost', reason: 'ended' }]);
  });

  test('a module that cannot be loaded fails each event with its error', async () => {
    const { outcomes } = await run('broken.handler', [1, 2]);
    const failed = { kind: 'error', error: { errorMessage: 'no start' } };
    expect(outcomes).toMatchObject([failed, failed]);
  });

  test("an answer above Lambda's limit is an error", async () => {
    const { outcomes } = await run('index.large', [{ bytes: 6 * 1024 * 1024 }, { bytes: 5 }]);
    expect(outcomes).toMatchObject([
      { kind: 'error', error: { errorType: 'Function.ResponseSizeTooLarge' } },
      { kind: 'result', result: 'xxxxx' },
    ]);
  });
});
