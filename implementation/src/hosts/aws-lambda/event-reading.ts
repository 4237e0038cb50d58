import type { SupportError } from '#src/foundation/support-error.ts';
import type { DeskFunction, MessageDelivery } from '#src/functions/define-function.ts';
import type { Carried } from '../carried.ts';
import type { BatchCall, EventCall } from '../event-call.ts';
import { strangeEvent } from '../parsed.ts';

/** A part of an event that no call can be made of. It keeps nothing else from being done. */
export interface Unreadable {
  /** By the name that the platform knows it by. */
  readonly item: string;
  readonly error: SupportError;
}

/** What an event means to a function. */
export type Reading =
  /** All of it is tried; where some of it fails the event has failed. */
  | {
      readonly kind: 'whole';
      readonly calls: readonly EventCall[];
      readonly unreadable: readonly Unreadable[];
    }
  /** Each call is done or fails by itself. */
  | {
      readonly kind: 'batch';
      readonly calls: readonly BatchCall[];
      readonly unreadable: readonly Unreadable[];
    };

/**
 * Reads an event. `carried` is what came with the invocation, with no tenant. Throws
 * `invalid_argument` for what is none of the events that the function's trigger stands for.
 */
export type ReadEvent = (event: unknown, fn: DeskFunction, carried: Carried) => Reading;

/** The one call of an event that asks for one. */
export const wholeCall = (
  input: unknown,
  carried: Carried,
  delivery?: MessageDelivery,
): Reading => ({
  kind: 'whole',
  calls: [{ input, carried, ...(delivery && { delivery }) }],
  unreadable: [],
});

/** A part of a key that was URI-encoded. */
export function decodedPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw strangeEvent(`not encoded as it should be: ${text.slice(0, 200)}`);
  }
}
