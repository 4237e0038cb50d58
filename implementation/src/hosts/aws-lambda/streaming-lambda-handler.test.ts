import { PassThrough, type Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { type DeskFunction, defineFunction } from '#src/functions/define-function.ts';
import { http } from '#src/functions/trigger.ts';
import { exampleEvent, inLambda, lambdaContext } from '#src/testing/aws-lambda/lambda-call.ts';
import { createVirtualClock, type VirtualClock } from '#src/testing/virtual-clock.ts';
import type { HttpResultHead } from './http-result.ts';
import { type LambdaStreaming, streamingLambdaHandler } from './streaming-lambda-handler.ts';

const answeringWith = (body: () => AsyncIterable<Uint8Array>) =>
  defineFunction(
    {
      name: 'telling',
      trigger: http({
        method: 'GET',
        path: '/v1/events',
        summary: '',
        success: { status: 200, description: '', contentType: 'text/event-stream' },
      }),
      needs: {},
      timeoutMs: 60_000,
    },
    async () =>
      new Response(ReadableStream.from(body()), {
        headers: { 'content-type': 'text/event-stream', 'set-cookie': 'a=1' },
      }),
  );

/** The client's part, with the heads that it was given. */
function stubbedClient() {
  const heads: HttpResultHead[] = [];
  const streaming: LambdaStreaming = {
    streamifyResponse: (handler) => handler,
    HttpResponseStream: {
      from(out, head) {
        heads.push(head);
        return out;
      },
    },
  };
  return { heads, streaming };
}

function start(fn: DeskFunction, out: Writable, clock?: VirtualClock) {
  const { heads, streaming } = stubbedClient();
  const { open, options, lines } = inLambda(fn, clock ? { clock } : {});
  const handler = streamingLambdaHandler(fn, open, options, streaming);
  const event = { ...exampleEvent('stream-events'), rawQueryString: '' };
  return { done: handler(event, out, lambdaContext), heads, lines };
}

test('the head goes first; who reads slowly is waited for', async () => {
  let given = 0;
  const fn = answeringWith(async function* () {
    for (; given < 100; given += 1) yield Buffer.alloc(1_000, 'x');
  });
  const out = new PassThrough({ highWaterMark: 2_000 });
  const { done, heads } = start(fn, out);
  await expect.poll(() => out.writableNeedDrain).toBe(true);
  expect(heads).toMatchObject([
    { statusCode: 200, headers: { 'content-type': 'text/event-stream' }, cookies: ['a=1'] },
  ]);
  expect(given).toBeLessThan(20);
  let read = 0;
  for await (const chunk of out) read += chunk.length;
  await done;
  expect(read).toBe(100_000);
});

test('a stream without an end is ended before the platform would kill it', async () => {
  const clock = createVirtualClock();
  const fn = answeringWith(async function* () {
    yield Buffer.from('one');
    await clock.sleep(3_600_000);
  });
  const out = new PassThrough();
  const { done } = start(fn, out, clock);
  await expect.poll(() => out.readableLength).toBe(3);
  expect(out.writableEnded).toBe(false);
  await clock.advance(9_750);
  await done;
  expect(out.writableEnded).toBe(true);
  expect(out.read()?.toString()).toBe('one');
});

test('who reads no more ends the stream at its source', async () => {
  let given = 0;
  const fn = answeringWith(async function* () {
    for (;;) {
      given += 1;
      yield Buffer.from('more');
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  });
  const out = new PassThrough();
  out.on('error', () => {});
  out.resume();
  const { done } = start(fn, out);
  await expect.poll(() => given).toBeGreaterThan(3);
  out.destroy();
  // It would go on for ever otherwise.
  await done;
});

test('outside Lambda there is nothing to stream with', () => {
  const fn = answeringWith(async function* () {});
  const { open, options } = inLambda(fn);
  expect(() => streamingLambdaHandler(fn, open, options)).toThrow('runs inside Lambda only');
});
