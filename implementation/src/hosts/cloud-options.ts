import type { Logger } from '#src/foundation/logger.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { FunctionHost } from './function-host.ts';

/** What every cloud's host is told. */
export interface CloudOptions {
  /** The claim of a verified token that names the tenant; null: there is one tenant. */
  readonly tenantClaim: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Gives the function with what it needs: at the first call it is put together. */
export type OpenHost = () => Promise<FunctionHost>;
