import { fold } from '#src/domain/ticket/snapshot.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import type { RequestContext } from '#src/foundation/request-context.ts';
import { SupportError } from '#src/foundation/support-error.ts';
import type { Step, StepResult } from '#src/journey/define-step.ts';
import type { JourneyNotes } from '#src/journey/notes.ts';
import type { StepCall } from '#src/ports/step-result-store/step-result-store.ts';
import type { DeskFor } from '../parts.ts';
import type { StepInput } from './step-input.ts';

type Keeping = DeskFor<{ eventLog: 'read'; stepResultStore: 'write' }>;

/** What a state of the workflow leaves behind; all of it survives JSON. */
interface KeptState {
  readonly outcome: string;
  readonly notes: Omit<JourneyNotes, 'ticket'>;
}

/** Where a state is kept. An attempt at a cause comes to each step once. */
const stateKey = ({ journeyId, attempt }: StepInput, step: string): StepCall => ({
  journeyId,
  step: `state-${step}`,
  input: `attempt ${attempt}`,
});

/** Runs a step once, however often its state is delivered, and keeps what is noted after it. */
export async function keepNotes(
  { stepResultStore, clock }: Keeping,
  context: RequestContext,
  { name }: Step,
  input: StepInput,
  run: () => Promise<StepResult<string> & { readonly before: JourneyNotes }>,
): Promise<string> {
  const kept = await stepResultStore.once<KeptState>(context, stateKey(input, name), async () => {
    const began = clock.monotonic();
    const { outcome, notes = {}, before } = await run();
    const { ticket: _folded, ...noted } = { ...before, ...notes };
    const millis = Math.round((clock.monotonic() - began) * 1_000) / 1_000;
    return { outcome, notes: { ...noted, trace: [...before.trace, { name, outcome, millis }] } };
  });
  return kept.outcome;
}

/** The notes that the steps before left, with the ticket as the journey claimed it. */
export async function notesBefore(
  desk: Keeping,
  context: RequestContext,
  input: StepInput,
): Promise<JourneyNotes> {
  const { journeyId, ticketId, cause, claimedUntil, after } = input;
  const ticket = await claimedTicket(desk, context, input);
  if (after === null) return { journeyId, ticketId, cause, claimedUntil, ticket, trace: [] };
  const state = await desk.stepResultStore.find<KeptState>(context, stateKey(input, after));
  if (state) return { ...state.value.notes, ticket };
  throw new SupportError('not_found', `The journey ${journeyId} has no notes of ${after}.`);
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
