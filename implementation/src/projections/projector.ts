import type { Logger } from '#src/foundation/logger.ts';
import { errorFields } from '#src/foundation/logger.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { nextTurn } from '#src/foundation/time.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import { projectTicket } from './ticket-list.ts';

const batchSize = 64;
const consumer = 'ticket-list';
const catchUpSize = 500;

/**
 * Keeps the ticket list up with the log. Bells mark tickets as changed; they are read and written in
 * batches, one batch at a time, so that a storm of changes to one ticket costs one row.
 */
export class Projector {
  readonly store: ProjectionStoreDriver;
  readonly #tickets: TicketLog;
  readonly #logger: Logger;
  readonly #changed = new Map<string, { tenant: string; ticketId: string }>();
  /** Told of every row after it was stored. */
  readonly #onRows: (rows: readonly TicketRow[]) => void;
  #working: Promise<void> | null = null;

  constructor(options: {
    tickets: TicketLog;
    store: ProjectionStoreDriver;
    logger: Logger;
    onRows?: (rows: readonly TicketRow[]) => void;
  }) {
    this.store = options.store;
    this.#tickets = options.tickets;
    this.#logger = options.logger;
    this.#onRows = options.onRows ?? (() => {});
  }

  /** Notes that a ticket changed. */
  ring(tenant: string, ticketId: string): void {
    this.#changed.set(`${tenant}\n${ticketId}`, { tenant, ticketId });
    this.#working ??= this.#work();
  }

  /** Resolves when every change noted so far is in the list, or could not be put there. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Reads the log's changes since the last position and projects them; what no bell reported. */
  async catchUp(): Promise<void> {
    let position = await this.store.position(consumer);
    for (;;) {
      const { changes, next } = await this.#tickets.log.changes(position, catchUpSize);
      const subjects = new Map(changes.map((one) => [`${one.tenant}\n${one.subject}`, one]));
      const rows = await Promise.all(
        [...subjects.values()].map(({ tenant, subject }) => this.#project(tenant, subject)),
      );
      await this.#replace(rows);
      if (next !== null && next !== position) await this.store.savePosition(consumer, next);
      position = next;
      if (changes.length < catchUpSize) return;
    }
  }

  /** Drops the list and builds it again from the log. */
  async rebuild(): Promise<void> {
    await this.store.clear();
    await this.catchUp();
  }

  async #work(): Promise<void> {
    // A ticket's appends follow close on each other: seen together they cost one row.
    await nextTurn();
    while (this.#changed.size > 0) {
      const batch = [...this.#changed.entries()].slice(0, batchSize);
      for (const [key] of batch) this.#changed.delete(key);
      try {
        const rows = batch.map(([, { tenant, ticketId }]) => this.#project(tenant, ticketId));
        await this.#replace(await Promise.all(rows));
      } catch (error) {
        // The log keeps the change, and the next catch-up finds it again.
        this.#logger.log('warn', 'the ticket list fell behind', errorFields(error));
      }
    }
    this.#working = null;
  }

  async #replace(rows: readonly (TicketRow | null)[]): Promise<void> {
    const found = rows.filter((row) => row !== null);
    if (found.length === 0) return;
    await this.store.replace(found);
    this.#onRows(found);
  }

  async #project(tenant: string, ticketId: string): Promise<TicketRow | null> {
    const context = createContext({ tenant, requestId: 'projection' });
    const { ticket } = await this.#tickets.read(context, ticketId);
    return ticket ? projectTicket(tenant, ticket) : null;
  }
}
