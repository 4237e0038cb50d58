import type { TicketPriority, TicketStatus } from '#src/domain/ticket/vocabulary.ts';
import type { TicketRow } from './ticket-row.ts';

export interface ProjectionStoreCapabilities {
  readonly durable: boolean;
  /** Rows can be dropped: the driver is a {@link ForgettingProjectionStoreDriver}. */
  readonly forgets: boolean;
}

export const ticketSorts = [
  'updated_desc',
  'updated_asc',
  'created_desc',
  'created_asc',
  'priority_desc',
] as const;
export type TicketSort = (typeof ticketSorts)[number];

export interface TicketQuery {
  readonly status?: TicketStatus | undefined;
  /** A person's id, or null for tickets that nobody has. */
  readonly assignee?: string | null | undefined;
  readonly priority?: TicketPriority | undefined;
  readonly tag?: string | undefined;
  /** Every word of it occurs in subject, preview, or the customer's name or address; any case. */
  readonly text?: string | undefined;
  readonly sort: TicketSort;
  /** Where the page before ended: the sort value and id of its last row. */
  readonly after?: { readonly value: number; readonly id: string } | undefined;
  /** 1–200. */
  readonly limit: number;
}

/** Where a page of tickets of all tenants has ended that go by a time: when they wait, or are silent. */
export interface TimedPlace {
  readonly time: number;
  readonly tenant: string;
  readonly id: string;
}

/** How the agent's resolutions have lasted, those that were taken back counted too. */
export interface LastingResolutions {
  /** Made long enough ago to tell. */
  readonly resolutions: number;
  /** Of these, the ones that nobody took back in time. */
  readonly durable: number;
}

export interface TicketTotals {
  readonly tickets: number;
  /** When the first of them was opened, or null. */
  readonly since: number | null;
  readonly byStatus: Readonly<Record<TicketStatus, number>>;
  readonly escalated: number;
  readonly byEscalationReason: Readonly<Record<string, number>>;
  /** Tickets with at least one reply by the agent and none by a person, never escalated. */
  readonly handledByAgent: number;
  /** As resolved now; those by the agent are counted of the tickets that it handled alone. */
  readonly byResolution: {
    readonly confirmed: number;
    readonly assumed: number;
    readonly person: number;
  };
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}

/** Rows derived from logs: any of them may be dropped and built again. */
export interface ProjectionStoreDriver {
  readonly name: string;
  readonly capabilities: ProjectionStoreCapabilities;

  /** Replaces each ticket's row, except where the stored one was built from more records. */
  replace(rows: readonly TicketRow[]): Promise<void>;
  get(tenant: string, id: string): Promise<TicketRow | null>;
  list(tenant: string, query: TicketQuery): Promise<readonly TicketRow[]>;
  totals(tenant: string): Promise<TicketTotals>;
  /**
   * Tickets of all tenants whose newest message waits for a journey since before `now`: those that
   * have waited longest come first, after the place where the page before ended.
   */
  awaiting(now: number, limit: number, after?: TimedPlace): Promise<readonly TicketRow[]>;

  /**
   * Tickets of all tenants whose customers have been silent after an answer since `since` or
   * longer: the longest silence comes first, after the place where the page before ended.
   */
  silent(since: number, limit: number, after?: TimedPlace): Promise<readonly TicketRow[]>;
  /** Of the agent's resolutions up to `until`, those that lasted for `lastingMs` at least. */
  lasting(tenant: string, until: number, lastingMs: number): Promise<LastingResolutions>;

  /** Up to where a consumer has read the log's changes, or null before its first. */
  position(consumer: string): Promise<string | null>;
  savePosition(consumer: string, position: string): Promise<void>;

  /** Drops every row and position. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** A store in this process that need not grow for ever. What it answers it answers at once. */
export interface ForgettingProjectionStoreDriver extends ProjectionStoreDriver {
  /** Drops a ticket's row, as if it had never been. */
  forget(tenant: string, id: string): void;
}

export const forgets = (driver: ProjectionStoreDriver): driver is ForgettingProjectionStoreDriver =>
  driver.capabilities.forgets;

/** Where a page of tickets that wait ends with this row. */
export const awaitingPlace = ({ awaiting, tenant, id }: TicketRow): TimedPlace => ({
  time: awaiting?.notBefore ?? Number.POSITIVE_INFINITY,
  tenant,
  id,
});

/** Where a page of tickets whose customers are silent ends with this row. */
export const silentPlace = ({ silence, tenant, id }: TicketRow): TimedPlace => ({
  time: silence?.since ?? Number.POSITIVE_INFINITY,
  tenant,
  id,
});

/** The agent replied, no person did, and none had to. */
export const isHandledByAgent = (row: TicketRow): boolean =>
  row.escalationReason === null && row.agentReplies > 0 && row.personReplies === 0;

/** The number a sort goes by; the id breaks ties. */
export function sortValue(row: TicketRow, sort: TicketSort): number {
  if (sort === 'priority_desc') return priorityRank[row.priority];
  return sort.startsWith('updated') ? row.updatedAt : row.createdAt;
}

export const priorityRank: Readonly<Record<TicketPriority, number>> = {
  low: 0,
  normal: 1,
  high: 2,
  urgent: 3,
};
