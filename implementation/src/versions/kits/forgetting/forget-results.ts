import { requestKey } from '#src/api/idempotency.ts';
import { isKnown } from '#src/domain/ticket/events.ts';
import type { LogRecord } from '#src/domain/ticket/record.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { threadKey } from '#src/journey/intake.ts';
import type { StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';

/** Drops what was kept for a ticket's requests, external messages and journeys. */
export function forgetResults(
  results: StepResultStore,
  context: RequestContext,
  records: readonly LogRecord[],
): void {
  for (const { commandId, events } of records) {
    results.forget(context, requestKey(commandId));
    for (const { type, data } of events.filter(isKnown)) {
      if (type === 'journey.started') results.forgetJourney(context, data.journeyId);
      if (type !== 'message.received' || data.externalId === undefined) continue;
      results.forget(context, threadKey(data.externalId));
    }
  }
}
