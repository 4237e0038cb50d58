import type { AnyEvent, NewEvent } from '#src/domain/ticket/events.ts';
import { eventTypes, problemOf } from '#src/domain/ticket/events.ts';
import type { LogRecord, Seen } from '#src/domain/ticket/record.ts';
import { inlineTextBytes } from '#src/domain/ticket/text.ts';
import { eventIdOf } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { BlobStore } from '#src/ports/blob-store/blob-store.ts';
import type { EventLogDriver, ForgettingEventLogDriver, LogBell, LogChange } from './driver.ts';
import { forgets } from './driver.ts';

export interface AppendRequest {
  readonly subject: string;
  readonly commandId: string;
  readonly commandHash: string;
  /** What the author had read. The record takes the next `seq` of this site after it. */
  readonly seen: Seen;
  /** Time of the newest event the author had read, milliseconds; 0 for an empty log. */
  readonly latestTime: number;
  readonly events: readonly NewEvent[];
}

export interface EventLogOptions {
  readonly driver: EventLogDriver;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  /** The write region this process belongs to. */
  readonly site: string;
}

/** An append-only log per (tenant, subject). Everything else the desk knows is derived from it. */
export class EventLog {
  readonly site: string;
  readonly #driver: EventLogDriver;
  readonly #blobs: BlobStore;
  readonly #clock: Clock;

  constructor(options: EventLogOptions) {
    this.site = options.site;
    this.#driver = options.driver;
    this.#blobs = options.blobs;
    this.#clock = options.clock;
  }

  get capabilities() {
    return this.#driver.capabilities;
  }

  /**
   * Appends one record at the place after `seen`. Returns it, or null when another author took that
   * place first: then read, decide again, and append again. Throws `invalid_argument` for events
   * that break their schema, `unavailable` when the store cannot be reached.
   */
  async append(context: RequestContext, request: AppendRequest): Promise<LogRecord | null> {
    const { subject, commandId, commandHash, seen, latestTime } = request;
    if (request.events.length === 0) throw new Error('append needs at least one event');
    const time = Math.max(this.#clock.now(), latestTime + 1);
    const events: AnyEvent[] = [];
    for (const [index, event] of request.events.entries()) {
      const problem = problemOf(event);
      if (problem) {
        throw new SupportError(
          'invalid_argument',
          `The event ${event.type} is not sound: ${problem}`,
        );
      }
      const { version } = eventTypes[event.type];
      const stored = await this.#moveLongText(context, subject, event);
      events.push({ id: eventIdOf(commandId, index), time, version, ...stored } as AnyEvent);
    }
    const record: LogRecord = {
      tenant: context.tenant,
      subject,
      origin: this.site,
      seq: (seen[this.site] ?? 0) + 1,
      seen,
      commandId,
      commandHash,
      events,
    };
    const created = await this.#guard(() => this.#driver.createIfAbsent(record));
    return created ? record : null;
  }

  /** The records of one log that `after` does not cover. */
  async read(context: RequestContext, subject: string, after: Seen = {}) {
    const { tenant } = context;
    const records = await this.#guard(() => this.#driver.read(tenant, subject, after));
    for (const record of records) {
      if (record.tenant !== tenant || record.subject !== subject) {
        throw new SupportError('data_corrupt', 'The event log returned a record of another log.');
      }
    }
    return records;
  }

  /** Changes of all tenants, for projections and feeds inside the desk. */
  changes(
    position: string | null,
    limit: number,
  ): Promise<{
    readonly changes: readonly LogChange[];
    readonly next: string | null;
  }> {
    return this.#guard(() => this.#driver.changes(position, limit));
  }

  /** Where the order of changes ends now: the position to start from for what comes next. */
  end(): Promise<string | null> {
    return this.#guard(() => this.#driver.end());
  }

  /** About how many bytes a log takes in this process. Only where the driver forgets. */
  sizeOf({ tenant }: RequestContext, subject: string): number {
    return this.#forgetting().sizeOf(tenant, subject);
  }

  /**
   * Drops a log that `seen` covers, and returns its records; null where it holds more and stays.
   * Only where the driver forgets.
   */
  forget({ tenant }: RequestContext, subject: string, seen: Seen): readonly LogRecord[] | null {
    return this.#forgetting().forget(tenant, subject, seen);
  }

  subscribe(listener: (bell: LogBell) => void): () => void {
    return this.#driver.subscribe(listener);
  }

  ping(): Promise<void> {
    return this.#guard(() => this.#driver.ping());
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  #forgetting(): ForgettingEventLogDriver {
    if (forgets(this.#driver)) return this.#driver;
    throw new Error(`the event log ${this.#driver.name} forgets nothing`);
  }

  /** A text over the inline limit goes to the blob store before the event that names it. */
  async #moveLongText(
    context: RequestContext,
    subject: string,
    event: NewEvent,
  ): Promise<NewEvent> {
    if (!('text' in event.data) || typeof event.data.text !== 'string') return event;
    const { text } = event.data;
    // A UTF-16 unit is at most three UTF-8 bytes: most texts need no counting.
    if (text.length * 3 <= inlineTextBytes || Buffer.byteLength(text) <= inlineTextBytes)
      return event;
    const blob = await this.#blobs.putText(context, subject, text);
    const reference = { blob, bytes: Buffer.byteLength(text), preview: previewOf(text) };
    return { ...event, data: { ...event.data, text: reference } } as NewEvent;
  }

  async #guard<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      return await call();
    } catch (error) {
      throw toSupportError(error, 'The event log failed.');
    }
  }
}

/** The first 4,096 characters, not cutting a surrogate pair in two. */
function previewOf(text: string): string {
  const end = 4096;
  const unit = text.charCodeAt(end - 1);
  return text.slice(0, unit >= 0xd800 && unit <= 0xdbff ? end - 1 : end);
}
