import { expect, test } from 'vitest';
import * as z from 'zod';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { schedule, type Trigger } from '#src/functions/trigger.ts';
import { exampleEvent, inLambda, lambdaContext } from '#src/testing/aws-lambda/lambda-call.ts';

/** A function that keeps what it was called with, and gives or throws what it is told. */
function called<On extends Trigger>(trigger: On, output: () => unknown = () => undefined) {
  const seen: { input: unknown; context: RequestContext }[] = [];
  const input = trigger.kind === 'schedule' ? undefined : z.looseObject({});
  const fn = defineFunction(
    { name: 'called', trigger: trigger as Trigger, needs: {}, timeoutMs: 1_000, input },
    // biome-ignore lint/suspicious/noExplicitAny: the trigger is any of six.
    async (call: any): Promise<any> => {
      seen.push({ input: call.input, context: call.context });
      return output();
    },
  );
  return { ...inLambda(fn), seen };
}

const blob: Trigger = { kind: 'blob', of: 'incomingFiles', maxAttempts: 3 };
const step: Trigger = { kind: 'step', step: 'classify', outcomes: ['question'] };
const traceId = '5759e988bd862e3fe1be46a994272793';

test.each(['sweep', 'sweep-by-scheduler'])(
  "%s is the clock's stroke, for no tenant",
  async (name) => {
    const { invoke, seen } = called(schedule(60));
    expect(await invoke(exampleEvent(name))).toBeUndefined();
    const requestId = lambdaContext.awsRequestId;
    expect(seen).toMatchObject([{ context: { tenant: '', requestId, traceId } }]);
    expect(seen[0]?.input).toBeUndefined();
  },
);

test.each(['import-file', 'import-file-by-event-bus'])('%s names a file', async (name) => {
  const { invoke, seen } = called(blob);
  await invoke(exampleEvent(name));
  const context = { tenant: 'default', traceId };
  expect(seen).toMatchObject([{ input: { key: 'default/mails.mbox' }, context }]);
});

const created = (...keys: string[]) => ({
  Records: keys.map((key) => ({
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:CompleteMultipartUpload',
    s3: { object: { key } },
  })),
});

test('S3 encodes keys as forms do; folders and what was removed are no files', async () => {
  const { invoke, seen } = called(blob);
  const { Records } = created('a%252Fb/1+of+2%2B.mbox', 'a/folder/', 'c/gone.mbox');
  const [file, folder, gone] = Records;
  const removed = { ...gone, eventName: 'ObjectRemoved:Delete' };
  await invoke({ Records: [file, folder, removed] });
  expect(seen).toMatchObject([
    { input: { key: 'a%2Fb/1%20of%202%2B.mbox' }, context: { tenant: 'a/b' } },
  ]);
});

test('of two files one fails, and the event with it, once the other is done', async () => {
  const { invoke, seen } = called(blob, () => {
    if (seen.length === 1) throw new SupportError('unavailable', 'the bucket is away');
  });
  await expect(invoke(created('a/1', 'a/2'))).rejects.toMatchObject({ name: 'unavailable' });
  expect(seen).toHaveLength(2);
});

test.each([
  ['lies in no folder', 'no-folder'],
  ['is not encoded as it should be', '%zz/file'],
  ['has no name', ''],
])('a file that %s keeps no other from being done, and is reported', async (_, key) => {
  const { invoke, seen, lines } = called(blob);
  const event = created('a/1', key, 'b/2');
  await expect(invoke(event)).rejects.toMatchObject({ name: 'invalid_argument' });
  expect(seen.map(({ input }) => input)).toEqual([{ key: 'a/1' }, { key: 'b/2' }]);
  expect(lines).toMatchObject([{ message: 'an event could not be read', item: 'Records.1' }]);
});

test('what was removed is nobody’s business, whatever it was called', async () => {
  const { invoke, seen, lines } = called(blob);
  const [stray, file] = created('%zz', 'a/1').Records;
  await invoke({ Records: [{ ...stray, eventName: 'ObjectRemoved:Delete' }, file] });
  expect([seen.length, lines]).toEqual([1, []]);
});

test.each([created('no-folder'), created('/file'), created('%25zz/file')])(
  'a file of nobody is refused: %j',
  async (event) => {
    const { invoke, seen } = called(blob);
    await expect(invoke(event)).rejects.toMatchObject({ name: 'invalid_argument' });
    expect(seen).toEqual([]);
  },
);

test('a task of a state machine gets its state without its carriers, and gives its result', async () => {
  const { invoke, seen } = called(step, () => ({ outcome: 'question' }));
  const event = exampleEvent('step-classify');
  expect(await invoke(event)).toEqual({ outcome: 'question' });
  const { tenant, requestId, traceId, deadline: _, ...input } = event;
  expect(seen).toMatchObject([{ context: { tenant, requestId, traceId } }]);
  expect(seen[0]?.input).toEqual(input);
});

test("a state's own deadline counts where it is earlier", async () => {
  const { invoke, seen } = called(step);
  const deadline = Date.now() + 500;
  await invoke({ tenant: 'a', deadline });
  expect(seen).toMatchObject([{ context: { deadline } }]);
});

test("a failed task has its code as the error's name, and no more words than that", async () => {
  const { invoke, lines } = called(step, () => {
    throw new SupportError('rate_limited', 'too many for mary@example.com');
  });
  const error = await invoke({ tenant: 'a' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'rate_limited', message: 'called: rate_limited' });
  expect((error as Error).stack).not.toContain('mary');
  expect(lines).toMatchObject([{ code: 'rate_limited', error: 'too many for mary@example.com' }]);
});

const kinds: readonly Trigger[] = [
  blob,
  step,
  schedule(60),
  { kind: 'feed', of: 'eventLog', batchSize: 10 },
  { kind: 'queue', queue: 'journeyQueue', batchSize: 10, maxAttempts: 5 },
  {
    kind: 'http',
    method: 'GET',
    path: '/x',
    summary: '',
    success: { status: 200, description: '' },
  },
];
const strange = [null, 'text', [], {}, { Records: [] }, { Records: [{ eventSource: 'aws:sns' }] }];
test.each(kinds.map((trigger) => [trigger.kind, trigger] as const))(
  'an event that is none of a %s is refused and logged',
  async (_, trigger) => {
    const { invoke, seen, lines } = called(trigger);
    for (const event of strange) {
      await expect(invoke(event)).rejects.toMatchObject({ name: 'invalid_argument' });
    }
    expect(seen).toEqual([]);
    expect(lines).toHaveLength(strange.length);
    expect(lines[0]).toMatchObject({ message: 'an event could not be read', function: 'called' });
  },
);
