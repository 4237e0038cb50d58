import type { Logger } from '#src/foundation/logger.ts';
import { errorFields } from '#src/foundation/logger.ts';
import { createContext } from '#src/foundation/request-context.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { JourneyRunner } from '#src/journey/journey-runner.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { TicketRow } from '#src/ports/projection-store/ticket-row.ts';
import type { Projector } from '#src/projections/projector.ts';

const journeysAtOnce = 8;
const sweepMs = 5_000;
const sweepSize = 200;

export interface FeedWorkerOptions {
  readonly tickets: TicketLog;
  readonly runner: JourneyRunner;
  readonly projector: Projector;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Reacts to changed logs in this process: keeps the list, and starts the journeys that wait. The bell
 * is only a hint; a sweep every few seconds finds what it missed, and claims make doubles harmless.
 */
export class FeedWorker {
  readonly #options: FeedWorkerOptions;
  readonly #stopping = new AbortController();
  readonly #waiting = new Map<string, TicketRow>();
  readonly #running = new Set<Promise<void>>();
  #unsubscribe: () => void = () => {};
  #sweeping: Promise<void> = Promise.resolve();

  constructor(options: FeedWorkerOptions) {
    this.#options = options;
  }

  /** Brings the list up to the log, then goes on in the background. */
  async start(): Promise<void> {
    const { tickets, projector } = this.#options;
    this.#unsubscribe = tickets.log.subscribe(({ tenant, subject }) => {
      if (tenant !== '') projector.ring(tenant, subject);
    });
    await projector.catchUp();
    this.#sweeping = this.#sweepUntilStopped();
  }

  /** Called with every row that was stored: starts the journey that it waits for. */
  onRows(rows: readonly TicketRow[]): void {
    if (this.#stopping.signal.aborted) return;
    const now = this.#options.clock.now();
    for (const row of rows) {
      // A log's time runs ahead of the clock where a ticket changes several times in a millisecond.
      const time = Math.max(now, row.updatedAt);
      if (row.awaiting && row.awaiting.notBefore <= time) {
        this.#waiting.set(row.awaiting.cause, row);
      }
    }
    this.#fill();
  }

  /** Resolves when no change is left to project and no journey is left to run. */
  async settled(): Promise<void> {
    do {
      await this.#options.projector.settled();
      await Promise.all(this.#running);
      await this.#options.projector.settled();
    } while (this.#running.size > 0 || this.#waiting.size > 0);
  }

  /** Ends the schedule, lets running journeys finish, and notes where the list stands. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#waiting.clear();
    this.#unsubscribe();
    await this.#sweeping;
    await Promise.all(this.#running);
    const { projector, logger } = this.#options;
    await projector.settled();
    try {
      await projector.catchUp();
    } catch (error) {
      // The list is derived: the next start brings it up. A store that is gone must not keep us here.
      logger.log('warn', 'the ticket list was left behind the log', errorFields(error));
    }
  }

  #fill(): void {
    for (const [cause, row] of this.#waiting) {
      if (this.#running.size >= journeysAtOnce) return;
      this.#waiting.delete(cause);
      const journey = this.#journey(row, cause).finally(() => {
        this.#running.delete(journey);
        this.#fill();
      });
      this.#running.add(journey);
    }
  }

  async #journey(row: TicketRow, cause: string): Promise<void> {
    const context = createContext({ tenant: row.tenant, requestId: `feed-${cause}` });
    try {
      await this.#options.runner.run(context, row.id, cause);
    } catch (error) {
      const fields = { ticketId: row.id, cause, ...errorFields(error) };
      this.#options.logger.log('error', 'a journey failed and will be tried again', fields);
    }
  }

  async #sweepUntilStopped(): Promise<void> {
    const { projector, clock, logger } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await projector.catchUp();
        this.onRows(await projector.store.awaiting(clock.now(), sweepSize));
      } catch (error) {
        logger.log('warn', 'a sweep of the log failed and will be repeated', errorFields(error));
      }
      await clock.sleep(sweepMs, signal).catch(() => {});
    }
  }
}
