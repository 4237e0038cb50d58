import { SupportError } from '#src/foundation/support-error.ts';

export interface SpaceLimits {
  readonly limitBytes: number;
  /** Of these, for one tenant: so that the flood of one leaves room for the others. */
  readonly tenantLimitBytes: number;
}

/** How much memory the messages of each tenant take. */
export class Space {
  readonly #limits: SpaceLimits;
  readonly #tenants = new Map<string, number>();
  #bytes = 0;

  constructor(limits: SpaceLimits) {
    this.#limits = limits;
  }

  /** Throws where there is no room: `rate_limited` if it is the tenant's own doing. */
  take(tenant: string, bytes: number): void {
    const taken = (this.#tenants.get(tenant) ?? 0) + bytes;
    if (taken > this.#limits.tenantLimitBytes) {
      throw new SupportError(
        'rate_limited',
        'The queue holds as much of this tenant as it may: send again when some of it is done, or discard dead letters.',
      );
    }
    if (this.#bytes + bytes > this.#limits.limitBytes) {
      throw new SupportError(
        'unavailable',
        'The queue is full: send again when some of it is done, or discard dead letters.',
      );
    }
    this.#tenants.set(tenant, taken);
    this.#bytes += bytes;
  }

  give(tenant: string, bytes: number): void {
    const left = (this.#tenants.get(tenant) ?? 0) - bytes;
    if (left > 0) this.#tenants.set(tenant, left);
    else this.#tenants.delete(tenant);
    this.#bytes -= bytes;
  }
}
