import type { JourneyOutcome } from '#src/domain/ticket/events.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import type { SupportError } from '#src/foundation/support-error.ts';
import type { TicketLog } from '#src/ports/event-log/ticket-log.ts';
import type { StepTools } from '../define-step.ts';
import type { JourneyNotes } from '../notes.ts';
import type { StepName } from '../ticket-journey.ts';

/** Where a walk ended, and with what in its notes. */
export interface JourneyEnd {
  readonly outcome: JourneyOutcome;
  /** The outcome of the last step: why it ended so. */
  readonly because: string;
  readonly notes: JourneyNotes;
}

/** Runs the journey's table. Every engine must leave the same events for the same ticket. */
export interface JourneyEngine {
  readonly name: string;
  run(notes: JourneyNotes, tools: StepTools): Promise<JourneyEnd>;
}

/** Whose step it was. */
export type FailedJourney = Pick<RequestContext, 'tenant' | 'requestId'> &
  Pick<JourneyNotes, 'ticketId' | 'journeyId'>;

/** What every engine can be asked to tell while it runs. */
export interface JourneyEngineOptions {
  /** Called after each step; tests end the process here. */
  readonly afterStep?: (name: StepName) => Promise<void> | void;
  /** Told of a step that failed for good, before the journey escalates. */
  readonly onStepFailure?: (name: StepName, error: SupportError, cause: FailedJourney) => void;
  /** The log of the desk, for engines whose steps run elsewhere and read the ticket there. */
  readonly tickets?: TicketLog;
}

/** How an engine is built, for a composition and for the suite that every engine passes. */
export type CreateJourneyEngine = (options?: JourneyEngineOptions) => JourneyEngine;
