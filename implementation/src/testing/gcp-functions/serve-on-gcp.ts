import type { DeskFunction } from '#src/functions/define-function.ts';
import { type FunctionHost, hostFunction } from '#src/hosts/function-host.ts';
import type { GcpOptions } from '#src/hosts/gcp-functions/gcp-options.ts';
import { registerGcpFunction } from '#src/hosts/gcp-functions/register-gcp-function.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { bareDesk } from './bare-desk.ts';
import { type ServedFunction, serveFunction } from './served-function.ts';

/** A function below the framework in this process, and everything that it logged. */
export interface FunctionOnGcp extends ServedFunction {
  readonly logger: ReturnType<typeof createRecordingLogger>;
}

interface ServeOptions extends Partial<GcpOptions> {
  /** Instead of putting the function together with what it needs: here it never needs anything. */
  readonly open?: () => Promise<FunctionHost>;
}

export async function serveOnGcp(
  fn: DeskFunction,
  { open, ...options }: ServeOptions = {},
): Promise<FunctionOnGcp> {
  const logger = createRecordingLogger();
  const desk = bareDesk(logger, options.clock);
  const host = hostFunction(fn, desk);
  const given = { tenantClaim: null, clock: desk.clock, logger, ...options };
  registerGcpFunction(fn, open ?? (async () => host), given);
  return { ...(await serveFunction(fn.name)), logger };
}
