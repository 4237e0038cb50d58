import { createContext, type RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { Article } from '#src/functions/parts.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import { createInMemoryBlobStore } from '#src/ports/blob-store/drivers/in-memory.ts';
import type { EventLogDriver, LogBell } from '#src/ports/event-log/driver.ts';
import { createInMemoryEventLog } from '#src/ports/event-log/drivers/in-memory.ts';
import type { FileName } from '#src/ports/incoming-files/driver.ts';
import { createInMemoryIncomingFiles } from '#src/ports/incoming-files/drivers/in-memory.ts';
import { createInMemoryProjectionStore } from '#src/ports/projection-store/drivers/in-memory.ts';
import { createInMemoryStepResultStore } from '#src/ports/step-result-store/drivers/in-memory.ts';
import { projectTicket } from '#src/projections/ticket-list.ts';
import { answerTicket, askingBack } from '../answered-ticket.ts';
import { assembleDesk } from '../desk-of-parts.ts';
import { createRecordingLogger, createRecordingMetrics } from '../recorders.ts';
import { exportPassage, ScriptedAgents, scenarioPolicy } from '../scenarios/scripted-agents.ts';
import { storyOf } from '../scenarios/story.ts';
import { aTicketLog } from '../ticket-logs.ts';
import { createVirtualClock, type VirtualClock } from '../virtual-clock.ts';
import { LogFaults } from './log-faults.ts';
import { createWatchedQueue, type WatchedQueue } from './watched-queue.ts';

/** All that the desk knows. */
export const exportArticle: Article = {
  id: exportPassage.articleId,
  title: exportPassage.title,
  text: exportPassage.text,
  url: exportPassage.url,
  language: 'en',
  contentHash: exportPassage.contentHash,
};

/** One call of the function, as the function saw it. */
export interface SeenCall {
  readonly context: RequestContext;
  readonly delivery?: { readonly id: string; readonly attempt: number } | undefined;
  /** Undefined while it has none, or where it failed. */
  result?: unknown;
}

/** What a case leaves behind, wherever the function ran. */
export interface Left {
  /** The story of each ticket, in the order in which their logs began. */
  readonly events: readonly (readonly string[])[];
  /** Tenant and status of each row of the list. */
  readonly listed: readonly string[];
  /** How many journeys were called for, and wait in the queue. */
  readonly called: number;
}

/** The desk of one case: real parts in memory, agents by a script, faults on demand. */
export class DeskUnderTest {
  readonly clock: VirtualClock;
  readonly agents = new ScriptedAgents();
  readonly faults: LogFaults;
  readonly logger = createRecordingLogger();
  readonly metrics = createRecordingMetrics();
  readonly calls: SeenCall[] = [];
  /** How long a function takes to be put together, where a host does so at its first call. */
  openingMs = 0;
  readonly queue: WatchedQueue;
  readonly files = createInMemoryIncomingFiles();
  readonly #log: EventLogDriver = createInMemoryEventLog();
  readonly #rows = createInMemoryProjectionStore();
  readonly #results = createInMemoryStepResultStore();
  readonly #dropped = new Map<string, string>();
  readonly #bells = new Set<(bell: LogBell) => void>();
  #ids = 0;

  constructor(clock: VirtualClock) {
    this.clock = clock;
    this.queue = createWatchedQueue(clock);
    this.faults = new LogFaults(this.#log);
  }

  /** Puts the desk together around these functions; nothing sets them off before it is started. */
  open(functions: readonly DeskFunction[]): Promise<Laptop> {
    const { clock, agents, logger, metrics, queue } = this;
    const log = this.faults.driver;
    const subscribe = (listener: (bell: LogBell) => void) => {
      this.#bells.add(listener);
      return log.subscribe(listener);
    };
    const host = { gauge: () => {}, contentType: 'text/plain', render: async () => 'up 1\n' };
    return assembleDesk(
      {
        version: 'test',
        // Here a laptop gets files of everybody's, as a cloud does.
        tenants: null,
        settings: { answerWithinMs: 8_000, log: { level: 'info', messages: 'none' } },
        drivers: {
          eventLog: { ...log, subscribe },
          blobStore: createInMemoryBlobStore(),
          projectionStore: this.#rows,
          stepResultStore: this.#results,
          journeyQueue: queue,
          incomingFiles: this.files,
        },
        agents,
        policy: scenarioPolicy,
        articles: {
          get: (id) => (id === exportArticle.id ? exportArticle : null),
          validAt: () => [],
        },
        functions,
      },
      {
        clock,
        logger,
        metrics: { ...metrics, ...host },
        newId: () => this.#newId(),
        random: () => 0,
        progress: () => {},
        stopping: new AbortController().signal,
      },
    );
  }

  /** The same function, whose calls are seen. */
  watched(fn: DeskFunction): DeskFunction {
    return {
      ...fn,
      run: async (call) => {
        const seen: SeenCall = { context: call.context, delivery: call.delivery };
        this.calls.push(seen);
        await this.faults.meetCall();
        const result = await fn.run(call);
        seen.result = result;
        return result;
      },
    };
  }

  /** Passes the time that it takes to open a function, the first time. */
  async opening(): Promise<void> {
    const passingMs = this.openingMs;
    this.openingMs = 0;
    if (passingMs > 0) await this.clock.advance(passingMs);
  }

  /** Tells whoever listens that a log changed, or that any may have, where it names none. */
  ring(bell: LogBell): void {
    for (const listener of this.#bells) listener(bell);
  }

  /** A customer opens a ticket, past all functions. Returns the id of the message. */
  async opens(ticketId: string, text: string, tenant = 'default'): Promise<string> {
    const actor = { kind: 'customer' } as const;
    const opening = { subject: '', channel: 'chat', customer: {}, text } as const;
    const commandId = `opening-${ticketId}`;
    const context = createContext({ tenant, requestId: 'preparation' });
    const command = { type: 'open', actor, ...opening } as const;
    const { snapshot } = await this.#tickets().execute(context, ticketId, commandId, command);
    return snapshot.ticket?.turns[0]?.eventId ?? '';
  }

  /** A ticket of days ago, whose customer has been silent since its answer; it is listed. */
  async wasAnswered(ticketId: string, tenant = 'default'): Promise<void> {
    const clock = createVirtualClock(this.clock.now() - 4 * 86_400_000);
    const context = createContext({ tenant, requestId: 'preparation' });
    const { ticket } = await answerTicket(this.#tickets(clock), ticketId, { context });
    await this.#rows.replace([projectTicket(tenant, ticket)]);
  }

  /** A ticket whose customer was asked back, and says this. Returns the id of that message. */
  async wasAskedBack(ticketId: string, text: string): Promise<string> {
    const context = createContext({ tenant: 'default', requestId: 'preparation' });
    const tickets = this.#tickets();
    await answerTicket(tickets, ticketId, { context, reply: askingBack });
    const command = { type: 'receive_message', actor: { kind: 'customer' }, text } as const;
    const { snapshot } = await tickets.execute(context, ticketId, `choice-${ticketId}`, command);
    return snapshot.ticket?.turns.at(-1)?.eventId ?? '';
  }

  /** A person replies, and has the ticket from then on. */
  async replies(ticketId: string, text: string): Promise<void> {
    const context = createContext({ tenant: 'default', requestId: 'preparation' });
    const actor = { kind: 'person', id: 'ada' } as const;
    const command = { type: 'reply', actor, text } as const;
    await this.#tickets().execute(context, ticketId, `reply-${ticketId}`, command);
  }

  /** Somebody drops a file, which nobody is told of yet. */
  drop(file: FileName, text: string): void {
    this.#dropped.set(`${file.tenant}/${file.name}`, text);
    this.files.drop(file, Buffer.from(text));
  }

  /** The same file once more. */
  dropAgain(file: FileName): void {
    const text = this.#dropped.get(`${file.tenant}/${file.name}`) ?? '';
    this.files.drop(file, Buffer.from(text));
  }

  /** The codes that calls of the function ended with, as its host logged them. */
  failures(): unknown[] {
    const failed = this.logger.lines.filter(({ message }) => message === 'a function failed');
    return failed.map(({ code }) => code ?? 'internal');
  }

  async left(): Promise<Left> {
    const { changes } = await this.#log.changes(null, 1_000);
    const logs = Map.groupBy(changes, ({ tenant, subject }) => `${tenant}/${subject}`);
    const events = [...logs.values()].map((log) =>
      storyOf(
        log[0]?.subject ?? '',
        log.map(({ record }) => record),
      ),
    );
    const tenants = [...new Set(changes.map(({ tenant }) => tenant))];
    const rows = await Promise.all(
      tenants.map((tenant) => this.#rows.list(tenant, { sort: 'created_asc', limit: 200 })),
    );
    const listed = rows.flat().map(({ tenant, status }) => `${tenant} ${status}`);
    const { ready, delayed, inFlight } = await this.queue.counts();
    // What is to come again was not called for by the function: it is what the function was called with.
    const again = [...this.queue.became.values()].filter((one) => one === 'again').length;
    return { events, listed, called: ready + delayed + inFlight - again };
  }

  #tickets(clock = this.clock) {
    return aTicketLog(this.#log, { clock, site: 'local' });
  }

  #newId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }
}

/** What a store says that cannot be reached, and what it says of what it cannot read. */
export const away = new SupportError('unavailable', 'The log is away.');
export const broken = new SupportError('data_corrupt', 'The log cannot be read.');
