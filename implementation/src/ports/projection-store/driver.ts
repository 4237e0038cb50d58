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

/** Where a page of tickets that wait has ended. */
export interface AwaitingPlace {
  readonly notBefore: number;
  readonly tenant: string;
  readonly id: string;
}

export interface TicketTotals {
  readonly tickets: number;
  readonly byStatus: Readonly<Record<TicketStatus, number>>;
  readonly escalated: number;
  readonly byEscalationReason: Readonly<Record<string, number>>;
  /** Tickets with at least one reply by the agent and none by a person, never escalated. */
  readonly handledByAgent: number;
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
  awaiting(now: number, limit: number, after?: AwaitingPlace): Promise<readonly TicketRow[]>;

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
export const awaitingPlace = ({ awaiting, tenant, id }: TicketRow): AwaitingPlace => ({
  notBefore: awaiting?.notBefore ?? Number.POSITIVE_INFINITY,
  tenant,
  id,
});

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
