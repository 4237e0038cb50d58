import * as z from 'zod';
import { errorFields } from '#src/foundation/logger.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { LogChange } from '#src/ports/event-log/driver.ts';
import { everyLog } from '#src/ports/event-log/driver.ts';
import type { Desk } from '../desk.ts';
import { eventResourceOf } from '../resources.ts';
import { defineRoute } from '../route.ts';

const pageSize = 200;
/** How long a quiet stream goes without looking by itself, and without a sign of life. */
const lookAgainMs = 15_000;
/** A bell may ring before the log gives out what it rang for: then look again soon, so often. */
const lookSoonMs = 100;
const looksSoon = 20;

const query = z.strictObject({
  from: z
    .enum(['start', 'now'])
    .default('now')
    .describe('`start`: everything there ever was; `now`: what comes from here on.'),
});

const headerSchema = z.strictObject({
  'Last-Event-ID': z
    .string()
    .meta({ description: 'The id of the last event that arrived: the stream goes on after it.' })
    .optional(),
});

const headersOf = ({ requestId }: RequestContext) => ({
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-request-id': requestId,
});

export const streamEvents = defineRoute({
  method: 'GET',
  path: '/v1/events',
  operationId: 'streamEvents',
  summary: 'Every event of every ticket as server-sent events; resumes after Last-Event-ID.',
  querySchema: query,
  headerSchema,
  success: { status: 200, contentType: 'text/event-stream', description: 'The stream.' },
  async run({ desk, context, query, request }) {
    const resumed = request.headers.get('last-event-id');
    const place = resumed !== null ? parseId(resumed) : await beginning(desk, query.from);
    // A position that the log does not know is refused while there is a status to say so.
    await desk.tickets.log.changes(place.position, 1);
    const headers = headersOf(context);
    // Whoever asks for the head alone would never end the stream.
    if (request.method === 'HEAD') return new Response(null, { headers });
    const encoder = new TextEncoder();
    const gone = new AbortController();
    const ended = AbortSignal.any([desk.stopping, request.signal, gone.signal]);
    const frames = framesAfter(desk, context, ended, place);
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        // A store that goes away ends the stream; its client comes back with the last id it saw.
        const { done, value } = await frames.next().catch((error: unknown) => {
          desk.logger.log('warn', 'a stream of events was cut off', errorFields(error));
          return { done: true, value: undefined } as const;
        });
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        gone.abort();
        await frames.return(undefined);
      },
    });
    return new Response(body, { headers });
  },
});

/** After `position` in the log's order of changes, and `skip` events of the record there. */
interface Place {
  readonly position: string | null;
  readonly skip: number;
}

async function beginning(desk: Desk, from: 'start' | 'now'): Promise<Place> {
  return { position: from === 'start' ? null : await desk.tickets.log.end(), skip: 0 };
}

/**
 * An event's id says where to go on after it. The last event of a record has the record's position;
 * each before it the position of the record before, and how many events of its own were given.
 */
const idOf = ({ position, skip }: Place): string =>
  skip === 0 ? (position ?? 'start') : `${position ?? 'start'}.${skip}`;

function parseId(id: string): Place {
  const [, position = '', skip = '0'] = /^([\w:-]{1,90})(?:\.(\d{1,4}))?$/.exec(id) ?? [];
  if (position === '') {
    const message = 'Last-Event-ID is not one that this stream gave out.';
    throw new SupportError('invalid_argument', message);
  }
  return { position: position === 'start' ? null : position, skip: Number(skip) };
}

async function* framesAfter(
  desk: Desk,
  context: RequestContext,
  ended: AbortSignal,
  start: Place,
): AsyncGenerator<string, void, void> {
  let { position, skip } = start;
  const bell = bellOf(desk, context);
  try {
    yield ': connected\n\n';
    for (let soon = 0; !ended.aborted; ) {
      bell.forget();
      const { changes, next } = await desk.tickets.log.changes(position, pageSize);
      for (const change of changes) {
        if (change.tenant === context.tenant) {
          yield* framesOf(desk, context, change, { position, skip });
        }
        ({ position } = change);
        skip = 0;
      }
      position = next;
      if (changes.length > 0) soon = 0;
      if (changes.length === pageSize) continue;
      const rang = await bell.wait(soon > 0 ? lookSoonMs : lookAgainMs, ended);
      if (rang) soon = looksSoon;
      else if (soon > 0) soon -= 1;
      else if (changes.length === 0 && !ended.aborted) yield ': still here\n\n';
    }
  } finally {
    bell.end();
  }
}

/** Rings when a log of the tenant changed; `wait` returns whether it did, or the time was up. */
function bellOf({ tickets, clock }: Desk, context: RequestContext) {
  let rung = false;
  let wake: () => void = () => {};
  const end = tickets.log.subscribe(({ tenant }) => {
    if (tenant !== context.tenant && tenant !== everyLog.tenant) return;
    rung = true;
    wake();
  });
  return {
    end,
    forget() {
      rung = false;
    },
    async wait(patienceMs: number, ended: AbortSignal): Promise<boolean> {
      if (rung) return true;
      const over = new AbortController();
      wake = () => over.abort();
      await clock.sleep(patienceMs, AbortSignal.any([ended, over.signal])).catch(() => {});
      return rung;
    },
  };
}

async function* framesOf(
  desk: Desk,
  context: RequestContext,
  change: LogChange,
  { position, skip }: Place,
) {
  const { events } = change.record;
  for (const [index, event] of events.entries()) {
    if (index < skip) continue;
    const resource = await eventResourceOf(desk, context, event);
    const data = JSON.stringify({ ticketId: change.subject, ...resource });
    const isLast = index === events.length - 1;
    const id = idOf(
      isLast ? { position: change.position, skip: 0 } : { position, skip: index + 1 },
    );
    yield `id: ${id}\nevent: ${event.type}\ndata: ${data}\n\n`;
  }
}
