import type { Logger } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { ForgettingProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import type { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import type { ConversationKind } from './conversation-kind.ts';
import { kindOf } from './conversation-kind.ts';
import { forgetResults } from './forget-results.ts';
import type { MemoryLimits, Room } from './memory-limits.ts';
import { Shelf } from './shelf.ts';

export interface ForgettingOptions {
  readonly limits: MemoryLimits;
  readonly tickets: TicketLog;
  readonly rows: ForgettingProjectionStoreDriver;
  readonly blobs: BlobStore;
  readonly results: StepResultStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * Keeps within its limits what a process remembers that keeps everything in itself. A conversation
 * goes as a whole and at once: no reader finds half of it. One stays for now that a call is using,
 * that changed since its row was made, or that a journey is under way for.
 */
export class Forgetting {
  readonly #options: ForgettingOptions;
  readonly #shelves: Readonly<Record<ConversationKind, Shelf>> = {
    answered: new Shelf(),
    settled: new Shelf(),
    open: new Shelf(),
  };

  constructor(options: ForgettingOptions) {
    this.#options = options;
  }

  /** How much of the tickets' room is taken, from 0 to 1. */
  get ticketRoomUsed(): number {
    const { settled, open } = this.#shelves;
    const { count, bytes } = this.#options.limits.tickets;
    const used = (settled.count + open.count) / count;
    return Math.min(1, Math.max(used, (settled.bytes + open.bytes) / bytes));
  }

  /** Wants every row of the list, after it was stored. */
  onRows(rows: readonly TicketRow[]): void {
    for (const row of rows) this.#remember(row);
    const { limits } = this.#options;
    const { answered, settled, open } = this.#shelves;
    while (isOver(limits.chats, [answered]) && this.#dropOldest('answered'));
    while (isOver(limits.tickets, [settled, open])) {
      if (!this.#dropOldest('settled') && !this.#dropOldest('open')) return;
    }
  }

  #remember(row: TicketRow): void {
    const { tickets, blobs, rows } = this.#options;
    const context = contextOf(row);
    const kind = kindOf(row);
    for (const [name, shelf] of Object.entries(this.#shelves)) if (name !== kind) shelf.take(row);
    const logBytes = tickets.log.sizeOf(context, row.id);
    // Whoever stored the row had read its ticket before that was dropped.
    if (logBytes === 0) rows.forget(row.tenant, row.id);
    else if (kind) this.#shelves[kind].put(row, logBytes + blobs.sizeOf(context, row.id));
  }

  /** Drops the oldest conversation of a kind that may go; false where none may. */
  #dropOldest(kind: ConversationKind): boolean {
    for (const row of this.#shelves[kind].oldestFirst()) {
      if (!this.#drop(row)) continue;
      this.#shelves[kind].take(row);
      this.#tell(kind, row);
      return true;
    }
    return false;
  }

  #drop(row: TicketRow): boolean {
    const { tickets, rows, blobs, results } = this.#options;
    const context = contextOf(row);
    if (this.#isUnderWay(context, row.id)) return false;
    const records = tickets.forget(context, row.id, row.seen);
    if (!records) return false;
    rows.forget(row.tenant, row.id);
    blobs.forget(context, row.id);
    forgetResults(results, context, records);
    return true;
  }

  /** Whoever claimed a journey did so a moment ago: its ticket is still among those used last. */
  #isUnderWay(context: RequestContext, ticketId: string): boolean {
    const { tickets, clock } = this.#options;
    const journeys = tickets.peek(context, ticketId)?.ticket?.journeys.values() ?? [];
    return [...journeys].some(({ ended, until }) => !ended && until > clock.now());
  }

  #tell(kind: ConversationKind, row: TicketRow): void {
    const { logger, metrics } = this.#options;
    metrics.count('supportmax_conversations_forgotten_total', { was: kind });
    if (kind !== 'open') return;
    const { tenant, id: ticketId, channel, escalationReason: reason, createdAt, updatedAt } = row;
    logger.log('error', 'an open ticket was dropped: there is no room for more', {
      tenant,
      ticketId,
      channel,
      reason,
      createdAt: new Date(createdAt).toISOString(),
      updatedAt: new Date(updatedAt).toISOString(),
    });
  }
}

function isOver({ count, bytes }: Room, shelves: readonly Shelf[]): boolean {
  const sum = (pick: (shelf: Shelf) => number) =>
    shelves.reduce((total, shelf) => total + pick(shelf), 0);
  return sum((shelf) => shelf.count) > count || sum((shelf) => shelf.bytes) > bytes;
}

const contextOf = ({ tenant }: TicketRow) => createContext({ tenant, requestId: 'forgetting' });
