import type { RequestContext } from '#src/foundation/request-context.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import { nextTurn } from '#src/foundation/time.ts';
import type { LogBell } from '#src/ports/event-log/driver.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { ProjectionStoreDriver } from '#src/ports/projection-store/driver.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import { projectTicket } from './ticket-list.ts';

const consumer = 'ticket-list';
const catchUpSize = 500;

type TicketSource = Pick<TicketLog, 'read'> & { readonly log: Pick<TicketLog['log'], 'changes'> };

export interface ProjectorOptions {
  /** Null where the list is only read. */
  readonly tickets: TicketSource | null;
  readonly store: ProjectionStoreDriver;
  /** Told of every row after it was stored. */
  readonly onRows?: (rows: readonly TicketRow[]) => void;
  /** Resolves when the host has handled the changes it heard of; at once where others do that. */
  readonly settled?: () => Promise<void>;
}

/** Keeps the ticket list up with the log: rows are made of tickets as they are now, and replaced. */
export class Projector {
  readonly store: ProjectionStoreDriver;
  readonly #tickets: TicketSource | null;
  readonly #onRows: (rows: readonly TicketRow[]) => void;
  readonly #settled: () => Promise<void>;

  constructor({ store, tickets, onRows, settled }: ProjectorOptions) {
    this.store = store;
    this.#tickets = tickets;
    this.#onRows = onRows ?? (() => {});
    this.#settled = settled ?? (async () => {});
  }

  /** Resolves when what this process wrote a moment ago is in the list, or could not be put there. */
  settled(): Promise<void> {
    return this.#settled();
  }

  /** Projects tickets that changed, and returns their rows. */
  async project(
    context: RequestContext,
    ticketIds: readonly string[],
  ): Promise<readonly TicketRow[]> {
    return this.#replace(await Promise.all(ticketIds.map((id) => this.#rowOf(context, id))));
  }

  /**
   * Reads the log's changes since the last position and projects them; what no bell reported. Ends
   * early where it is over, and the next time goes on from there. A ticket that is refused for good
   * keeps no other out: it is passed over, and its error thrown at the end.
   */
  async catchUp(isOver: () => boolean = () => false): Promise<void> {
    let position = await this.store.position(consumer);
    let refusal: SupportError | null = null;
    while (!isOver()) {
      const { changes, next } = await this.#source.log.changes(position, catchUpSize);
      const logs = new Map(changes.map((one) => [`${one.tenant}\n${one.subject}`, one]));
      refusal = (await this.#projectLogs([...logs.values()])) ?? refusal;
      if (next !== null && next !== position) await this.store.savePosition(consumer, next);
      position = next;
      if (changes.length < catchUpSize) break;
      // A store in this process answers at once: customers who wait come in between.
      await nextTurn();
    }
    if (refusal) throw refusal;
  }

  /** Drops the list and builds it again from the log. */
  async rebuild(): Promise<void> {
    await this.store.clear();
    await this.catchUp();
  }

  get #source(): TicketSource {
    if (this.#tickets) return this.#tickets;
    throw new Error('a list that is only read cannot be written');
  }

  /**
   * Projects logs together; where that is refused for good, each by itself. Returns the last refusal
   * of one. Throws what may pass, and also where none could be projected: then it is not they.
   */
  async #projectLogs(logs: readonly LogBell[]): Promise<SupportError | null> {
    const rowOf = ({ tenant, subject }: LogBell) =>
      this.#rowOf(createContext({ tenant, requestId: 'catch-up' }), subject);
    try {
      await this.#replace(await Promise.all(logs.map(rowOf)));
      return null;
    } catch (error) {
      if (toSupportError(error).retryable) throw error;
    }
    let projected = 0;
    let refusal: SupportError | null = null;
    for (const log of logs) {
      try {
        projected += (await this.#replace([await rowOf(log)])).length;
      } catch (error) {
        refusal = refusalOf(log, error);
        if (refusal.retryable) throw refusal;
      }
    }
    if (refusal && projected === 0) throw refusal;
    return refusal;
  }

  async #replace(rows: readonly (TicketRow | null)[]): Promise<readonly TicketRow[]> {
    const found = rows.filter((row) => row !== null);
    if (found.length === 0) return found;
    await this.store.replace(found);
    this.#onRows(found);
    return found;
  }

  async #rowOf(context: RequestContext, ticketId: string): Promise<TicketRow | null> {
    const { ticket } = await this.#source.read(context, ticketId);
    return ticket ? projectTicket(context.tenant, ticket) : null;
  }
}

function refusalOf({ tenant, subject }: LogBell, cause: unknown): SupportError {
  const { code, message, retryable } = toSupportError(cause);
  const what = `The ticket ${subject} of ${tenant} cannot be listed: ${message}`;
  return new SupportError(code, what, { cause, retryable });
}
