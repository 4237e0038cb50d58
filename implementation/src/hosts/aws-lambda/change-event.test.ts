import { expect, test } from 'vitest';
import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import { defineFunction } from '#src/functions/define-function.ts';
import { feed } from '#src/functions/trigger.ts';
import { exampleEvent, inLambda } from '#src/testing/aws-lambda/lambda-call.ts';

/** A function that keeps what changed for whom, and fails for the log `down`. */
function projecting() {
  const seen: { tenant: string; subjects: string[] }[] = [];
  const fn = defineFunction(
    {
      name: 'project',
      trigger: feed('eventLog'),
      needs: {},
      input: z.strictObject({ subjects: z.array(z.string()).min(1) }),
      timeoutMs: 1_000,
    },
    async ({ input: { subjects }, context: { tenant } }) => {
      seen.push({ tenant, subjects });
      if (subjects.includes('down')) throw new SupportError('unavailable', 'the store is away');
    },
  );
  return { ...inLambda(fn), seen };
}

const change = (sequence: string, log: string | null, eventName = 'INSERT') => ({
  eventSource: 'aws:dynamodb',
  eventName,
  dynamodb: {
    Keys: log === null ? { row: { S: 'x' } } : { log: { S: log }, record: { S: 'main/1' } },
    SequenceNumber: sequence,
  },
});

test('the tickets of a stream are told once each', async () => {
  const { invoke, seen } = projecting();
  expect(await invoke(exampleEvent('project'))).toEqual({ batchItemFailures: [] });
  const subjects = ['ticket-1f0c6a52b7d94e3388aa10c5', 'ticket-90b2d4f6a8c14e7395d1c3b5'];
  expect(seen).toEqual([{ tenant: 'default', subjects }]);
});

test('each tenant is a call; of one that fails each log is, and only what failed comes again', async () => {
  const { invoke, seen } = projecting();
  const result = await invoke({
    Records: [
      change('1', 'a%2Fb/t%201'),
      change('2', 'other/down'),
      change('3', 'a%2Fb/t-3', 'MODIFY'),
      change('4', 'other/t-4'),
      change('5', 'other/down'),
    ],
  });
  expect(seen).toEqual([
    { tenant: 'a/b', subjects: ['t 1', 't-3'] },
    { tenant: 'other', subjects: ['down', 't-4'] },
    { tenant: 'other', subjects: ['down'] },
    { tenant: 'other', subjects: ['t-4'] },
  ]);
  expect(result).toEqual({
    batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '5' }],
  });
});

test('what was removed, or is no record of a log, calls nothing', async () => {
  const { invoke, seen } = projecting();
  const keys = [null, 'default', 'default/', '/t-1', 'default/t-1/x', 'default/%zz'];
  const records = keys.map((key, at) => change(String(at), key));
  const event = { Records: [...records, change('9', 'default/t-1', 'REMOVE')] };
  expect(await invoke(event)).toEqual({ batchItemFailures: [] });
  expect(seen).toEqual([]);
});
