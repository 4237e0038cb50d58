import type { UtcDay } from '#src/ports/spend-ledger/driver.ts';

/** Who was refused a call today because of the cap, as this process saw it. */
export class CapWatch {
  readonly #reached = new Map<string, UtcDay>();

  /** True the first time on that day: then it is said, and not with every call. */
  add(tenant: string, day: UtcDay): boolean {
    for (const [other, reached] of this.#reached) {
      if (reached < day) this.#reached.delete(other);
    }
    const first = this.#reached.get(tenant) !== day;
    this.#reached.set(tenant, day);
    return first;
  }

  /** A call of the tenant was let through again. */
  remove(tenant: string): void {
    this.#reached.delete(tenant);
  }

  has(tenant: string, day: UtcDay): boolean {
    return this.#reached.get(tenant) === day;
  }

  count(day: UtcDay): number {
    return [...this.#reached.values()].filter((reached) => reached === day).length;
  }
}
