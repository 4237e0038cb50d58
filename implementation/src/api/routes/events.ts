import * as z from 'zod';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { LogChange } from '#src/ports/event-log/driver.ts';
import type { Desk } from '../desk.ts';
import { eventResourceOf } from '../resources.ts';
import { defineRoute } from '../route.ts';

const pageSize = 200;
/** How long a quiet stream goes without looking by itself, and without a sign of life. */
const lookAgainMs = 15_000;

const query = z.strictObject({
  /** `start`: everything there ever was; `now` (default): what comes from here on. */
  from: z.enum(['start', 'now']).default('now'),
});

export const streamEvents = defineRoute({
  method: 'GET',
  path: '/v1/events',
  operationId: 'streamEvents',
  summary: 'Every event of every ticket as server-sent events; resumes after Last-Event-ID.',
  querySchema: query,
  success: { status: 200, contentType: 'text/event-stream', description: 'The stream.' },
  async run({ desk, context, query, request }) {
    const resumed = request.headers.get('last-event-id');
    if (resumed !== null && !/^[\w.:-]{1,100}$/.test(resumed)) {
      throw new SupportError(
        'invalid_argument',
        'Last-Event-ID is not one that this stream gave out.',
      );
    }
    const position = resumed ?? (query.from === 'start' ? null : await endOf(desk));
    const encoder = new TextEncoder();
    const frames = framesAfter(desk, context, request.signal, position);
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await frames.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await frames.return(undefined);
      },
    });
    return new Response(body, {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    });
  },
});

/** Where the log of changes ends now. */
async function endOf(desk: Desk): Promise<string | null> {
  return desk.tickets.log.end();
}

async function* framesAfter(
  desk: Desk,
  context: RequestContext,
  gone: AbortSignal,
  start: string | null,
): AsyncGenerator<string, void, void> {
  const ended = AbortSignal.any([desk.stopping, gone]);
  let position = start;
  let rung: (() => void) | null = null;
  const unsubscribe = desk.tickets.log.subscribe(({ tenant }) => {
    if (tenant === context.tenant) rung?.();
  });
  try {
    yield ': connected\n\n';
    while (!ended.aborted) {
      const bell = new Promise<void>((resolve) => {
        rung = resolve;
      });
      const { changes, next } = await desk.tickets.log.changes(position, pageSize);
      for (const change of changes) {
        if (change.tenant === context.tenant) yield* framesOf(desk, context, change);
      }
      position = next;
      if (changes.length === pageSize) continue;
      const patience = desk.clock.sleep(lookAgainMs, ended).catch(() => {});
      await Promise.race([bell, patience]);
      if (changes.length === 0) yield ': still here\n\n';
    }
  } finally {
    unsubscribe();
  }
}

/** Only the last event of a record carries the id: a client that resumes never loses half a record. */
async function* framesOf(desk: Desk, context: RequestContext, change: LogChange) {
  const { events } = change.record;
  for (const [index, event] of events.entries()) {
    const resource = await eventResourceOf(desk, context, event);
    const data = JSON.stringify({ ticketId: change.subject, ...resource });
    const id = index === events.length - 1 ? `id: ${change.position}\n` : '';
    yield `${id}event: ${event.type}\ndata: ${data}\n\n`;
  }
}
