import { errorFields, type Logger } from '#src/foundation/logger.ts';
import { type Clock, nextTurn } from '#src/foundation/time.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { Needs } from '#src/functions/parts.ts';
import { cloudServices } from '#src/hosts/cloud-services.ts';
import { Composition, type PartFactories, type VersionFacts } from '#src/hosts/composition.ts';
import { type FunctionHost, hostFunction } from '#src/hosts/function-host.ts';
import { lateLogger } from '#src/hosts/late-logger.ts';
import { openOnce } from '#src/hosts/open-once.ts';
import { contentDirectory } from './configuration/content-directory.ts';
import type { BrainSettings } from './parts/brain.ts';
import type { DeskSettings } from './settings/desk-settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface CloudFunctionOptions {
  readonly fn: DeskFunction;
  readonly facts: VersionFacts;
  /** What the version names for the parts that the function needs. */
  readonly factories: Partial<PartFactories<BrainSettings>>;
  /** What the version does where nothing is configured; made when the function was built. */
  readonly unconfigured: DeskSettings;
  /** Reads what is configured: only loaded where something is. Throws what is wrong with it. */
  readonly configured: () => Promise<DeskSettings>;
  readonly environment: Environment;
}

export interface CloudFunction {
  /** Puts the function together once; begun as soon as the bundle is loaded, before the first call. */
  readonly open: () => Promise<FunctionHost>;
  readonly options: {
    readonly tenantClaim: string | null;
    readonly clock: Clock;
    readonly logger: Logger;
  };
}

/** A function of a version, as the entry of its bundle hands it to the cloud's host. */
export function cloudFunction(options: CloudFunctionOptions): CloudFunction {
  const { fn, facts, factories, environment } = options;
  const isConfigured = (environment.SUPPORTMAX_CONFIG ?? '').trim() !== '';
  const settingsOf = async () => (isConfigured ? options.configured() : options.unconfigured);
  const { logger, ready } = lateLogger(async () => {
    const { cloudLogger } = await import('#src/hosts/cloud-logger.ts');
    // What is wrong with the settings has to be told too.
    return cloudLogger((await settingsOf().catch(() => options.unconfigured)).log.level);
  });
  const host = cloudServices(logger);
  const open = openOnce(async () => {
    await ready();
    const settings = { ...(await settingsOf()), contentDirectory: contentDirectory(environment) };
    const composition = new Composition({ facts, factories, settings, host });
    try {
      return hostFunction(fn, await composition.open(fn.needs as Needs));
    } catch (error) {
      // The next call puts it together anew: what is open now would be left for ever.
      await composition.close().catch((unclosed: unknown) => {
        logger.log('warn', 'a part could not be closed', errorFields(unclosed));
      });
      throw error;
    }
  });
  // What goes wrong now goes wrong again at the first call, which tells.
  nextTurn()
    .then(open)
    .catch(() => {});
  const tenantClaim = environment.SUPPORTMAX_TENANT_CLAIM || null;
  return { open, options: { tenantClaim, clock: host.clock, logger } };
}
