import type { Became } from './became.ts';
import type { Sent } from './host-under-test.ts';

/** An item that the platform holds, and which delivery of it comes next. */
export interface Held extends Sent {
  /** As the platform knows it. */
  readonly place: number;
  readonly attempt: number;
}

/** Delivers these at once. Gives those that the host wants to have delivered again, or refused. */
export type Invoke = (held: readonly Held[]) => Promise<ReadonlyMap<number, 'again' | 'dead'>>;

/** What a cloud does between two deliveries: it holds what failed, until it has failed too often. */
export class Deliveries {
  readonly #invoke: Invoke;
  readonly #maxAttempts: number;
  readonly #became: Became[] = [];
  #held: readonly Held[] = [];

  constructor(invoke: Invoke, maxAttempts: number) {
    this.#invoke = invoke;
    this.#maxAttempts = maxAttempts;
  }

  deliver(sent: readonly Sent[]): Promise<readonly Became[]> {
    const first = this.#became.length;
    this.#became.push(...sent.map((): Became => 'again'));
    this.#held = sent.map((one, index) => ({ ...one, place: first + index, attempt: 1 }));
    return this.#play(first);
  }

  redeliver(): Promise<readonly Became[]> {
    this.#held = this.#held.map((one) => ({ ...one, attempt: one.attempt + 1 }));
    return this.#play(0);
  }

  async #play(from: number): Promise<readonly Became[]> {
    const failed = await this.#invoke(this.#held);
    for (const { place, attempt } of this.#held) {
      const failure = failed.get(place);
      const isLast = failure === 'again' && attempt >= this.#maxAttempts;
      this.#became[place] = isLast ? 'dead' : (failure ?? 'done');
    }
    this.#held = this.#held.filter(({ place }) => this.#became[place] === 'again');
    return this.#became.slice(from);
  }
}

/** Of each item by itself, all at the same time. */
export const eachAlone =
  (invoke: (held: Held) => Promise<'again' | 'dead' | null>): Invoke =>
  async (held) => {
    const told = await Promise.all(
      held.map(async (one) => [one.place, await invoke(one)] as const),
    );
    return new Map(told.flatMap(([place, what]) => (what === null ? [] : [[place, what]])));
  };

const retried: ReadonlySet<unknown> = new Set(['rate_limited', 'deadline_exceeded', 'unavailable']);

/** What a workflow does with a step that failed: it goes by the code, which is all that it hears. */
export const byCode = (code: unknown): 'again' | 'dead' => (retried.has(code) ? 'again' : 'dead');

/** The trace that a transport has of its own, which is not that of who sent what it brings. */
export const transportTrace = 'f'.repeat(32);

/** The trace that comes with an invocation: a message and a state carry the sender's themselves. */
export const traceBeside = ({ item, carried }: Sent): string | null =>
  item.kind === 'queue' || item.kind === 'step' ? transportTrace : carried.traceId;
