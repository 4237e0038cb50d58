import { setTimeout as sleep } from 'node:timers/promises';
import { SupportError } from '../../implementation/src/foundation/support-error.ts';
import { lambdaClientProblem } from '../../implementation/src/testing/aws-lambda/lambda-client.ts';
import type { LambdaOutcome } from '../../implementation/src/testing/aws-lambda/lambda-outcome.ts';
import {
  type LambdaEnvironment,
  startLambda,
} from '../../implementation/src/testing/aws-lambda/run-in-lambda.ts';
import { type Ending, gone, outOfTime, type Ran, type Run } from './outcome.ts';

/** Lambda gives a function no more than that until it waits for its first event. */
const startAtMostMs = 10_000;

/** Under AWS's own runtime interface client, above an emulated Runtime API. */
export const invokeOnAws: Run = async ({ folder, event, timeoutMs, environment, manifest }) => {
  const problem = lambdaClientProblem();
  if (problem !== null) throw new SupportError('unavailable', problem);
  const handler = manifest.file.replace(/\.mjs$/, '.handler');
  const lambda = await startLambda({ folder, handler, environment });
  try {
    return await invoked(lambda, event, timeoutMs);
  } finally {
    await lambda.stop();
  }
};

async function invoked(lambda: LambdaEnvironment, event: unknown, timeoutMs: number): Promise<Ran> {
  const waiting = new AbortController();
  const tooLong = sleep(startAtMostMs, null, { signal: waiting.signal }).catch(() => null);
  const startedInMs = await Promise.race([lambda.initialised, tooLong]);
  waiting.abort();
  const { millis, ...outcome } = await lambda.invoke(event, { timeoutMs });
  await lambda.stop();
  return { ending: endingOf(outcome), lines: lambda.lines, startedInMs, callMs: millis };
}

function endingOf(outcome: LambdaOutcome): Ending {
  switch (outcome.kind) {
    case 'result':
      return answerOf(outcome.result) ?? { kind: 'result', value: outcome.result };
    case 'stream': {
      const { prelude, body, error } = outcome;
      const { statusCode: status = 200, headers = {} } = prelude ?? {};
      const cutBy = error === null ? null : `broken off: ${error.errorType}`;
      return { kind: 'answer', status, headers, body, cutBy };
    }
    case 'error': {
      const { errorType, errorMessage } = outcome.error;
      return { kind: 'error', name: errorType, message: errorMessage };
    }
    case 'lost':
      return { kind: 'lost', reason: outcome.reason === 'timed out' ? outOfTime : gone };
  }
}

/** What API Gateway makes an answer of. */
interface HttpResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

function answerOf(result: unknown): Ending | null {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) return null;
  const { statusCode: status, headers = {}, body = '', isBase64Encoded } = result as HttpResult;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return { kind: 'answer', status, headers, body: bytes, cutBy: null };
}
