import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { HttpResult, HttpResultHead } from '#src/hosts/aws-lambda/http-result.ts';
import type { LambdaContext } from '#src/hosts/aws-lambda/lambda-context.ts';
import { lambdaHandler } from '#src/hosts/aws-lambda/lambda-handler.ts';
import { streamingLambdaHandler } from '#src/hosts/aws-lambda/streaming-lambda-handler.ts';
import type { Carried } from '#src/hosts/carried.ts';
import { hostFunction } from '#src/hosts/function-host.ts';
import * as events from './aws-events.ts';
import {
  byCode,
  Deliveries,
  eachAlone,
  type Held,
  type Invoke,
  traceBeside,
} from './deliveries.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
import type { Answer, Ask, HostUnderTest, RunningFunction } from './host-under-test.ts';
import { tenantClaimOf } from './probes.ts';
import { jsonOrText } from './read-answer.ts';

const timeoutMs = 3_000;

/** The handlers that bundles export, called as Lambda's client calls them. */
export const awsHost: HostUnderTest = {
  name: 'aws',
  endsAfterMs: timeoutMs,
  carries: {
    http: ['tenant', 'requestId', 'traceId'],
    queue: ['tenant', 'requestId', 'traceId'],
    feed: ['tenant', 'requestId', 'traceId'],
    schedule: ['requestId', 'traceId'],
    blob: ['tenant', 'requestId', 'traceId'],
    step: ['tenant', 'requestId', 'traceId'],
  },
  failTogether: 'those after it',
  async prepare() {},
  async run(fn, desk) {
    const laptop = await desk.open([]);
    const host = hostFunction(desk.watched(fn), laptop.desk);
    const { clock, logger } = desk;
    const options = { tenantClaim: tenantClaimOf(fn), clock, logger };
    const open = async () => {
      await desk.opening();
      return host;
    };
    const deliveries = new Deliveries(invokeOf(fn, desk, lambdaHandler(fn, open, options)), 5);
    const running: RunningFunction = {
      ask: async (ask) => {
        if (!streams(fn)) {
          const handler = lambdaHandler(fn, open, options);
          const result = await handler(events.httpEventOf(ask), contextFor(desk, ask.carried));
          const { statusCode, body } = result as HttpResult;
          return { status: statusCode, body: jsonOrText(body) };
        }
        return askForStream(ask, desk, (streaming) =>
          streamingLambdaHandler(fn, open, options, streaming),
        );
      },
      deliver: (sent) => deliveries.deliver(sent),
      redeliver: () => deliveries.redeliver(),
      close: () => laptop.close(),
    };
    return running;
  },
  async close() {},
};

const streams = ({ trigger }: DeskFunction): boolean =>
  trigger.kind === 'http' && trigger.success.contentType === 'text/event-stream';

function contextFor(
  { clock }: DeskUnderTest,
  carried: Partial<Pick<Carried, 'requestId' | 'traceId'>> = {},
): LambdaContext {
  const end = clock.now() + timeoutMs;
  const { requestId, traceId } = carried;
  return {
    awsRequestId: requestId ?? 'lambda-request',
    xRayTraceId: traceId ? events.xRayOf(traceId) : undefined,
    getRemainingTimeInMillis: () => end - clock.now(),
  };
}

type Handler = ReturnType<typeof lambdaHandler>;

/** How AWS hands items to a function of each kind, and what it does with the answer. */
function invokeOf(fn: DeskFunction, desk: DeskUnderTest, handler: Handler): Invoke {
  const call = (event: unknown, held: Held | undefined) => {
    const beside = held && { ...held.carried, traceId: traceBeside(held) };
    return handler(event, contextFor(desk, beside));
  };
  const alone = (eventOf: (held: Held) => unknown, failed: (error: Error) => 'again' | 'dead') =>
    eachAlone(async (held) => {
      try {
        await call(eventOf(held), held);
        return null;
      } catch (error) {
        return failed(error as Error);
      }
    });
  switch (fn.trigger.kind) {
    case 'queue':
      return async (held) => {
        const failed = failedOf(await call(events.messagesOf(held), held[0]));
        return new Map(
          held
            .filter(({ place }) => failed.includes(`message-${place}`))
            .map(({ place }) => [place, 'again']),
        );
      };
    case 'feed':
      return async (held) => {
        const failed = failedOf(await call(events.changesOf(held), held[0])).map(Number);
        // The stream goes on at the first one that failed.
        const again = held.filter(({ place }) => place >= Math.min(...failed));
        return new Map(again.map(({ place }) => [place, 'again']));
      };
    case 'schedule':
      return alone(
        () => events.strokeOfClock,
        () => 'again',
      );
    case 'blob':
      return alone(events.objectEventOf, () => 'again');
    default:
      return alone(events.stateOf, ({ name }) => byCode(name));
  }
}

/** The items of a batch that its answer names. */
const failedOf = (answer: unknown): string[] =>
  (answer as { batchItemFailures: readonly { itemIdentifier: string }[] }).batchItemFailures.map(
    ({ itemIdentifier }) => itemIdentifier,
  );

type Streaming = Parameters<typeof streamingLambdaHandler>[3];
type StreamingHandler = ReturnType<typeof streamingLambdaHandler>;

/** Lambda hears nothing of a client that goes away: the answer ends when its own time is over. */
async function askForStream(
  ask: Ask,
  desk: DeskUnderTest,
  handlerOn: (streaming: Streaming) => StreamingHandler,
): Promise<Answer> {
  const heads: HttpResultHead[] = [];
  const out = new PassThrough();
  const handler = handlerOn({
    streamifyResponse: (own) => own,
    HttpResponseStream: {
      from(stream, head) {
        heads.push(head);
        return stream;
      },
    },
  });
  let text = '';
  const seen = Promise.withResolvers<void>();
  out.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    ask.onText?.(text);
    if (ask.until !== undefined && text.includes(ask.until)) seen.resolve();
  });
  const done = handler(events.httpEventOf(ask), out, contextFor(desk, ask.carried));
  await Promise.race([seen.promise, done]);
  if (ask.until !== undefined) await desk.clock.advance(timeoutMs);
  await done;
  await finished(out);
  return { status: heads[0]?.statusCode ?? 0, body: jsonOrText(text) };
}
