import { identify } from '#src/foundation/identity.ts';
import { type Logger, silentLogger } from '#src/foundation/logger.ts';
import { type CounterLabels, type Metrics, noMetrics } from '#src/foundation/metrics.ts';
import { createContext, type RequestContext } from '#src/foundation/request-context.ts';
import { SupportError, toSupportError } from '#src/foundation/support-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import type {
  DeadLetter,
  DeathCause,
  DriverDelivery,
  QueueCapabilities,
  QueueCounts,
  QueueDriver,
  ReceiveRequest,
} from './driver.ts';
import { assertMessageFits, assertWithin, queueLimits } from './queue-limits.ts';

/** One delivery of a message: the same message may be delivered more than once. */
export interface Delivery extends Omit<DriverDelivery, 'text'> {
  /** What was sent, as JSON gives it back. Whoever handles it checks its form. */
  readonly body: unknown;
}

export interface SendRequest {
  /** Until the first delivery, at most ten minutes; longer waits belong into a schedule. */
  readonly delayMs?: number;
  /**
   * A tenant's messages with the same one, sent within the driver's `deduplicationWindowMs`, are one
   * message: the first. So a caller may send again what it does not know to have been sent.
   */
  readonly deduplicationId?: string;
  /**
   * Which sending of this message it is: one of another round is not dropped, though it has the same
   * id. So what failed can be sent again before the window is over, and stays one message.
   */
  readonly round?: string;
}

export interface QueueOptions {
  /** Which queue it is: in message ids, in the log and in metrics. */
  readonly name: string;
  readonly driver: QueueDriver;
  readonly clock: Clock;
  /** A name for a message that no other process gives too. */
  readonly newId: () => string;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
}

type MessageEvent = CounterLabels<'supportmax_queue_messages_total'>['event'];

/**
 * Messages for whoever works on them later, in this process or another. Each is delivered at least
 * once, in no promised order, until it is acknowledged; one that cannot be handled ends with the dead
 * letters, never nowhere.
 */
export class Queue {
  readonly name: string;
  readonly #driver: QueueDriver;
  readonly #clock: Clock;
  readonly #newId: () => string;
  readonly #logger: Logger;
  readonly #metrics: Metrics;

  constructor(options: QueueOptions) {
    const { name, logger = silentLogger, metrics = noMetrics } = options;
    this.name = name;
    this.#driver = options.driver;
    this.#clock = options.clock;
    this.#newId = options.newId;
    this.#logger = logger.child({ queue: name });
    this.#metrics = metrics;
  }

  get capabilities(): QueueCapabilities {
    return this.#driver.capabilities;
  }

  /**
   * Sends what survives JSON and returns the message's id. Throws `invalid_argument` for what does
   * not, `too_large`, and `rate_limited` or `unavailable` where the queue cannot take it now.
   */
  async send(context: RequestContext, body: unknown, request: SendRequest = {}): Promise<string> {
    const { delayMs = 0, deduplicationId, round } = request;
    const { tenant, requestId, traceId, deadline } = context;
    if (tenant === '') throw new Error('a message needs a tenant');
    assertWithin('delayMs', delayMs, 0, queueLimits.delayMs);
    const text = jsonOf(body);
    assertMessageFits(text, tenant, requestId);
    const isOnce = deduplicationId !== undefined;
    const parts = isOnce ? [tenant, deduplicationId] : [this.#newId()];
    const id = `message-${identify('message', this.name, ...parts).slice(0, 24)}`;
    const message = { id, tenant, requestId, traceId, deadline, sentAt: this.#clock.now(), text };
    const key = round === undefined ? id : `${id}-${identify('round', round).slice(0, 24)}`;
    const options = { delayMs, deduplicationKey: isOnce ? key : null };
    await this.#guard(() => this.#driver.send(message, options));
    this.#count('sent');
    return id;
  }

  /**
   * Takes deliveries of all tenants, as soon as there are any. A message that is no JSON, or names
   * no tenant, was not sent by this port: it goes to the dead letters and is not returned.
   */
  async receive(request: ReceiveRequest): Promise<readonly Delivery[]> {
    assertWithin('max', request.max, 1, queueLimits.batch);
    assertWithin('waitMs', request.waitMs, 0, queueLimits.waitMs);
    assertWithin('visibilityMs', request.visibilityMs, 1, queueLimits.visibilityMs);
    const taken = await this.#guard(() => this.#driver.receive(request));
    this.#count('delivered', taken.length);
    const read = await Promise.all(taken.map((delivery) => this.#read(delivery)));
    return read.flatMap((delivery) => delivery ?? []);
  }

  /** Ends the message. False: it had gone to somebody else meanwhile, or will. */
  acknowledge(receipt: string): Promise<boolean> {
    return this.#settle('acknowledged', () => this.#driver.acknowledge(receipt));
  }

  /**
   * Gives a message back, to be delivered again after the delay. Its attempt counts all the same:
   * after the last one it is dead. False where the receipt is good no more.
   */
  async retry(receipt: string, delayMs: number): Promise<boolean> {
    assertWithin('delayMs', delayMs, 0, queueLimits.delayMs);
    return await this.#settle('retried', () => this.#driver.retry(receipt, delayMs));
  }

  /** Keeps a message for whoever works on it. False where the receipt is good no more. */
  async extend(receipt: string, visibilityMs: number): Promise<boolean> {
    assertWithin('visibilityMs', visibilityMs, 1, queueLimits.visibilityMs);
    return await this.#guard(() => this.#driver.extend(receipt, visibilityMs));
  }

  /** Puts a message to the dead letters at once. False where the receipt is good no more. */
  bury(receipt: string, cause: DeathCause): Promise<boolean> {
    return this.#settle('buried', () => this.#driver.bury(receipt, cause));
  }

  /** A page of the dead letters of all tenants, for who runs the desk; oldest first. */
  async deadLetters(
    page: { readonly cursor?: string | null; readonly limit?: number } = {},
  ): Promise<{ readonly items: readonly DeadLetter[]; readonly nextCursor: string | null }> {
    const { cursor = null, limit = queueLimits.page } = page;
    assertWithin('limit', limit, 1, queueLimits.page);
    const { deadLetters, next } = await this.#guard(() => this.#driver.deadLetters(cursor, limit));
    return { items: deadLetters, nextCursor: next };
  }

  /** Sends a dead letter back into the queue, where it has all its attempts again. */
  redrive(handle: string): Promise<boolean> {
    return this.#guard(() => this.#driver.redrive(handle));
  }

  /** Drops a dead letter. This is the one way in which a message is lost. */
  discard(handle: string): Promise<boolean> {
    return this.#guard(() => this.#driver.discard(handle));
  }

  counts(): Promise<QueueCounts> {
    return this.#guard(() => this.#driver.counts());
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  async #read({ text, ...delivery }: DriverDelivery): Promise<Delivery | null> {
    const body = delivery.tenant === '' ? undefined : parsed(text);
    if (body !== undefined) return { ...delivery, body };
    const fields = { messageId: delivery.id, attempt: delivery.attempt };
    this.#logger.log('error', 'a message that cannot be read goes to the dead letters', fields);
    // Where this fails, it comes again and is met again.
    const cause = { reason: 'unreadable', code: 'data_corrupt' } as const;
    await this.bury(delivery.receipt, cause).catch(() => false);
    return null;
  }

  async #settle(event: MessageEvent, settle: () => Promise<boolean>): Promise<boolean> {
    const done = await this.#guard(settle);
    this.#count(done ? event : 'late');
    return done;
  }

  #count(event: MessageEvent, value = 1): void {
    const name = 'supportmax_queue_messages_total';
    if (value > 0) this.#metrics.count(name, { queue: this.name, event }, value);
  }

  async #guard<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      return await call();
    } catch (error) {
      throw toSupportError(error, `The queue ${this.name} failed.`);
    }
  }
}

/** Whom a message is handled for: the tenant and the request of whoever sent it. */
export const contextOf = (
  { tenant, requestId, traceId, deadline }: Delivery,
  signal: AbortSignal,
): RequestContext => createContext({ tenant, requestId, traceId, deadline, signal });

/** Undefined for what is no JSON, which never stands for it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function jsonOf(body: unknown): string {
  let text: string | undefined;
  let cause: unknown;
  try {
    text = JSON.stringify(body);
  } catch (error) {
    cause = error;
  }
  if (text !== undefined) return text;
  throw new SupportError('invalid_argument', 'A message must be a value that JSON can hold.', {
    cause,
  });
}
