/**
 * Small functions, one for each trigger, and their handlers as a bundle exports them: what a test runs
 * under Lambda's own client.
 */
import * as z from 'zod';
import { createJsonLogger } from '#src/foundation/logger.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { systemClock } from '#src/foundation/time.ts';
import { journeyCall } from '#src/functions/answer/answer.ts';
import { type DeskFunction, defineFunction } from '#src/functions/define-function.ts';
import { stepInput } from '#src/functions/step/step-input.ts';
import { feed, http, queue, schedule } from '#src/functions/trigger.ts';
import { lambdaHandler } from '#src/hosts/aws-lambda/lambda-handler.ts';
import { streamingLambdaHandler } from '#src/hosts/aws-lambda/streaming-lambda-handler.ts';
import { hostFunction } from '#src/hosts/function-host.ts';
import { bareDesk } from '#src/testing/gcp-functions/bare-desk.ts';

const success = { status: 200, description: '' };

const posting = defineFunction(
  {
    name: 'posting',
    trigger: http({ method: 'POST', path: '/v1/chat', summary: '', success }),
    needs: {},
    input: z.strictObject({ message: z.string() }),
    timeoutMs: 5_000,
  },
  async ({ input: { message }, context: { tenant, traceId } }) => {
    const response = Response.json({ message, tenant, traceId });
    response.headers.append('set-cookie', 'seen=1');
    return response;
  },
);

/** Two events, and then silence until the request is over. */
const telling = defineFunction(
  {
    name: 'telling',
    trigger: http({
      method: 'GET',
      path: '/v1/events',
      summary: '',
      querySchema: z.strictObject({ from: z.enum(['start', 'cut', 'none']) }),
      success: { ...success, contentType: 'text/event-stream' },
    }),
    needs: {},
    timeoutMs: 5_000,
  },
  async ({ query, request: { signal } }) => {
    if (query.from === 'none') return new Response(null, { status: 204 });
    const frames = async function* () {
      yield Buffer.from('data: first\n\n');
      yield Buffer.from('data: zweite, größer\n\n');
      if (query.from === 'cut') throw new Error('the store went away');
      const over = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => over.resolve());
      await over.promise;
    };
    const headers = { 'content-type': 'text/event-stream', 'content-length': '7' };
    return new Response(ReadableStream.from(frames()), { headers });
  },
);

const answering = defineFunction(
  {
    name: 'answering',
    trigger: queue('journeyQueue'),
    needs: {},
    input: journeyCall,
    timeoutMs: 5_000,
  },
  async () => {},
);

const projecting = defineFunction(
  {
    name: 'projecting',
    trigger: feed('eventLog'),
    needs: {},
    input: z.strictObject({ subjects: z.array(z.string()) }),
    timeoutMs: 5_000,
  },
  async () => {
    throw new SupportError('unavailable', 'the list is away');
  },
);

const hanging = defineFunction(
  { name: 'hanging', trigger: schedule(60), needs: {}, timeoutMs: 60_000 },
  () => new Promise<never>(() => {}),
);

const stepping = defineFunction(
  {
    name: 'stepping',
    trigger: { kind: 'step', step: 'classify', outcomes: ['question'] } as const,
    needs: {},
    input: stepInput,
    output: z.strictObject({ outcome: z.string() }),
    timeoutMs: 5_000,
  },
  async () => ({ outcome: 'question' }),
);

const logger = createJsonLogger({
  clock: systemClock,
  level: 'info',
  redact: (value) => structuredClone(value),
  write: (line) => void process.stdout.write(line),
});
const options = { tenantClaim: null, clock: systemClock, logger };
const openOf = (fn: DeskFunction) => async () => hostFunction(fn, bareDesk(logger));
const handlerOf = (fn: DeskFunction) => lambdaHandler(fn, openOf(fn), options);

export const post = handlerOf(posting);
export const tell = handlerOf(telling);
export const stream = streamingLambdaHandler(telling, openOf(telling), options);
export const answer = handlerOf(answering);
export const project = handlerOf(projecting);
export const sweep = handlerOf(hanging);
export const step = handlerOf(stepping);
