import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRedactor } from '#src/algorithms/redaction/create-redactor.ts';
import { createJsonLogger, type Logger } from '#src/foundation/logger.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import { shippedFolders } from '#src/foundation/shipped-folders.ts';
import { type Clock, systemClock } from '#src/foundation/time.ts';
import type { DeskFunction } from '#src/functions/define-function.ts';
import type { Needs } from '#src/functions/parts.ts';
import { Composition, type PartFactories, type VersionFacts } from '#src/hosts/composition.ts';
import { type FunctionHost, hostFunction } from '#src/hosts/function-host.ts';
import type { HostMetrics, HostServices } from '#src/hosts/host-services.ts';
import { openOnce } from '#src/hosts/open-once.ts';
import { createReadOnlyModelCache } from '#src/knowledge/models/file-model-cache.ts';
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
  const host = servicesOf(configured.log.level);
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

/** Each cloud measures its functions itself, and reads their log. */
const unmetered: HostMetrics = {
  ...noMetrics,
  gauge: () => {},
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  render: async () => '',
};

function servicesOf(level: Parameters<typeof createJsonLogger>[0]['level']): HostServices {
  const redactor = createRedactor();
  const { models } = shippedFolders;
  const learned = models ? fileURLToPath(models) : '';
  return {
    clock: systemClock,
    logger: createJsonLogger({
      clock: systemClock,
      level,
      redact: (value) => redactor.redactDeep(value),
      write: (line) => void process.stderr.write(line),
    }),
    metrics: unmetered,
    newId: () => randomUUID().replaceAll('-', ''),
    random: Math.random,
    progress: () => {},
    // A cloud ends a function without asking it.
    stopping: new AbortController().signal,
    settled: async () => {},
    ...(existsSync(learned) && { models: createReadOnlyModelCache(learned) }),
  };
}
