import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContext } from '#src/foundation/request-context.ts';
import { createVirtualClock } from '#src/testing/virtual-clock.ts';
import { createInMemoryQueue } from './drivers/in-memory.ts';
import { Queue } from './queue.ts';

const maxAttempts = 3;
const windowMs = 1_000;
const nothingSeen = { stale: 0, dead: 0, again: 0, acknowledged: 0, redriven: 0, replaced: 0 };

const nth = fc.nat({ max: 40 });
const duration = fc.constantFrom(1, 10, 100, 1_000);
const tenant = fc.constantFrom('a', 'b', 'c');
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('send'),
      tenant,
      delayMs: fc.constantFrom(0, 0, 0, 10, 100),
      again: fc.constantFrom(null, null, null, 'x', 'y'),
      round: fc.constantFrom('1', '2', '3'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('receive'),
      max: fc.integer({ min: 1, max: 4 }),
      visibilityMs: duration,
    }),
  },
  // Of any receipt that ever was, those that are good no more included.
  { weight: 3, arbitrary: fc.record({ does: fc.constant('acknowledge'), nth }) },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('retry'), nth, delayMs: fc.constantFrom(0, 0, 10) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('extend'), nth, visibilityMs: duration }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('bury'), nth }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('pass'), timeMs: duration }) },
  // Who dies forgets its receipts: what it had comes again by itself.
  { weight: 1, arbitrary: fc.record({ does: fc.constant('die') }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('redrive'), nth }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('discard'), nth }) },
);
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;
type Of<Name> = Extract<Action, { readonly does: Name }>;

/** What one message is, by the words of the driver's contract and nothing else. */
interface Expected {
  readonly id: string;
  readonly tenant: string;
  readonly number: number;
  state: 'ready' | 'delayed' | 'inFlight' | 'dead' | 'acknowledged' | 'discarded' | 'replaced';
  attempts: number;
  dueAt: number;
  receipt: string;
  /** Of all deliveries, which was its last. */
  delivery: number;
  reason: string;
}

/** A queue, and beside it a plain list of what must be true of it. */
class World {
  readonly clock = createVirtualClock();
  readonly messages: Expected[] = [];
  readonly sentAt = new Map<string, number>();
  receipts: string[] = [];
  readonly seen = { ...nothingSeen };
  #deliveries = 0;
  readonly #queue = new Queue({
    name: 'checked',
    driver: createInMemoryQueue({
      clock: this.clock,
      maxAttempts,
      deduplicationWindowMs: windowMs,
    }),
    clock: this.clock,
    newId: () => `fresh-${this.messages.length}`,
  });

  get now(): number {
    return this.clock.monotonic();
  }

  in(state: Expected['state']): Expected[] {
    return this.messages.filter((one) => one.state === state);
  }

  async do(one: Action): Promise<void> {
    if (one.does === 'send') await this.send(one);
    else if (one.does === 'receive') await this.receive(one);
    else if (one.does === 'pass') await this.pass(one.timeMs);
    else if (one.does === 'die') this.receipts = [];
    else if (one.does === 'redrive' || one.does === 'discard') await this.decide(one);
    else await this.settle(one);
    await this.compare();
  }

  async send({ tenant: whose, delayMs, again, round }: Of<'send'>): Promise<void> {
    const number = this.messages.length;
    const context = createContext({ tenant: whose, requestId: `request-${number}` });
    const request = again === null ? { delayMs } : { delayMs, deduplicationId: again, round };
    const id = await this.#queue.send(context, { number }, request);
    if (again !== null) {
      const sending = `${id} ${round}`;
      if (this.now - (this.sentAt.get(sending) ?? Number.NEGATIVE_INFINITY) < windowMs) return;
      this.sentAt.set(sending, this.now);
    }
    const state = delayMs > 0 ? 'delayed' : 'ready';
    const dueAt = this.now + delayMs;
    const fresh = { attempts: 0, receipt: '', delivery: 0, reason: '' };
    this.messages.push({ id, tenant: whose, number, state, dueAt, ...fresh });
  }

  async receive({ max, visibilityMs }: Of<'receive'>): Promise<void> {
    const ready = this.in('ready');
    const taken = await this.#queue.receive({ max, waitMs: 0, visibilityMs });
    expect(taken.length, 'it gives all that is ready, up to what is wanted').toBe(
      Math.min(max, ready.length),
    );
    const tenants = new Set(ready.map((one) => one.tenant));
    const served = new Set(taken.map((one) => one.tenant));
    expect(served.size, 'it serves as many tenants as it can').toBe(Math.min(max, tenants.size));
    for (const { body, receipt, attempt, ...rest } of taken) {
      const message = this.messages[(body as { number: number }).number];
      if (!message) throw new Error('a message came that was never sent');
      expect(message.state, 'only what is ready comes').toBe('ready');
      expect(attempt).toBe(message.attempts + 1);
      expect(rest).toMatchObject({ id: message.id, tenant: message.tenant });
      expect(this.receipts, 'receipts are new').not.toContain(receipt);
      Object.assign(message, { state: 'inFlight', attempts: attempt, receipt });
      message.dueAt = this.now + visibilityMs;
      this.#deliveries += 1;
      message.delivery = this.#deliveries;
      this.receipts.push(receipt);
      if (attempt > 1) this.seen.again += 1;
    }
  }

  async settle(one: Of<'acknowledge' | 'retry' | 'extend' | 'bury'>): Promise<void> {
    const receipt = this.receipts[one.nth % Math.max(1, this.receipts.length)] ?? 'none';
    const message = this.in('inFlight').find((each) => each.receipt === receipt);
    expect(await this.#settled(one, receipt)).toBe(message !== undefined);
    if (!message) {
      this.seen.stale += 1;
      return;
    }
    if (one.does === 'acknowledge') {
      this.#replaces(message);
      message.state = 'acknowledged';
      this.seen.acknowledged += 1;
    } else if (one.does === 'bury') this.#dies(message, 'refused');
    else if (one.does === 'extend') message.dueAt = this.now + one.visibilityMs;
    else this.#returns(message, one.delayMs);
  }

  #settled(
    one: Of<'acknowledge' | 'retry' | 'extend' | 'bury'>,
    receipt: string,
  ): Promise<boolean> {
    if (one.does === 'acknowledge') return this.#queue.acknowledge(receipt);
    if (one.does === 'retry') return this.#queue.retry(receipt, one.delayMs);
    if (one.does === 'extend') return this.#queue.extend(receipt, one.visibilityMs);
    return this.#queue.bury(receipt, { reason: 'refused', code: 'not_found' });
  }

  async decide({ does, nth: index }: Of<'redrive' | 'discard'>): Promise<void> {
    const { items } = await this.#queue.deadLetters();
    const letter = items[index % Math.max(1, items.length)];
    if (!letter) return;
    const { number } = JSON.parse(letter.text) as { number: number };
    const message = this.messages[number];
    if (!message) throw new Error('a dead letter that was never sent');
    if (does === 'discard') {
      expect(await this.#queue.discard(letter.handle)).toBe(true);
      message.state = 'discarded';
    } else {
      expect(await this.#queue.redrive(letter.handle)).toBe(true);
      Object.assign(message, { state: 'ready', attempts: 0 });
      this.seen.redriven += 1;
    }
    expect(await this.#queue.redrive(letter.handle)).toBe(false);
  }

  async pass(timeMs: number): Promise<void> {
    await this.clock.advance(timeMs);
    const due = this.messages.filter(({ dueAt }) => dueAt <= this.now);
    due.sort((left, right) => left.dueAt - right.dueAt || left.delivery - right.delivery);
    for (const message of due) {
      if (message.state === 'delayed') message.state = 'ready';
      if (message.state === 'inFlight') this.#returns(message, 0);
    }
  }

  /** Nothing is lost, and nothing is where it should not be. */
  async compare(): Promise<void> {
    const [ready, delayed, inFlight, dead] = (
      ['ready', 'delayed', 'inFlight', 'dead'] as const
    ).map((state) => this.in(state).length);
    expect(await this.#queue.counts()).toEqual({ ready, delayed, inFlight, dead });
    const { items } = await this.#queue.deadLetters();
    const letters = items.map(({ text, attempts, reason }) => ({
      number: (JSON.parse(text) as { number: number }).number,
      attempts,
      reason,
    }));
    expect(letters.sort((left, right) => left.number - right.number)).toEqual(
      this.in('dead').map(({ number, attempts, reason }) => ({ number, attempts, reason })),
    );
  }

  #returns(message: Expected, delayMs: number): void {
    message.state = delayMs > 0 ? 'delayed' : 'ready';
    message.dueAt = this.now + delayMs;
    if (message.attempts >= maxAttempts) this.#dies(message, 'attempts');
  }

  #dies(message: Expected, reason: string): void {
    this.#replaces(message);
    Object.assign(message, { state: 'dead', reason });
    this.seen.dead += 1;
  }

  /** What became of the latest message of an id stands for the ones before. */
  #replaces({ id }: Expected): void {
    const before = this.in('dead').find((one) => one.id === id);
    if (!before) return;
    before.state = 'replaced';
    this.seen.replaced += 1;
  }
}

describe('whatever happens in whatever order', () => {
  it('nothing is lost, nothing comes that is done, and the dead are who must be', async () => {
    const seen = { ...nothingSeen };
    const plans = fc.array(action, { minLength: 20, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const world = new World();
        for (const one of plan) await world.do(one);
        // Left alone, a queue that is worked off empties: all is acknowledged or dead.
        for (let round = 0; round < 3 * maxAttempts; round += 1) {
          await world.do({ does: 'pass', timeMs: 1_000 });
          const max = 4;
          while (world.in('ready').length > 0) {
            await world.do({ does: 'receive', max, visibilityMs: 1 });
            world.receipts = world.receipts.slice(-max);
            await world.do({ does: 'acknowledge', nth: 0 });
          }
        }
        const over = ['acknowledged', 'dead', 'discarded', 'replaced'];
        expect(world.messages.filter(({ state }) => !over.includes(state))).toEqual([]);
        for (const name of Object.keys(seen) as (keyof typeof seen)[]) {
          seen[name] += world.seen[name];
        }
      }),
      { numRuns: 1_500 },
    );
    // The plans reach what they are for.
    for (const [name, count] of Object.entries(seen)) expect(count, name).toBeGreaterThan(100);
  });
});
