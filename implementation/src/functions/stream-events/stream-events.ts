import * as z from 'zod';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { defineFunction } from '../define-function.ts';
import { http } from '../trigger.ts';
import { beginning, framesAfter, parseId } from './event-frames.ts';
import { streamOf } from './stream-of.ts';

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

export const streamEvents = defineFunction(
  {
    name: 'stream-events',
    trigger: http({
      method: 'GET',
      path: '/v1/events',
      summary: 'Every event of every ticket as server-sent events; resumes after Last-Event-ID.',
      querySchema: query,
      headerSchema,
      success: { status: 200, contentType: 'text/event-stream', description: 'The stream.' },
    }),
    needs: { eventLog: 'read', blobStore: 'read' },
    // Until it begins: how long it goes on is for its client, and for the host.
    timeoutMs: 10_000,
  },
  async ({ desk, context, query, request }) => {
    const resumed = request.headers.get('last-event-id');
    const place = resumed !== null ? parseId(resumed) : await beginning(desk, query.from);
    // A position that the log does not know is refused while there is a status to say so.
    await desk.eventLog.log.changes(place.position, 1);
    const headers = headersOf(context);
    // Whoever asks for the head alone would never end the stream.
    if (request.method === 'HEAD') return new Response(null, { headers });
    const gone = new AbortController();
    const ended = AbortSignal.any([desk.stopping, request.signal, gone.signal]);
    return new Response(streamOf(desk, framesAfter(desk, context, ended, place), gone), {
      headers,
    });
  },
);
