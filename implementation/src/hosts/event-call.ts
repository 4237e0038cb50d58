import type { MessageDelivery } from '#src/functions/define-function.ts';
import type { Carried } from './carried.ts';

/** One call that an event asks for. */
export interface EventCall {
  readonly input: unknown;
  readonly carried: Carried;
  readonly delivery?: MessageDelivery;
}

/** A call for some items of a batch. They fail with it, and the platform delivers them again. */
export interface BatchCall extends EventCall {
  /** By the names that the platform knows them by, where it has some. */
  readonly items: readonly string[];
  /** The same in several calls, to be made where the one has failed: only some may be to blame. */
  readonly apart?: readonly BatchCall[];
}
