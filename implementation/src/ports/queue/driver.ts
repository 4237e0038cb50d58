import type { SupportErrorCode } from '#src/foundation/support-error.ts';
import type { Millis } from '#src/foundation/time.ts';

/** What a driver can do, as data: tests and compositions choose by it. */
export interface QueueCapabilities {
  /** A message that was sent survives the end of the process. */
  readonly durable: boolean;
  /** Other processes can send to the same queue and receive from it. */
  readonly shared: boolean;
  /** No driver promises an order: a message that is tried again comes after others anyway. */
  readonly ordered: false;
  /** Whether the messages of one tenant let those of the others pass, however many they are. */
  readonly fairness: 'per_tenant' | 'none';
  /** For how long a second message of the same key is dropped, milliseconds; 0 where none is. */
  readonly deduplicationWindowMs: number;
  /** How long a delivery is invisible where the queue and not the receiver says so, or null. */
  readonly fixedVisibilityMs: number | null;
  /** A message that was delivered so often without being acknowledged is dead. */
  readonly maxAttempts: number;
  /**
   * With `newest`, of the messages of one id the latest that ended counts: an older dead letter of
   * that id is dropped when one dies or is acknowledged. With `all` each is kept.
   */
  readonly deadLettersOfOneId: 'newest' | 'all';
  /** A receipt that ran out is always refused. Otherwise true may mean "perhaps". */
  readonly refusesStaleReceipts: boolean;
  /** Counts and attempts are right at any moment. Otherwise they are about right, and soon. */
  readonly countsExactly: boolean;
}

export interface QueuedMessage {
  /** The same for every delivery of the message, and for a message that is sent once more. */
  readonly id: string;
  /** Empty where a sender other than this port left it out. */
  readonly tenant: string;
  readonly requestId: string;
  /** Of the trace that the sender was part of, or null. */
  readonly traceId: string | null;
  readonly deadline: Millis | null;
  readonly sentAt: Millis;
  /** JSON, if it was sent by this port. */
  readonly text: string;
}

export interface SendOptions {
  /** Until the first delivery. A driver may round up to whole seconds. */
  readonly delayMs: number;
  /** Drop the message where one of the same key was sent within the window; null: never. */
  readonly deduplicationKey: string | null;
}

export interface ReceiveRequest {
  /** Deliveries at most. */
  readonly max: number;
  /** How long to wait for the first one. */
  readonly waitMs: number;
  /** How long the deliveries are invisible to others. */
  readonly visibilityMs: number;
  /** Ends the waiting: then nothing more is taken, and what was taken is returned. */
  readonly signal?: AbortSignal;
}

export interface DriverDelivery extends QueuedMessage {
  /** Which delivery of the message this is, from 1. */
  readonly attempt: number;
  /** Names this one delivery, as long as the message is invisible for it. */
  readonly receipt: string;
}

/** Delivered too often, refused for good by who handled it, or not readable at all. */
export type DeadReason = 'attempts' | 'refused' | 'unreadable';

export interface DeathCause {
  readonly reason: DeadReason;
  /** What the last attempt failed with, or null where nobody said. */
  readonly code: SupportErrorCode | null;
}

export interface DeadLetter extends QueuedMessage, DeathCause {
  /** Names this dead letter; where all are kept, the id of a message that was sent again may not. */
  readonly handle: string;
  readonly attempts: number;
  readonly diedAt: Millis;
}

export interface QueueCounts {
  readonly ready: number;
  readonly delayed: number;
  readonly inFlight: number;
  readonly dead: number;
}

/**
 * One queue that delivers at least once. A receiver acknowledges a delivery, gives it back, or
 * buries it; otherwise the message comes again when its visibility is over. A message leaves the
 * queue by being acknowledged and in no other way: one that was delivered `maxAttempts` times is
 * kept with the dead letters until somebody discards it, or `deadLettersOfOneId` says otherwise.
 *
 * What takes a receipt returns false, and changes nothing, where it ran out, was used, or was
 * replaced by the receipt of a later delivery.
 */
export interface QueueDriver {
  readonly name: string;
  readonly capabilities: QueueCapabilities;

  /** Throws `rate_limited` or `unavailable` where the queue cannot take it now. */
  send(message: QueuedMessage, options: SendOptions): Promise<void>;

  /** Up to `max` deliveries; as soon as there is one, and none when the time is over. */
  receive(request: ReceiveRequest): Promise<readonly DriverDelivery[]>;

  acknowledge(receipt: string): Promise<boolean>;

  /** Gives the message back, to be delivered again after the delay; dead if that was the last. */
  retry(receipt: string, delayMs: number): Promise<boolean>;

  /** Keeps the message invisible until `visibilityMs` from now. */
  extend(receipt: string, visibilityMs: number): Promise<boolean>;

  /** Puts the message to the dead letters, however few its attempts were. */
  bury(receipt: string, cause: DeathCause): Promise<boolean>;

  /** Dead letters after the cursor (null: from the start), those that died first coming first. */
  deadLetters(
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly deadLetters: readonly DeadLetter[]; readonly next: string | null }>;

  /** Makes a dead letter a message again, whose attempts count from 1. False where there is none. */
  redrive(handle: string): Promise<boolean>;

  /** Drops a dead letter for good. False where there is none. */
  discard(handle: string): Promise<boolean>;

  counts(): Promise<QueueCounts>;

  /** Ends all waiting. What the queue holds stays as it is, as far as it is durable. */
  close(): Promise<void>;
}
