import type { AgentCall } from '#src/agents/agents.ts';
import { assertTimeLeft } from '#src/foundation/request-context.ts';
import type { StepSurroundings, StepTools } from './define-step.ts';
import { type JourneyNotes, peopleOf } from './notes.ts';

/**
 * What is left for posting, or for handing over, when the agents have used their time. All whose
 * model hangs are cut off at once, and wait for each other then.
 */
const postingShare = 0.2;

/**
 * How a step calls its agent.
 *
 * @param timeShare The part of the time left that the agent may take: later steps need some too.
 */
export function agentCall(
  step: string,
  { journeyId, ticket, claimedUntil }: JourneyNotes,
  { context, clock, stepResultStore }: StepSurroundings & Pick<StepTools, 'stepResultStore'>,
  timeShare = 1,
): AgentCall {
  const { signal, tenant, requestId, deadline } = context;
  const leftMs = deadline === null ? null : Math.max(0, deadline - clock.now());
  return {
    signal,
    tenant,
    requestId,
    deadline: leftMs === null ? null : clock.now() + leftMs * (1 - postingShare) * timeShare,
    names: peopleOf(ticket),
    async paidOnce(input, compute) {
      let paid: { readonly result: Awaited<ReturnType<typeof compute>> } | null = null;
      try {
        return await stepResultStore.once(context, { journeyId, step, input }, async () => {
          // Whoever outlived its claim may have been replaced, and two must not pay for one answer.
          assertTimeLeft({ ...context, deadline: claimedUntil - 1 }, clock);
          const result = await compute();
          paid = { result };
          return result;
        });
      } catch (error) {
        // What was paid and could not be kept is an answer all the same.
        if (paid) return (paid as { readonly result: Awaited<ReturnType<typeof compute>> }).result;
        throw error;
      }
    },
  };
}
