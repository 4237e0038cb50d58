import { fold } from '#src/domain/ticket/snapshot.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Clock, Millis } from '#src/foundation/time.ts';
import type { StepResult } from '#src/journey/define-step.ts';
import { type JourneyNotes, notesAfter } from '#src/journey/notes.ts';
import { stepFailed } from '#src/journey/step-failure.ts';
import type { StepCall, StepResultStore } from '#src/ports/step-result-store/step-result-store.ts';
import type { TicketReader } from '../parts.ts';
import type { StepInput } from './step-input.ts';

/** Where notes are kept, and what the ticket in them is read from. */
export interface Keeping {
  readonly eventLog: { readonly log: Pick<TicketReader['log'], 'read'> };
  readonly stepResultStore: StepResultStore;
  readonly clock: Clock;
}

/** What a state of the workflow leaves behind; all of it survives JSON. */
interface KeptState {
  readonly outcome: string;
  /** Wall time at which the step was done. */
  readonly doneAt: Millis;
  /** Without the ticket, which is as large as its log; that has it. */
  readonly notes: Omit<JourneyNotes, 'ticket'>;
}

/** Where a state is kept. An attempt at a cause comes to each step once. */
const stateKey = ({ journeyId, attempt }: StepInput, step: string): StepCall => ({
  journeyId,
  step: `state-${step}`,
  input: `attempt ${attempt}`,
});

/**
 * Runs a step once, however often its state is delivered, and keeps what is noted after it. Of two
 * deliveries at once both may run; the first to keep its notes says how the step came out.
 */
export async function keepNotes(
  { stepResultStore, clock }: Keeping,
  context: RequestContext,
  step: string,
  input: StepInput,
  run: () => Promise<{ readonly before: JourneyNotes; readonly result: StepResult<string> }>,
): Promise<string> {
  const key = stateKey(input, step);
  let ran = false;
  const state = await stepResultStore.once<KeptState>(context, key, async () => {
    const began = clock.monotonic();
    const { before, result } = await run();
    ran = true;
    const after = notesAfter(before, step, result, clock.monotonic() - began);
    const { ticket: _claimed, ...notes } = after;
    return { outcome: result.outcome, doneAt: clock.now(), notes };
  });
  const kept = ran ? await stepResultStore.find<KeptState>(context, key) : null;
  return (kept?.value ?? state).outcome;
}

/**
 * The notes that the steps before left, with the ticket as the journey claimed it. Throws
 * `not_found` where there are none.
 */
export async function notesBefore(
  desk: Keeping,
  context: RequestContext,
  input: StepInput,
): Promise<JourneyNotes> {
  const { journeyId, ticketId, cause, claimedUntil, after, failedIn } = input;
  const ticket = await claimedTicket(desk, context, input);
  const state = after === null ? null : await stateOf(desk, context, input, after);
  const notes: JourneyNotes = state
    ? { ...state.notes, ticket }
    : { journeyId, ticketId, cause, claimedUntil, ticket, trace: [] };
  if (failedIn === null) return notes;
  // Nobody measured the step that was left; what passed since the one before is the nearest to it.
  const now = desk.clock.now();
  return notesAfter(notes, failedIn, stepFailed, now - (state?.doneAt ?? now));
}

async function stateOf(
  { stepResultStore }: Keeping,
  context: RequestContext,
  input: StepInput,
  step: string,
): Promise<KeptState> {
  const state = await stepResultStore.find<KeptState>(context, stateKey(input, step));
  if (state) return state.value;
  throw new SupportError('not_found', `The journey ${input.journeyId} has no notes of ${step}.`);
}

/** The ticket as it stood when the journey claimed its cause, whatever was written since. */
async function claimedTicket(
  { eventLog }: Keeping,
  context: RequestContext,
  { ticketId, seen }: StepInput,
): Promise<Ticket> {
  const records = await eventLog.log.read(context, ticketId);
  const covered = records.filter(({ origin, seq }) => seq <= (seen[origin] ?? 0));
  const { ticket } = fold(ticketId, covered);
  if (ticket) return ticket;
  throw new SupportError('not_found', `There is no ticket ${ticketId} as the journey claimed it.`);
}
