import type { AnyEvent } from './events.ts';

/** The highest `seq` read of each origin. With one site it has one entry. */
export type Seen = Readonly<Record<string, number>>;

/** One append: what one author added to one log at once. */
export interface LogRecord {
  readonly tenant: string;
  readonly subject: string;
  /** The site (write region) that wrote it. */
  readonly origin: string;
  /** Counts this origin's appends to this subject from 1, without a gap. */
  readonly seq: number;
  /** What its author had read when writing it. */
  readonly seen: Seen;
  /** Names the command; a retry carries the same one. */
  readonly commandId: string;
  /** Digest of the command's content, so that one id cannot mean two things. */
  readonly commandHash: string;
  readonly events: readonly AnyEvent[];
}

export const covers = (seen: Seen, origin: string, seq: number): boolean =>
  (seen[origin] ?? 0) >= seq;

export const coversAll = (seen: Seen, other: Seen): boolean =>
  Object.entries(other).every(([origin, seq]) => covers(seen, origin, seq));

export function seenOf(records: Iterable<LogRecord>): Seen {
  const seen: Record<string, number> = {};
  for (const { origin, seq } of records) seen[origin] = Math.max(seen[origin] ?? 0, seq);
  return seen;
}

/** How many records a `seen` stands for: grows with every append that a reader of one store sees. */
export const recordCount = (seen: Seen): number => {
  let count = 0;
  for (const origin in seen) count += seen[origin] ?? 0;
  return count;
};
