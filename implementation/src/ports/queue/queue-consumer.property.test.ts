import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silentLogger } from '#src/foundation/logger.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import { nextTurn } from '#src/foundation/time.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import type { ItemFailure } from './batch-handling.ts';
import type { QueueDriver } from './driver.ts';
import { createInMemoryQueue } from './drivers/in-memory.ts';
import { type Delivery, Queue } from './queue.ts';
import { QueueConsumer } from './queue-consumer.ts';

const maxAttempts = 3;

/** What handling a message comes to; the last three happen to all of its batch. */
const outcome = fc.constantFrom(
  ...(['done', 'done', 'fails', 'poison', 'slow', 'refuses', 'throws', 'dies'] as const),
);
const message = fc.record({
  tenant: fc.constantFrom('a', 'b'),
  delayMs: fc.constantFrom(0, 0, 500, 30_000),
  script: fc.array(outcome, { minLength: maxAttempts, maxLength: maxAttempts }),
});
type Planned = typeof message extends fc.Arbitrary<infer Value> ? Value : never;
type Outcome = Planned['script'][number];

const away = new SupportError('unavailable', 'Away.');
const wrong = new SupportError('invalid_argument', 'Wrong.');

/** Whatever the dead were about to do they do not do. */
const onlyTheLiving = async (life: { readonly isOver: boolean }) => {
  if (life.isOver) await new Promise(() => {});
};

/** Consumers of one queue, of which each may die and is replaced. */
class World {
  readonly clock = createVirtualClock();
  readonly handled: Outcome[][];
  readonly acknowledged: number[] = [];
  readonly numbers = new Map<string, number>();
  readonly problems: string[] = [];
  deaths = 0;
  readonly #driver = createInMemoryQueue({ clock: this.clock, maxAttempts });
  readonly #plan: readonly Planned[];
  readonly #stops: (() => Promise<void>)[] = [];

  constructor(plan: readonly Planned[]) {
    this.#plan = plan;
    this.handled = plan.map(() => []);
  }

  queueOn(driver: QueueDriver): Queue {
    const newId = () => `${this.numbers.size}`;
    return new Queue({ name: 'work', driver, clock: this.clock, newId });
  }

  async send(): Promise<void> {
    const queue = this.queueOn(this.#driver);
    for (const [number, { tenant, delayMs }] of this.#plan.entries()) {
      const context = createContext({ tenant, requestId: `request-${number}` });
      this.numbers.set(await queue.send(context, number, { delayMs }), number);
    }
  }

  start(): void {
    const life = { isOver: false };
    const queue = this.queueOn(this.#mortal(life));
    const stopping = new AbortController();
    const dies = () => {
      if (life.isOver) return;
      life.isOver = true;
      this.deaths += 1;
      stopping.abort();
      this.start();
    };
    const consumer = new QueueConsumer({
      queue,
      handler: async (batch, signal) => {
        const failures: ItemFailure[] = [];
        for (const one of batch) {
          await onlyTheLiving(life);
          const error = await this.#handle(one, signal, dies);
          await onlyTheLiving(life);
          if (error) failures.push({ id: one.id, error });
        }
        return failures;
      },
      clock: this.clock,
      random: () => 0.5,
      logger: silentLogger,
      limits: { batchSize: 3, batchesAtOnce: 2, visibilityMs: 6_000, handlerTimeoutMs: 20_000 },
    });
    const run = consumer.run(stopping.signal);
    this.#stops.push(async () => {
      stopping.abort();
      await this.pass(12_000);
      await run;
    });
  }

  /** In small steps: those who work get to begin what is due. */
  async pass(timeMs: number): Promise<void> {
    for (let passed = 0; passed < timeMs; passed += 500) {
      await nextTurn();
      await this.clock.advance(500);
    }
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) await stop();
  }

  /** The queue as a process sees it: nothing that it wants happens once it is dead. */
  #mortal(life: { readonly isOver: boolean }): QueueDriver {
    const { numbers, acknowledged } = this;
    const receipts = new Map<string, string>();
    return new Proxy(this.#driver, {
      get(target, name: keyof QueueDriver) {
        const value = target[name];
        if (typeof value !== 'function') return value;
        return async (...given: unknown[]) => {
          if (life.isOver) throw away;
          const result = await (value as (...all: unknown[]) => Promise<unknown>).apply(
            target,
            given,
          );
          if (name === 'receive') {
            for (const { id, receipt } of result as Delivery[]) receipts.set(receipt, id);
          }
          if (name === 'acknowledge' && result === true) {
            const id = receipts.get(given[0] as string) ?? '';
            acknowledged.push(numbers.get(id) ?? -1);
          }
          return result;
        };
      },
    });
  }

  /** Why a message failed, if it did; or throws for all of its batch. */
  async #handle(
    { body, attempt }: Delivery,
    signal: AbortSignal,
    dies: () => void,
  ): Promise<SupportError | null> {
    const number = body as number;
    // What a handler throws is no failure of the test.
    if (this.acknowledged.includes(number)) this.problems.push(`${number} was done`);
    if (attempt > maxAttempts) this.problems.push(`${number} had all its attempts`);
    const what = this.#plan[number]?.script[attempt - 1] ?? 'done';
    this.handled[number]?.push(what);
    if (what === 'slow') await this.clock.sleep(15_000, signal);
    if (what === 'refuses') throw wrong;
    if (what === 'throws') throw new TypeError('no function');
    if (what === 'dies') dies();
    if (what === 'fails') return away;
    return what === 'poison' ? wrong : null;
  }

  async check(): Promise<void> {
    expect(this.problems).toEqual([]);
    const queue = this.queueOn(this.#driver);
    const { items } = await queue.deadLetters();
    const dead = items.map((letter) => ({ ...letter, number: JSON.parse(letter.text) as number }));
    const left = { ready: 0, delayed: 0, inFlight: 0 };
    expect(await queue.counts(), 'nothing waits').toEqual({ ...left, dead: dead.length });
    const ended = [...this.acknowledged, ...dead.map(({ number }) => number)];
    expect(
      ended.sort((one, other) => one - other),
      'each ends, and once',
    ).toEqual([...this.#plan.keys()]);
    for (const number of this.acknowledged) {
      expect(['done', 'slow']).toContain(this.handled[number]?.at(-1));
    }
    for (const { number, reason, code, attempts } of dead) {
      const last = this.handled[number]?.at(-1);
      if (reason === 'attempts') expect(attempts).toBe(maxAttempts);
      else {
        expect([reason, code]).toEqual(['refused', 'invalid_argument']);
        expect(['poison', 'refuses']).toContain(last);
      }
    }
  }
}

describe('consumers that fail and die', () => {
  it('lose nothing, redo nothing that is done, and bury only who must be', async () => {
    let deaths = 0;
    let buried = 0;
    const plans = fc.array(message, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const world = new World(plan);
        await world.send();
        world.start();
        await world.pass(300_000);
        await world.stop();
        await world.check();
        deaths += world.deaths;
        buried += plan.length - world.acknowledged.length;
      }),
      { numRuns: 500 },
    );
    expect(deaths).toBeGreaterThan(100);
    expect(buried).toBeGreaterThan(100);
  });
});
