import type { JourneyOutcome } from '#src/domain/ticket/events.ts';
import type { JourneyNotes, StepTools } from '../notes.ts';

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
