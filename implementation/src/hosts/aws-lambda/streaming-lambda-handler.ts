import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { CloudOptions, OpenHost } from '../cloud-options.ts';
import { bareFailure, logBrokenOff, openLogged } from '../reported-failures.ts';
import { answerRequest, type HttpAnswer } from './http-call.ts';
import { type HttpResultHead, headOf } from './http-result.ts';
import { keptAlive } from './kept-alive.ts';
import type { LambdaContext } from './lambda-context.ts';

type StreamingHandler = (event: unknown, out: Writable, context: LambdaContext) => Promise<void>;

/** What Lambda's client puts into the global `awslambda` for handlers that stream. */
export interface LambdaStreaming {
  streamifyResponse(handler: StreamingHandler): StreamingHandler;
  readonly HttpResponseStream: {
    /** The same stream, which writes the head before its first bytes. */
    from(out: Writable, head: HttpResultHead): Writable;
  };
}

/**
 * The handler of a function of HTTP whose answer goes out piece by piece, behind a function's URL
 * whose invoke mode is RESPONSE_STREAM. Shortly before the platform's time is over the answer ends.
 * @param streaming The client's global where it is not given.
 */
export function streamingLambdaHandler(
  fn: DeskFunction,
  open: OpenHost,
  options: CloudOptions,
  streaming: LambdaStreaming = streamingOfClient(),
): StreamingHandler {
  const opened = openLogged(fn, open, options);
  return streaming.streamifyResponse(async (event, out, context) => {
    const invocation = { fn, open: opened, context, options };
    const run = async () => {
      const answer = await answerRequest(event, invocation);
      const body = streaming.HttpResponseStream.from(out, headOf(answer.response));
      try {
        await pour(answer, body);
      } catch (error) {
        logBrokenOff(fn, options, error);
        throw error;
      } finally {
        answer.stop();
      }
    };
    try {
      await keptAlive(run);
    } catch (error) {
      throw bareFailure(fn, error);
    }
  });
}

function streamingOfClient(): LambdaStreaming {
  const { awslambda } = globalThis as { awslambda?: LambdaStreaming };
  if (!awslambda) throw new Error('there is no awslambda: this handler runs inside Lambda only');
  return awslambda;
}

async function pour({ response, over }: HttpAnswer, out: Writable): Promise<void> {
  // Without a first write there would be no head either.
  out.write('');
  const reader = response.body?.getReader();
  const stop = () => void reader?.cancel(over.reason).catch(() => {});
  // What begins only when it is over already is the word that it is: it is short, and goes out whole.
  over.addEventListener('abort', stop);
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done || out.destroyed) break;
      if (!out.write(value)) await once(out, 'drain', { signal: over }).catch(() => {});
    }
  } finally {
    over.removeEventListener('abort', stop);
    stop();
  }
  out.end();
}
