import * as z from 'zod';
import { SupportError } from '#src/foundation/support-error.ts';
import type { TicketSort } from '#src/ports/projection-store/driver.ts';
import { ticketSorts } from '#src/ports/projection-store/driver.ts';
import { identifier } from './schemas.ts';

const cursor = z.strictObject({ sort: z.enum(ticketSorts), value: z.int(), id: identifier });

/** Opaque to clients: where the page before ended, in which order. */
export const encodeCursor = (value: z.infer<typeof cursor>): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** Throws `invalid_argument` for what is not a cursor of a list in this order. */
export function decodeCursor(text: string, sort: TicketSort): { value: number; id: string } {
  try {
    const decoded = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (decoded.sort === sort) return { value: decoded.value, id: decoded.id };
  } catch {
    // Whatever it was, it was not given out by this list.
  }
  throw new SupportError('invalid_argument', 'cursor: not the nextCursor of this list.');
}
