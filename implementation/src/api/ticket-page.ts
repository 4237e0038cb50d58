import * as z from 'zod';
import { tag, ticketPriority, ticketStatus } from '#src/domain/ticket/vocabulary.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import {
  type ProjectionStoreDriver,
  sortValue,
  ticketSorts,
} from '#src/ports/projection-store/driver.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { identifier, shortText } from './schemas.ts';
import { wholeNumber } from './whole-number.ts';

export const listQuery = z.strictObject({
  status: ticketStatus.optional().describe('Only tickets in this status.'),
  assignee: identifier
    .or(z.literal(''))
    .optional()
    .describe('Only tickets of this person; empty: tickets that nobody has.'),
  priority: ticketPriority.optional().describe('Only tickets of this priority.'),
  tag: tag.optional().describe('Only tickets with this tag.'),
  q: shortText(200)
    .optional()
    .describe(
      'Words that all occur in subject, newest message, or the customer’s name or address.',
    ),
  sort: z.enum(ticketSorts).default('updated_desc').describe('The order.'),
  cursor: z.string().max(500).optional().describe('The `nextCursor` of the page before.'),
  limit: z
    .preprocess(wholeNumber, z.int().min(1).max(200))
    .default(50)
    .describe('How many at most; 50 unless it is given.'),
});

/** What a page is read from. */
export interface TicketPages {
  readonly projectionStore: {
    /** Resolves when the list has what this process wrote a moment ago. */
    settled(): Promise<void>;
    readonly store: Pick<ProjectionStoreDriver, 'list'>;
  };
}

/** A page of the list's rows, and where the next one begins. */
export async function readPage(
  desk: TicketPages,
  context: RequestContext,
  query: z.infer<typeof listQuery>,
): Promise<{ rows: TicketRow[]; nextCursor: string | null }> {
  const { status, assignee, priority, tag, q, sort, cursor, limit } = query;
  // Whoever wrote a moment ago finds it in the list.
  await desk.projectionStore.settled();
  const found = await desk.projectionStore.store.list(context.tenant, {
    status,
    assignee: assignee === '' ? null : assignee,
    priority,
    tag,
    text: q,
    sort,
    after: cursor === undefined ? undefined : decodeCursor(cursor, sort),
    limit: limit + 1,
  });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const nextCursor =
    found.length > limit && last
      ? encodeCursor({ sort, value: sortValue(last, sort), id: last.id })
      : null;
  return { rows, nextCursor };
}
