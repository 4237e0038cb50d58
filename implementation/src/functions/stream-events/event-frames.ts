import { eventResourceOf } from '#src/api/resources.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { LogChange } from '#src/ports/event-log/driver.ts';
import { everyLog } from '#src/ports/event-log/driver.ts';
import type { DeskFor } from '../parts.ts';

/** What a stream of events is read from. */
export type EventSource = DeskFor<{ eventLog: 'read'; blobStore: 'read' }>;

const pageSize = 200;
/** How long a quiet stream goes without looking by itself, and without a sign of life. */
const lookAgainMs = 15_000;
/** A bell may ring before the log gives out what it rang for: then look again soon, so often. */
const lookSoonMs = 100;
const looksSoon = 20;

/** After `position` in the log's order of changes, and `skip` events of the record there. */
export interface Place {
  readonly position: string | null;
  readonly skip: number;
}

export async function beginning(desk: EventSource, from: 'start' | 'now'): Promise<Place> {
  return { position: from === 'start' ? null : await desk.eventLog.log.end(), skip: 0 };
}

/**
 * An event's id says where to go on after it. The last event of a record has the record's position;
 * each before it the position of the record before, and how many events of its own were given.
 */
const idOf = ({ position, skip }: Place): string =>
  skip === 0 ? (position ?? 'start') : `${position ?? 'start'}.${skip}`;

export function parseId(id: string): Place {
  const [, position = '', skip = '0'] = /^([\w:-]{1,90})(?:\.(\d{1,4}))?$/.exec(id) ?? [];
  if (position === '') {
    const message = 'Last-Event-ID is not one that this stream gave out.';
    throw new SupportError('invalid_argument', message);
  }
  return { position: position === 'start' ? null : position, skip: Number(skip) };
}

export async function* framesAfter(
  desk: EventSource,
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
      const { changes, next } = await desk.eventLog.log.changes(position, pageSize);
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
function bellOf({ eventLog, clock }: EventSource, context: RequestContext) {
  let rung = false;
  let wake: () => void = () => {};
  const end = eventLog.log.subscribe(({ tenant }) => {
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
  desk: EventSource,
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
