import { randomUUID } from 'node:crypto';
import type { Logger } from '#src/foundation/logger.ts';
import { noMetrics } from '#src/foundation/metrics.ts';
import { type Clock, systemClock } from '#src/foundation/time.ts';
import type { Surroundings } from '#src/functions/parts.ts';

/** What functions have that need nothing from outside. */
export const bareDesk = (logger: Logger, clock: Clock = systemClock): Surroundings => ({
  version: 'test',
  keepsAnsweredTickets: true,
  answerWithinMs: 1_000,
  clock,
  logger,
  metrics: noMetrics,
  newId: () => randomUUID(),
  stopping: new AbortController().signal,
});
