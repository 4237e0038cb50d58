/**
 * What must not compile. Every line below a `@ts-expect-error` is refused by the compiler, which
 * `npm test` runs: were one let through, the compiler would say that nothing is left to expect.
 */
import { expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import type { Queue } from '#src/ports/queue/queue.ts';
import { type DeskFunction, defineFunction } from './define-function.ts';
import type { DeskFor } from './parts.ts';
import { http, queue, schedule } from './trigger.ts';

const timeoutMs = 1_000;
const every = { trigger: schedule(60), timeoutMs } as const;

const reading = defineFunction(
  { ...every, name: 'reading', needs: { eventLog: 'read', blobStore: 'read' } },
  async ({ desk: { eventLog, blobStore }, context }) => {
    await eventLog.read(context, 'ticket');
    await eventLog.log.read(context, 'ticket');
    await blobStore.getText(context, 'key');
    // @ts-expect-error: whoever reads carries out no commands
    eventLog.execute;
    // @ts-expect-error: nor makes tickets forgotten
    eventLog.forget;
    // @ts-expect-error: nor appends to the log below
    eventLog.log.append;
    // @ts-expect-error: nor writes texts
    blobStore.putText;
  },
);

const writing = defineFunction(
  { ...every, name: 'writing', needs: { eventLog: 'append', journeyQueue: 'send' } },
  async ({ desk }) => {
    expectTypeOf(desk.eventLog.execute).toBeFunction();
    expectTypeOf(desk.journeyQueue).toEqualTypeOf<Pick<Queue, 'send'>>();
    // @ts-expect-error: who sends takes nothing out
    desk.journeyQueue.receive;
    // @ts-expect-error: a part that is there, and was not declared
    desk.knowledge;
    // @ts-expect-error: what a declared part is built upon is not declared by it
    desk.blobStore;
  },
);

const idle = defineFunction({ ...every, name: 'idle', needs: {} }, async ({ desk, input }) => {
  expectTypeOf(desk).toEqualTypeOf<DeskFor<Record<never, never>>>();
  expectTypeOf(input).toEqualTypeOf<undefined>();
  // @ts-expect-error: nothing was declared
  desk.eventLog;
  desk.clock.now();
});

const unknown = defineFunction(
  // @ts-expect-error: there is no part of that name, beside one that there is
  { ...every, name: 'unknown', needs: { eventLog: 'read', mailbox: 'send' } },
  async () => {},
);

const unknownAccess = defineFunction(
  // @ts-expect-error: knowledge is read, and not written
  { ...every, name: 'unknown-access', needs: { knowledge: 'write' } },
  async () => {},
);

const message = z.strictObject({ text: z.string(), size: z.coerce.number() });
const told = z.strictObject({ outcome: z.enum(['done', 'refused']) });

const queued = defineFunction(
  {
    name: 'queued',
    trigger: queue('journeyQueue'),
    needs: {},
    input: message,
    output: told,
    timeoutMs,
  },
  async ({ input, delivery }) => {
    expectTypeOf(input).toEqualTypeOf<{ text: string; size: number }>();
    expectTypeOf(delivery.attempt).toEqualTypeOf<number>();
    // @ts-expect-error: its input has no such field
    input.title;
    return { outcome: 'done' as const };
  },
);

const declaresOutput = { ...every, needs: {}, output: told } as const;
const wrongResults = [
  // @ts-expect-error: an outcome that its output does not have
  defineFunction({ ...declaresOutput, name: 'other' }, async () => ({ outcome: 'lost' as const })),
  // @ts-expect-error: a result where none of the output's fields is
  defineFunction({ ...declaresOutput, name: 'empty' }, async () => ({})),
  // @ts-expect-error: no result where one is declared
  defineFunction({ ...declaresOutput, name: 'silent' }, async () => {}),
  // @ts-expect-error: only functions of HTTP answer by responses
  defineFunction({ ...declaresOutput, name: 'answering' }, async () => new Response()),
];

const success = { status: 200, description: '' };
const byId = z.strictObject({ id: z.string() });
const route = http({
  method: 'GET',
  path: '/things/{id}',
  summary: '',
  pathSchema: byId,
  querySchema: z.strictObject({ limit: z.coerce.number() }),
  success,
});

const answering = defineFunction(
  { name: 'answering', trigger: route, needs: {}, output: told, timeoutMs },
  async ({ path, query, request }) => {
    expectTypeOf(path).toEqualTypeOf<{ id: string }>();
    expectTypeOf(query).toEqualTypeOf<{ limit: number }>();
    // @ts-expect-error: no such query is declared
    query.cursor;
    if (request.signal.aborted) return new Response(null, { status: 204 });
    return { outcome: 'refused' as const };
  },
);

const wrongAnswer = defineFunction(
  { name: 'wrong-answer', trigger: route, needs: {}, timeoutMs },
  // @ts-expect-error: where no output is declared, a function of HTTP answers by a response
  async () => ({ outcome: 'done' }),
);

const undelivered = defineFunction(
  { ...every, name: 'undelivered', needs: {} },
  // @ts-expect-error: only messages are delivered
  async ({ delivery }) => delivery,
);

const unnamedQueue = defineFunction(
  // @ts-expect-error: there is no such queue
  { name: 'unnamed-queue', trigger: queue('mailQueue', { maxAttempts: 5 }), needs: {}, timeoutMs },
  async () => {},
);

const endless = defineFunction(
  // @ts-expect-error: how long it may take is not left open
  { name: 'endless', trigger: schedule(60), needs: {} },
  async () => {},
);

test('what a function declares is what it is', () => {
  expect(reading.needs).toEqual({ eventLog: 'read', blobStore: 'read' });
  expectTypeOf(writing.needs).toExtend<{
    readonly eventLog: 'append';
    readonly journeyQueue: 'send';
  }>();
  expectTypeOf(writing.name).toEqualTypeOf<'writing'>();
  expect([queued.output, queued.input, answering.trigger]).toEqual([told, message, route]);
  const refused = [idle, unknown, unknownAccess, wrongAnswer, undelivered, unnamedQueue, endless];
  const all: DeskFunction[] = [...refused, ...wrongResults];
  expect(all.map(({ name }) => name)).toHaveLength(11);
});
