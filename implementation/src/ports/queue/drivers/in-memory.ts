import { approximateBytes } from '#src/foundation/approximate-bytes.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import type {
  DeadLetter,
  DeathCause,
  DriverDelivery,
  QueueCapabilities,
  QueueCounts,
  QueueDriver,
  QueuedMessage,
  ReceiveRequest,
  SendOptions,
} from '../driver.ts';
import { Agenda } from './in-memory-agenda.ts';
import { TenantLines } from './in-memory-line.ts';
import { SentIds, sentIdBytes } from './in-memory-sent-ids.ts';
import { Space, type SpaceLimits } from './in-memory-space.ts';

export interface InMemoryQueueOptions extends Partial<SpaceLimits> {
  readonly clock: Clock;
  /** 5 unless given: the least that every service allows. */
  readonly maxAttempts?: number;
  /** 5 minutes unless given, as SQS has it. */
  readonly deduplicationWindowMs?: number;
}

/** A message on its way: ready, or due at a time, and then with a receipt if it is in flight. */
interface Entry {
  readonly message: QueuedMessage;
  readonly bytes: number;
  order: number;
  attempts: number;
  receipt: string | null;
  dueAt: number;
}

interface Grave {
  readonly letter: DeadLetter;
  readonly entry: Entry;
}

const defaults = {
  maxAttempts: 5,
  deduplicationWindowMs: 300_000,
  limitBytes: 128 * 1024 * 1024,
  tenantLimitBytes: 64 * 1024 * 1024,
};
/** About what it takes to note where a message stands. */
const entryBytes = 600;

/**
 * A queue in this process, for tests and for versions that persist nothing: a restart forgets it.
 * It sets no timers but while somebody waits in `receive`: what has come due is found by whoever
 * looks next. Durations go by the monotonic clock.
 */
export function createInMemoryQueue(options: InMemoryQueueOptions): QueueDriver {
  return new InMemoryQueue({ ...defaults, ...options });
}

class InMemoryQueue implements QueueDriver {
  readonly name = 'in-memory';
  readonly capabilities: QueueCapabilities;
  readonly #clock: Clock;
  readonly #space: Space;
  readonly #ready = new TenantLines<Entry>();
  readonly #agenda = new Agenda<Entry>();
  readonly #inFlight = new Map<string, Entry>();
  readonly #dead = new Map<string, Grave>();
  /** The handle of the dead letter of each id. */
  readonly #deadIds = new Map<string, string>();
  readonly #sentIds: SentIds;
  readonly #waiting = new Set<AbortController>();
  #orders = 0;
  #closed = false;

  constructor(options: Required<InMemoryQueueOptions>) {
    const { clock, maxAttempts, deduplicationWindowMs } = options;
    this.#clock = clock;
    this.#space = new Space(options);
    this.#sentIds = new SentIds(deduplicationWindowMs, this.#space);
    this.capabilities = {
      durable: false,
      shared: false,
      ordered: false,
      fairness: 'per_tenant',
      deduplicationWindowMs,
      fixedVisibilityMs: null,
      maxAttempts,
      deadLettersOfOneId: 'newest',
      refusesStaleReceipts: true,
      countsExactly: true,
    };
  }

  async send(message: QueuedMessage, options: SendOptions): Promise<void> {
    const now = this.#settle();
    const { delayMs, deduplicationKey: key } = options;
    if (key !== null && this.#sentIds.has(key)) return;
    const bytes = approximateBytes(message) + entryBytes;
    const { tenant } = message;
    this.#space.take(tenant, bytes + (key === null ? 0 : sentIdBytes));
    if (key !== null) this.#sentIds.add(key, tenant, now);
    const order = this.#newOrder();
    const entry = { message, bytes, order, attempts: 0, receipt: null, dueAt: 0 };
    this.#postpone(entry, now, delayMs);
  }

  async receive(request: ReceiveRequest): Promise<readonly DriverDelivery[]> {
    const { waitMs, signal } = request;
    const end = this.#clock.monotonic() + waitMs;
    for (;;) {
      if (this.#closed) throw new SupportError('unavailable', 'The queue is closed.');
      if (signal?.aborted) return [];
      const now = this.#settle();
      const taken = this.#take(request, now);
      if (taken.length > 0 || now >= end) return taken;
      await this.#news(Math.min(end, this.#agenda.next?.dueAt ?? end) - now, signal);
    }
  }

  async acknowledge(receipt: string): Promise<boolean> {
    const entry = this.#takeBack(receipt);
    if (!entry) return false;
    this.#space.give(entry.message.tenant, entry.bytes);
    // It came to a good end: that it failed before is no news for anybody.
    this.#drop(this.#deadIds.get(entry.message.id));
    return true;
  }

  async retry(receipt: string, delayMs: number): Promise<boolean> {
    const entry = this.#takeBack(receipt);
    if (entry) this.#giveBack(entry, delayMs);
    return entry !== undefined;
  }

  async extend(receipt: string, visibilityMs: number): Promise<boolean> {
    const now = this.#settle();
    const entry = this.#inFlight.get(receipt);
    if (!entry) return false;
    this.#agenda.delete(entry);
    entry.dueAt = now + visibilityMs;
    this.#agenda.add(entry);
    this.#ring();
    return true;
  }

  async bury(receipt: string, cause: DeathCause): Promise<boolean> {
    const entry = this.#takeBack(receipt);
    if (entry) this.#die(entry, cause);
    return entry !== undefined;
  }

  async deadLetters(cursor: string | null, limit: number) {
    this.#settle();
    if (cursor !== null && !/^\d{1,15}$/.test(cursor)) {
      throw new SupportError('invalid_argument', 'That is not a cursor of this queue.');
    }
    const after = Number(cursor ?? 0);
    const deadLetters: DeadLetter[] = [];
    for (const [handle, { letter }] of this.#dead) {
      if (Number(handle) <= after) continue;
      if (deadLetters.length === limit) {
        return { deadLetters, next: deadLetters.at(-1)?.handle ?? null };
      }
      deadLetters.push(letter);
    }
    return { deadLetters, next: null };
  }

  async redrive(handle: string): Promise<boolean> {
    const grave = this.#exhume(handle);
    if (!grave) return false;
    grave.entry.attempts = 0;
    this.#postpone(grave.entry, this.#settle(), 0);
    return true;
  }

  async discard(handle: string): Promise<boolean> {
    return this.#drop(handle);
  }

  async counts(): Promise<QueueCounts> {
    this.#settle();
    const inFlight = this.#inFlight.size;
    const delayed = this.#agenda.size - inFlight;
    return { ready: this.#ready.size, delayed, inFlight, dead: this.#dead.size };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#ring();
  }

  /** Does what has come due, and says what time it is. */
  #settle(): number {
    const now = this.#clock.monotonic();
    for (let entry = this.#agenda.next; entry && entry.dueAt <= now; entry = this.#agenda.next) {
      this.#agenda.delete(entry);
      if (entry.receipt === null) this.#ready.add(entry.message.tenant, entry);
      else {
        this.#inFlight.delete(entry.receipt);
        this.#giveBack(entry, 0);
      }
    }
    this.#sentIds.forget(now);
    return now;
  }

  #take({ max, visibilityMs }: ReceiveRequest, now: number): DriverDelivery[] {
    const taken: DriverDelivery[] = [];
    while (taken.length < max) {
      const entry = this.#ready.take();
      if (!entry) break;
      entry.attempts += 1;
      entry.order = this.#newOrder();
      entry.dueAt = now + visibilityMs;
      const receipt = `${entry.order}`;
      entry.receipt = receipt;
      this.#inFlight.set(receipt, entry);
      this.#agenda.add(entry);
      taken.push({ ...entry.message, attempt: entry.attempts, receipt });
    }
    return taken;
  }

  /** Ends a delivery; undefined where its receipt is good no more. */
  #takeBack(receipt: string): Entry | undefined {
    this.#settle();
    const entry = this.#inFlight.get(receipt);
    if (!entry) return undefined;
    this.#inFlight.delete(receipt);
    this.#agenda.delete(entry);
    return entry;
  }

  #giveBack(entry: Entry, delayMs: number): void {
    const isLast = entry.attempts >= this.capabilities.maxAttempts;
    if (isLast) this.#die(entry, { reason: 'attempts', code: null });
    else this.#postpone(entry, this.#clock.monotonic(), delayMs);
  }

  #postpone(entry: Entry, now: number, delayMs: number): void {
    entry.receipt = null;
    entry.dueAt = now + delayMs;
    if (delayMs > 0) this.#agenda.add(entry);
    else this.#ready.add(entry.message.tenant, entry);
    this.#ring();
  }

  #die(entry: Entry, cause: DeathCause): void {
    const handle = `${this.#newOrder()}`;
    const { message, attempts } = entry;
    this.#drop(this.#deadIds.get(message.id));
    const letter = { ...message, ...cause, handle, attempts, diedAt: this.#clock.now() };
    this.#dead.set(handle, { letter, entry });
    this.#deadIds.set(message.id, handle);
  }

  /** Drops a dead letter for good; false where there is none. */
  #drop(handle: string | undefined): boolean {
    const grave = this.#exhume(handle);
    if (grave) this.#space.give(grave.entry.message.tenant, grave.entry.bytes);
    return grave !== undefined;
  }

  #exhume(handle: string | undefined): Grave | undefined {
    const grave = this.#dead.get(handle ?? '');
    if (!grave) return undefined;
    this.#dead.delete(grave.letter.handle);
    this.#deadIds.delete(grave.entry.message.id);
    return grave;
  }

  #newOrder(): number {
    this.#orders += 1;
    return this.#orders;
  }

  /** Resolves when there may be something new to take, at the latest when the time is over. */
  async #news(timeMs: number, signal: AbortSignal | undefined): Promise<void> {
    const wake = new AbortController();
    const stop = () => wake.abort('news');
    signal?.addEventListener('abort', stop, { once: true });
    this.#waiting.add(wake);
    await this.#clock.sleep(timeMs, wake.signal).catch(() => {});
    this.#waiting.delete(wake);
    signal?.removeEventListener('abort', stop);
  }

  #ring(): void {
    for (const one of this.#waiting) one.abort('news');
  }
}
