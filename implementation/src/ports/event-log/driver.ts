import type { LogRecord, Seen } from '#src/domain/ticket/record.ts';

/** What a driver can do, as data: tests and compositions choose by it. */
export interface EventLogCapabilities {
  /** Acknowledged records survive the end of the process. */
  readonly durable: boolean;
  /** Other processes can write to the same store. */
  readonly shared: boolean;
  /** Whole logs can be dropped: the driver is a {@link ForgettingEventLogDriver}. */
  readonly forgets: boolean;
}

/** A log that changed, and where the change stands in this store's order of changes. */
export interface LogChange {
  readonly tenant: string;
  readonly subject: string;
  readonly record: LogRecord;
  /** Opaque, and sortable as text: resume after it. */
  readonly position: string;
}

/** Which log's bell rang. The bell may ring late, twice, or not at all: the log is the truth. */
export interface LogBell {
  readonly tenant: string;
  readonly subject: string;
}

/** The bell that stands for all logs: rung where single bells may have been missed. */
export const everyLog: LogBell = { tenant: '', subject: '' };

/**
 * The three powers a store needs, and no more. A driver keeps no rules of its own: validation, ids,
 * retries and the tenant check live once, in the portable class.
 */
export interface EventLogDriver {
  readonly name: string;
  readonly capabilities: EventLogCapabilities;

  /**
   * Stores the record unless one with the same (tenant, subject, origin, seq) exists. Returns false
   * when it lost. When it returns true the record is as durable as the store gets.
   */
  createIfAbsent(record: LogRecord): Promise<boolean>;

  /** The records of one log that `after` does not cover, read consistently; any order. */
  read(tenant: string, subject: string, after: Seen): Promise<readonly LogRecord[]>;

  /**
   * Changes after `position` (null: from the start), oldest first, at most `limit`. Never skips a
   * record that becomes visible later: it stops before the oldest append still under way.
   * `next` is where to go on, also when nothing was found.
   */
  changes(
    position: string | null,
    limit: number,
  ): Promise<{ readonly changes: readonly LogChange[]; readonly next: string | null }>;

  /** The position after every change that `changes` gives out now, or null where it gives none. */
  end(): Promise<string | null>;

  /** Calls back soon after any log changed. Returns the function that ends it. */
  subscribe(listener: (bell: LogBell) => void): () => void;

  /** Throws `unavailable` when the store cannot be reached now. */
  ping(): Promise<void>;

  close(): Promise<void>;
}

/**
 * A store in this process that need not grow for ever. What it answers it answers at once, so that
 * nothing comes between a look and the drop that follows from it.
 */
export interface ForgettingEventLogDriver extends EventLogDriver {
  /** About how many bytes a log takes; 0 for one that nobody wrote. */
  sizeOf(tenant: string, subject: string): number;

  /**
   * Drops a log with its places in the order of changes, as if it had never been, and returns its
   * records. Returns null where `seen` does not cover it: then it stays. The positions of other
   * changes stay as they are, and a position of a dropped one is still good to go on from.
   */
  forget(tenant: string, subject: string, seen: Seen): readonly LogRecord[] | null;
}

export const forgets = (driver: EventLogDriver): driver is ForgettingEventLogDriver =>
  driver.capabilities.forgets;
