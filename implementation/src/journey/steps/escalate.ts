import { handoffNotice, packetOf } from '#src/agents/escalate/handoff.ts';
import { agentActor } from '#src/domain/ticket/actor.ts';
import { openingAt } from '#src/domain/time/business-hours.ts';
import { agentReply, classified } from '../decisions.ts';
import type { Step } from '../notes.ts';
import { required } from '../notes.ts';

/** Hands the ticket to people, with what they need, and tells the customer who comes and when. */
export const escalate: Step<'escalate', 'escalated'> = {
  name: 'escalate',
  outcomes: ['escalated'],
  run(notes, { policy, clock }) {
    const { reason } = required(notes.escalation, 'escalation');
    const packet = packetOf(reason, {
      question: notes.question ?? { text: notes.ticket.subject, previous: null },
      subject: notes.ticket.subject,
      classification: notes.classification ?? null,
      passages: notes.passages ?? [],
      draft: notes.draft ?? null,
      policy,
    });
    const text = handoffNotice(reason, openingAt(policy.hours, clock.now()), policy);
    const decided = [
      ...classified(notes),
      agentReply(notes, { text, confidence: notes.draft?.confidence ?? null, citations: [] }),
      {
        type: 'ticket.escalated' as const,
        actor: agentActor,
        data: { reason, packet },
        causedBy: notes.cause,
      },
    ];
    return { outcome: 'escalated', notes: { decided } };
  },
};
