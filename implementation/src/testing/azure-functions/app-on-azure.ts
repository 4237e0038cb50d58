import type { DeskFunction } from '#src/functions/define-function.ts';
import type { AzureOptions } from '#src/hosts/azure-functions/azure-options.ts';
import { registerAzureFunction } from '#src/hosts/azure-functions/register-azure-function.ts';
import { type FunctionHost, hostFunction } from '#src/hosts/function-host.ts';
import { bareDesk } from '#src/testing/gcp-functions/bare-desk.ts';
import { createRecordingLogger } from '#src/testing/recorders.ts';
import { type FunctionApp, startFunctionApp } from './function-app.ts';
import { type FunctionsCore, functionsCore } from './functions-core.ts';

/** An app of functions that need nothing from outside, and everything that they logged. */
export interface AppOnAzure extends FunctionApp {
  readonly core: FunctionsCore;
  readonly logger: ReturnType<typeof createRecordingLogger>;
}

/** A function as it is registered, where it is not only itself. */
export interface Registered extends Partial<AzureOptions> {
  readonly fn: DeskFunction;
  /** Instead of its own name. */
  readonly name?: string;
  /** Instead of putting the function together with what it needs: here it never needs anything. */
  readonly open?: () => Promise<FunctionHost>;
}

/** One in a process, as the worker runs one app: a test file starts it once. */
export async function appOnAzure(registered: readonly Registered[]): Promise<AppOnAzure> {
  const core = functionsCore();
  const logger = createRecordingLogger();
  for (const { fn: declared, name, open, ...options } of registered) {
    const fn = { ...declared, name: name ?? declared.name };
    const desk = bareDesk(logger, options.clock);
    const host = hostFunction(fn, desk);
    const given = { tenantClaim: null, clock: desk.clock, logger, ...options };
    registerAzureFunction(fn, open ?? (async () => host), given);
  }
  return { ...(await startFunctionApp(core)), core, logger };
}
