import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Logger } from '#src/foundation/logger.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import { shippedFolders } from '#src/foundation/shipped-folders.ts';
import { systemClock } from '#src/foundation/time.ts';
import { createReadOnlyModelCache } from '#src/knowledge/models/file-model-cache.ts';
import type { HostMetrics, HostServices } from './host-services.ts';

/** Each cloud measures its functions itself, and reads their log. */
const unmetered: HostMetrics = {
  ...noMetrics,
  gauge: () => {},
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  render: async () => '',
};

/** What the process of one function gives it, in whichever cloud. */
export function cloudServices(logger: Logger): HostServices {
  const { models } = shippedFolders;
  const learned = models ? fileURLToPath(models) : '';
  return {
    clock: systemClock,
    logger,
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
