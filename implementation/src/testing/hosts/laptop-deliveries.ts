import type { DeskFunction } from '#src/functions/define-function.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import type { Became } from './became.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
import type { Sent } from './host-under-test.ts';

/** Longer than any pause before another attempt. */
const patienceMs = 400_000;

/** The runners' own rhythm: the shortest pause before something comes again, or is put away. */
const rhythmMs = { feed: 100, queue: 500, blob: 2_000, schedule: 5_000 } as const;
type Kind = keyof typeof rhythmMs;

/**
 * Items for a laptop, whose runners are the platform: they deliver again by themselves when it is
 * time. What becomes of an item is read where each runner leaves it.
 */
export class LaptopDeliveries {
  readonly #kind: Kind;
  readonly #name: string;
  readonly #laptop: Laptop;
  readonly #desk: DeskUnderTest;
  readonly #sent: Sent[] = [];
  /** Lines of the log before the delivery that is being looked at. */
  #seenLines = 0;
  #became: readonly Became[] = [];
  #isStarted = false;

  constructor({ name, trigger: { kind } }: DeskFunction, laptop: Laptop, desk: DeskUnderTest) {
    if (!(kind in rhythmMs)) throw new Error(`a laptop has no trigger of the kind ${kind}`);
    this.#kind = kind as Kind;
    this.#name = name;
    this.#laptop = laptop;
    this.#desk = desk;
  }

  /** What is there when a laptop starts is found by it; so a file and a stroke wait for the start. */
  async deliver(sent: readonly Sent[]): Promise<readonly Became[]> {
    this.#seenLines = this.#desk.logger.lines.length;
    this.#became = [...this.#became, ...sent.map((): Became => 'again')];
    this.#sent.push(...sent);
    const isFirst = !this.#isStarted;
    this.#isStarted = true;
    if (isFirst) await this.#laptop.start();
    for (const one of sent) await this.#send(one, isFirst);
    await this.#laptop.settled();
    if (this.#kind === 'blob') await this.#pass();
    return this.#look().slice(-sent.length);
  }

  async redeliver(): Promise<readonly Became[]> {
    this.#seenLines = this.#desk.logger.lines.length;
    const before = this.#callsEnded();
    for (let passedMs = 0; this.#callsEnded() === before; passedMs += rhythmMs[this.#kind]) {
      if (passedMs > patienceMs) throw new Error('nothing was delivered again');
      await this.#pass();
    }
    if (this.#kind === 'blob') await this.#pass();
    return this.#look();
  }

  async #pass(): Promise<void> {
    await this.#desk.clock.advance(rhythmMs[this.#kind]);
    await this.#laptop.settled();
  }

  async #send({ item, carried }: Sent, isFirst: boolean): Promise<void> {
    const { clock, queue } = this.#desk;
    if (item.kind === 'queue') {
      const { tenant, requestId, traceId, deadline } = carried;
      const who = { id: item.id, tenant, requestId: requestId ?? '', traceId, deadline };
      const message = { ...who, sentAt: clock.now(), text: JSON.stringify(item.body) };
      await queue.send(message, { delayMs: 0, deduplicationKey: null });
    }
    if (item.kind === 'feed') this.#desk.ring(item);
    if (item.kind === 'schedule' && !isFirst) await this.#pass();
    if (item.kind === 'blob' && !isFirst) {
      this.#desk.dropAgain(item);
      await this.#pass();
    }
  }

  #callsEnded(): number {
    const { observed } = this.#desk.metrics;
    const outcomes = ['done', 'failed'];
    const keys = outcomes.map(
      (outcome) => `supportmax_function_duration_seconds ${this.#name} ${outcome}`,
    );
    return keys.reduce((sum, key) => sum + (observed.get(key)?.length ?? 0), 0);
  }

  #look(): readonly Became[] {
    this.#became = this.#sent.map((one, index) =>
      this.#became[index] === 'again' ? this.#becameOf(one) : (this.#became[index] ?? 'again'),
    );
    return this.#became;
  }

  #becameOf({ item }: Sent): Became {
    const { queue, files, logger } = this.#desk;
    const lines = logger.lines.slice(this.#seenLines);
    switch (item.kind) {
      case 'queue':
        return queue.became.get(item.id) ?? 'again';
      case 'blob': {
        const { tenant, name } = item;
        const put = files.settled.findLast((one) => one.tenant === tenant && one.name === name);
        return put ? (put.outcome === 'imported' ? 'done' : 'dead') : 'again';
      }
      case 'feed': {
        const told = lines.findLast(({ subject }) => subject === item.subject);
        if (!told) return 'done';
        return told.message === 'a change was left to the sweep' ? 'dead' : 'again';
      }
      default:
        return lines.some(({ message }) => message === 'a function failed') ? 'again' : 'done';
    }
  }
}
