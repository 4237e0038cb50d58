import type { Logger } from '#src/foundation/logger.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { Needs } from '#src/functions/parts.ts';
import { cloudServices } from '#src/hosts/cloud-services.ts';
import { Composition, type PartFactories, type VersionFacts } from '#src/hosts/composition.ts';
import { type FunctionHost, hostFunction } from '#src/hosts/function-host.ts';
import { openOnce } from '#src/hosts/open-once.ts';
import { contentDirectory } from './configuration/content-directory.ts';
import { loadSettings } from './configuration/load-configuration.ts';
import type { BrainSettings } from './parts/brain.ts';
import type { DeskDefaults } from './settings/desk-configuration.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface CloudFunctionOptions {
  readonly fn: DeskFunction;
  readonly facts: VersionFacts;
  /** What the version names for the parts that the function needs. */
  readonly factories: Partial<PartFactories<BrainSettings>>;
  readonly defaults: DeskDefaults;
  readonly environment: Environment;
}

export interface CloudFunction {
  /** Puts the function together once; begun already, so that the first call finds it done. */
  readonly open: () => Promise<FunctionHost>;
  readonly options: {
    readonly tenantClaim: string | null;
    readonly clock: Clock;
    readonly logger: Logger;
  };
}

/** A function of a version, as the entry of its bundle hands it to the cloud's host. */
export function cloudFunction(options: CloudFunctionOptions): CloudFunction {
  const { fn, facts, factories, defaults, environment } = options;
  const { settings: configured } = loadSettings(defaults, undefined, environment);
  const settings = { ...configured, contentDirectory: contentDirectory(environment) };
  const host = cloudServices(configured.log.level);
  const open = openOnce(async () => {
    const composition = new Composition({ facts, factories, settings, host });
    const desk = await composition.open(fn.needs as Needs);
    return hostFunction(fn, desk);
  });
  // What goes wrong now goes wrong again at the first call, which tells.
  open().catch(() => {});
  const tenantClaim = environment.SUPPORTMAX_TENANT_CLAIM || null;
  return { open, options: { tenantClaim, clock: host.clock, logger: host.logger } };
}
