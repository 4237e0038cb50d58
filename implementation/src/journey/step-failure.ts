import type { Logger } from '#src/foundation/logger.ts';
import type { Metrics } from '#src/foundation/metrics.ts';
import type { SupportError } from '#src/foundation/support-error.ts';
import type { StepResult } from './define-step.ts';
import type { FailedJourney } from './engines/engine.ts';

/** How a step comes out that failed for good: people take over. */
export const stepFailed = {
  outcome: 'failed',
  notes: { escalation: { reason: 'agent_failed' } },
} as const satisfies StepResult<'failed'>;

/** Tells those who run the desk of a step that failed for good. */
export function tellStepFailure(
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
  step: string,
  { code, message }: SupportError,
  journey: FailedJourney,
): void {
  metrics.count('supportmax_errors_total', { code });
  logger.log('error', 'a step failed for good', { ...journey, step, code, error: message });
}
