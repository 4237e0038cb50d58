import { expect, test } from 'vitest';
import { endingBody } from './ending-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A body that a test writes, and how it ended on the way to its client. */
function body(breakOff?: () => void) {
  const over = new AbortController();
  const ends: unknown[] = [];
  const cancelled: unknown[] = [];
  const { promise: writing, resolve } =
    Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>();
  const own = new ReadableStream<Uint8Array>({
    start: resolve,
    cancel: (reason) => void cancelled.push(reason),
  });
  const ended = (error?: unknown) => void ends.push(error);
  const ending = endingBody(own, { over: over.signal, ended, ...(breakOff && { breakOff }) });
  return { over, ends, cancelled, writing, reader: ending.getReader() };
}

test('it is read to its end, which is told once', async () => {
  const { over, ends, writing, reader } = body();
  (await writing).enqueue(bytes('one'));
  expect(await reader.read()).toEqual({ done: false, value: bytes('one') });
  (await writing).close();
  expect(await reader.read()).toMatchObject({ done: true });
  over.abort('late');
  expect(ends).toEqual([undefined]);
});

test('it ends whole when the time is over, and whoever writes it hears why', async () => {
  const { over, ends, cancelled, reader } = body();
  const reading = reader.read();
  over.abort('late');
  expect(await reading).toMatchObject({ done: true });
  expect([ends, cancelled]).toEqual([[undefined], ['late']]);
});

test('a client that goes away ends it', async () => {
  const { over, ends, cancelled, reader } = body();
  await reader.cancel('gone');
  expect([ends, cancelled]).toEqual([[undefined], ['gone']]);
  over.abort('late');
  expect(ends).toHaveLength(1);
});

test('where it breaks off the stream fails, or its client is told in another way', async () => {
  const broken = new Error('the store is away');
  const failing = body();
  (await failing.writing).error(broken);
  await expect(failing.reader.read()).rejects.toBe(broken);
  expect(failing.ends).toEqual([broken]);

  let told = 0;
  const telling = body(() => {
    told += 1;
  });
  (await telling.writing).error(broken);
  expect(await telling.reader.read()).toMatchObject({ done: true });
  expect([told, telling.ends]).toEqual([1, [broken]]);
});
