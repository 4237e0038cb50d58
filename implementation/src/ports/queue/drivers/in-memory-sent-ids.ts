import { Line } from './in-memory-line.ts';
import type { Space } from './in-memory-space.ts';

interface SentId {
  readonly id: string;
  readonly tenant: string;
  readonly until: number;
}

/** About what it takes to remember an id. Whoever adds one has taken the room; it is given back. */
export const sentIdBytes = 300;

/** The keys of what was sent, each remembered until its window is over. */
export class SentIds {
  readonly #windowMs: number;
  readonly #space: Space;
  readonly #ids = new Set<string>();
  readonly #oldestFirst = new Line<SentId>();

  constructor(windowMs: number, space: Space) {
    this.#windowMs = windowMs;
    this.#space = space;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string, tenant: string, now: number): void {
    this.#ids.add(id);
    this.#oldestFirst.add({ id, tenant, until: now + this.#windowMs });
  }

  forget(now: number): void {
    for (let oldest = this.#oldestFirst.first; oldest && oldest.until <= now; ) {
      this.#oldestFirst.take();
      this.#ids.delete(oldest.id);
      this.#space.give(oldest.tenant, sentIdBytes);
      oldest = this.#oldestFirst.first;
    }
  }
}
