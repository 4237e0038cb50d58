import type { Command, Refusal } from '#src/domain/ticket/commands.ts';
import { decide, isRefusal } from '#src/domain/ticket/decide.ts';
import type { LogRecord, Seen } from '#src/domain/ticket/record.ts';
import { coversAll, recordCount } from '#src/domain/ticket/record.ts';
import type { Snapshot } from '#src/domain/ticket/snapshot.ts';
import { emptySnapshot, extend, fold } from '#src/domain/ticket/snapshot.ts';
import { canonicalJson, contentHash } from '#src/foundation/identity.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { EventLog } from './event-log.ts';
import { SnapshotCache } from './snapshot-cache.ts';

/** Appends lost in a row before a caller is told to come back: far beyond what one ticket sees. */
const attemptLimit = 50;

export type Execution =
  /** The record is in the log. */
  | { readonly outcome: 'appended'; readonly snapshot: Snapshot; readonly record: LogRecord }
  /** An earlier delivery of the same command did it. */
  | {
      readonly outcome: 'repeated';
      readonly snapshot: Snapshot;
      readonly eventIds: readonly string[];
    }
  /** The ticket is already so: nothing to append. */
  | { readonly outcome: 'unchanged'; readonly snapshot: Snapshot }
  | { readonly outcome: 'refused'; readonly snapshot: Snapshot; readonly refusal: Refusal };

/** Tickets as the log tells them: reads fold, commands decide and append. */
export class TicketLog {
  readonly log: EventLog;
  readonly #cache: SnapshotCache;
  readonly #soleWriter: boolean;
  /** How many calls read or write a ticket now. */
  readonly #calls = new Map<string, number>();

  /**
   * `soleWriter` says that nobody but this object appends to the store, as on a laptop whose data
   * directory is locked: then what is remembered is never behind, and reading it again is saved.
   */
  constructor(log: EventLog, options: { cachedRecords?: number; soleWriter?: boolean } = {}) {
    this.log = log;
    this.#soleWriter = options.soleWriter ?? false;
    this.#cache = new SnapshotCache(options.cachedRecords ?? 20_000);
  }

  /** The ticket as the store has it now. Its snapshot has `ticket: null` for an unknown id. */
  async read(context: RequestContext, ticketId: string): Promise<Snapshot> {
    const cached = this.#cache.get(context.tenant, ticketId);
    if (cached && this.#soleWriter) return cached;
    return this.#using(context, ticketId, () => this.#readStore(context, ticketId, cached));
  }

  async #readStore(
    context: RequestContext,
    ticketId: string,
    cached: Snapshot | null,
  ): Promise<Snapshot> {
    if (cached) {
      const newer = await this.log.read(context, ticketId, cached.seen);
      const extended = newer.length === 0 ? cached : extend(cached, newer);
      if (extended) return this.#remember(context, ticketId, extended);
    }
    const records = await this.log.read(context, ticketId);
    const snapshot = fold(ticketId, records);
    return records.length === 0 ? snapshot : this.#remember(context, ticketId, snapshot);
  }

  /** The newest snapshot this process has, which may be behind the store; null where it has none. */
  peek(context: RequestContext, ticketId: string): Snapshot | null {
    return this.#cache.get(context.tenant, ticketId);
  }

  /**
   * Drops a ticket as if it had never been, and returns its records. Returns null, and it stays,
   * where `seen` does not cover its log or a call is using it. For the sole writer of a log whose
   * driver forgets.
   */
  forget(context: RequestContext, ticketId: string, seen: Seen): readonly LogRecord[] | null {
    if (this.#calls.has(keyOf(context, ticketId))) return null;
    const records = this.log.forget(context, ticketId, seen);
    if (records) this.#cache.forget(context.tenant, ticketId);
    return records;
  }

  /**
   * Carries out a command once, however often it is delivered under the same `commandId`. Throws
   * `conflict` when that id already stands for another content.
   */
  async execute(
    context: RequestContext,
    ticketId: string,
    commandId: string,
    command: Command,
    commandHash = hashOf(command),
  ): Promise<Execution> {
    const carryOut = () => this.#carryOut(context, ticketId, commandId, command, commandHash);
    return this.#using(context, ticketId, carryOut);
  }

  async #carryOut(
    context: RequestContext,
    ticketId: string,
    commandId: string,
    command: Command,
    commandHash: string,
  ): Promise<Execution> {
    // What the process remembers may be old. Then the append loses, or a refusal is checked again.
    let snapshot = this.#cache.get(context.tenant, ticketId);
    let fresh = false;
    if (!snapshot && command.type === 'open') snapshot = emptySnapshot(ticketId);
    for (let attempt = 0; attempt < attemptLimit; attempt += 1) {
      if (!snapshot) {
        snapshot = await this.read(context, ticketId);
        fresh = true;
      }
      const known = snapshot.commands.get(commandId);
      if (known) {
        if (known.hash !== commandHash) {
          throw new SupportError('conflict', 'This idempotency key stands for another request.');
        }
        return { outcome: 'repeated', snapshot, eventIds: known.eventIds };
      }
      const decision = decide(snapshot.ticket, command);
      if (isRefusal(decision) || decision.length === 0) {
        if (!fresh) {
          snapshot = null;
          continue;
        }
        if (isRefusal(decision)) return { outcome: 'refused', snapshot, refusal: decision };
        return { outcome: 'unchanged', snapshot };
      }
      const { seen, latestTime } = snapshot;
      const events = decision;
      const request = { subject: ticketId, commandId, commandHash, seen, latestTime, events };
      const record = await this.log.append(context, request);
      if (record) {
        const extended = extend(snapshot, [record]) ?? (await this.read(context, ticketId));
        this.#remember(context, ticketId, extended);
        return { outcome: 'appended', snapshot: extended, record };
      }
      snapshot = null;
    }
    throw new SupportError('conflict', 'Too many authors write to this ticket at once.', {
      retryable: true,
    });
  }

  /** A ticket in use is not dropped: what is read of it may yet be remembered, or appended to. */
  async #using<Result>(
    context: RequestContext,
    ticketId: string,
    call: () => Promise<Result>,
  ): Promise<Result> {
    const key = keyOf(context, ticketId);
    this.#calls.set(key, (this.#calls.get(key) ?? 0) + 1);
    try {
      return await call();
    } finally {
      const others = (this.#calls.get(key) ?? 1) - 1;
      if (others === 0) this.#calls.delete(key);
      else this.#calls.set(key, others);
    }
  }

  #remember(context: RequestContext, ticketId: string, snapshot: Snapshot): Snapshot {
    const cached = this.#cache.get(context.tenant, ticketId);
    // Two readers may finish out of order: the one that saw more stays.
    if (cached && coversAll(cached.seen, snapshot.seen)) return cached;
    this.#cache.set(context.tenant, ticketId, snapshot, recordCount(snapshot.seen));
    return snapshot;
  }
}

/** What a command asks for, apart from when it is asked. */
export const hashOf = (command: Command): string => contentHash(canonicalJson(command));

const keyOf = ({ tenant }: RequestContext, ticketId: string) => `${tenant}\n${ticketId}`;
