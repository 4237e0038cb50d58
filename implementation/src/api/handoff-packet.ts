import { lastQuestion } from '#src/agents/choose/last-question.ts';
import { packetOf } from '#src/agents/escalate/handoff.ts';
import type { DeskPolicy } from '#src/domain/policy/desk-policy.ts';
import type { HandoffPacket } from '#src/domain/ticket/events.ts';
import { readable } from '#src/domain/ticket/text.ts';
import type { Ticket } from '#src/domain/ticket/ticket.ts';
import type { EscalationReason } from '#src/domain/ticket/vocabulary.ts';

/** Hands over what a person needs although no journey has looked at the ticket just now. */
export function packetFor(
  desk: { readonly policy: DeskPolicy },
  ticket: Ticket,
  reason: EscalationReason = 'person_requested',
): HandoffPacket {
  const asked = lastQuestion(ticket);
  return packetOf(reason, {
    question: { text: asked ? readable(asked.text) : ticket.subject, previous: null },
    subject: ticket.subject,
    classification: null,
    passages: [],
    draft: null,
    offered: ticket.turns.findLast(({ reply }) => reply !== null)?.reply?.options ?? [],
    policy: desk.policy,
    modelFailure: null,
  });
}
